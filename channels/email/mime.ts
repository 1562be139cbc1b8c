// The parts of a mail (RFC 2045, 2046), within limits that no honest mail reaches. Whatever the bytes are, nothing throws.
import { decode } from './charset.ts'
import { readHeader } from './header.ts'
import type { Header } from './header.ts'

const MOST_PARTS = 500
const DEEPEST = 20

export interface Part {
  readonly header: Header
  /** In lower case, `text/plain` where nothing is said. */
  readonly type: string
  readonly parameters: Readonly<Record<string, string>>
  /** As it came, still encoded for the way. */
  readonly body: Buffer
  /** Of a multipart. */
  readonly parts: readonly Part[]
}

export function readMime(raw: Uint8Array): Part {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  return partOf(withLineFeeds(bytes), { left: MOST_PARTS }, 0, 'text/plain')
}

function partOf(bytes: Buffer, count: { left: number }, depth: number, usual: string): Part {
  count.left--
  const start = bytes.subarray(0, 5).toString('latin1') === 'From ' ? Math.max(0, bytes.indexOf(0x0a) + 1) : 0
  const end = endOfHeader(bytes, start)
  const header = readHeader(bytes.subarray(start, end))
  const body = bytes.subarray(bodyAt(bytes, end))
  const { value, parameters } = header.value('content-type')
  const type = /^[a-z0-9][\w.+-]*\/[\w.+-]+$/.test(value) ? value : usual
  const boundary = parameters['boundary'] ?? ''
  const inside = type.startsWith('multipart/') && boundary !== '' && depth < DEEPEST ? split(body, boundary, count.left) : []
  const childUsual = type === 'multipart/digest' ? 'message/rfc822' : 'text/plain'
  const parts: Part[] = []
  for (const one of inside) if (count.left > 0) parts.push(partOf(one, count, depth + 1, childUsual))
  return { header, type, parameters, body, parts }
}

/** Only where a mail has nothing but carriage returns, as old Macintoshes wrote it. */
function withLineFeeds(bytes: Buffer): Buffer {
  return bytes.includes(0x0a) ? bytes : Buffer.from(bytes.map((byte) => (byte === 0x0d ? 0x0a : byte)))
}

/** Where the first empty line begins. */
function endOfHeader(bytes: Buffer, start: number): number {
  if (bytes[start] === 0x0a || (bytes[start] === 0x0d && bytes[start + 1] === 0x0a)) return start
  const ends = [bytes.indexOf('\n\n', start, 'latin1'), bytes.indexOf('\n\r\n', start, 'latin1')].filter((at) => at >= 0)
  return ends.length > 0 ? Math.min(...ends) + 1 : bytes.length
}

function bodyAt(bytes: Buffer, end: number): number {
  if (bytes[end] === 0x0d) return end + 2
  return bytes[end] === 0x0a ? end + 1 : end
}

/** What stands between the lines `--boundary`; the last may lack its end. */
function split(body: Buffer, boundary: string, most: number): Buffer[] {
  const mark = Buffer.from(`--${boundary}`, 'utf8')
  const parts: Buffer[] = []
  let open = -1
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length)) {
    if (at > 0 && body[at - 1] !== 0x0a) continue
    const after = body.subarray(at + mark.length, at + mark.length + 2).toString('latin1')
    const last = after === '--'
    if (!last && !/^[\s]|^$/.test(after)) continue
    if (open >= 0) parts.push(body.subarray(open, Math.max(open, body[at - 2] === 0x0d ? at - 2 : at - 1)))
    const line = body.indexOf(0x0a, at)
    open = last || line < 0 ? -1 : line + 1
    if (last || parts.length >= most) return parts
  }
  if (open >= 0) parts.push(body.subarray(open))
  return parts
}

/** The bytes that the sender put in. */
export function contentOf({ header, body }: Part): Buffer {
  switch (header.value('content-transfer-encoding').value) {
    case 'base64': return Buffer.from(body.toString('latin1').replace(/[^A-Za-z0-9+/]+/g, ''), 'base64')
    case 'quoted-printable': return unquotedPrintable(body)
    default: return body
  }
}

function unquotedPrintable(body: Buffer): Buffer {
  const text = body.toString('latin1').replace(/[ \t]+(?=\r?\n|$)/g, '').replace(/=\r?\n/g, '')
  return Buffer.from(text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1')
}

export function textOf(part: Part): string {
  const text = decode(contentOf(part), part.parameters['charset'])
  return part.parameters['format']?.toLowerCase() === 'flowed' ? unflowed(text, part.parameters['delsp']?.toLowerCase() === 'yes') : text
}

/** A line that ends in a space goes on in the next (RFC 3676). */
function unflowed(text: string, deleteSpace: boolean): string {
  const lines: string[] = []
  let open = false
  for (const line of text.split('\n')) {
    const depth = /^>*/.exec(line)?.[0] ?? ''
    const own = line.slice(depth.length).replace(/^ /, '')
    const last = lines.at(-1)
    const goesOn = own.endsWith(' ') && own !== '-- '
    const shown = goesOn && deleteSpace ? own.slice(0, -1) : own
    if (open && last !== undefined && (/^>*/.exec(last)?.[0] ?? '') === depth && own !== '-- ') lines[lines.length - 1] = last + shown
    else lines.push(depth === '' ? shown : `${depth} ${shown}`)
    open = goesOn
  }
  return lines.join('\n')
}
