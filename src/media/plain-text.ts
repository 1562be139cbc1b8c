// Tells plain text from pages, scripts and everything else that has no mark of its own.
import { createReadStream } from 'node:fs'
import { TextDecoder } from 'node:util'
import type { Finding } from './formats.ts'

/** As far as is looked for what makes a text a program. */
const HEAD_BYTES = 65_536
const PAGE = /<(?:!doctype|html|script|svg|iframe|body|\?php)\b/i
const SCRIPT = /^\s*(?:#!|@echo\b|windows registry editor|regedit4|\[internetshortcut\]|\[desktop entry\])/i
const XML = /^\s*<\?xml/i

/** Throws only what the disk says. */
export async function textType(path: string): Promise<Finding> {
  let head = ''
  let possible = ENCODINGS.map(({ type, label }) => ({ type, decoder: new TextDecoder(label, { fatal: true }) }))
  for await (const chunk of createReadStream(path)) {
    if (!(chunk instanceof Uint8Array) || chunk.some(isControl)) return { reason: 'kind' }
    possible = possible.filter(({ decoder }) => decodes(decoder, chunk))
    if (possible.length === 0) return { reason: 'kind' }
    if (head.length < HEAD_BYTES) head += Buffer.from(chunk).toString('latin1')
  }
  const [encoding] = possible.filter(({ decoder }) => decodes(decoder))
  const text = head.replace(BYTE_ORDER_MARK, '')
  if (PAGE.test(text) || SCRIPT.test(text)) return { reason: 'program' }
  return encoding && !XML.test(text) ? { type: encoding.type } : { reason: 'kind' }
}

const ENCODINGS = [
  { type: 'text/plain; charset=utf-8', label: 'utf-8' },
  { type: 'text/plain; charset=shift_jis', label: 'shift_jis' },
] as const

const BYTE_ORDER_MARK = /^\xef\xbb\xbf/

/** Without `chunk`: whether the text may end here. */
function decodes(decoder: TextDecoder, chunk?: Uint8Array): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined })
    return true
  } catch {
    return false
  }
}

/** Tab, line ends and form feed are text. */
function isControl(byte: number): boolean {
  return byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d
}
