// One mail as the desk reads it: who, what is new, what came along. Pure, and whatever the bytes are, nothing throws.
import { createHash } from 'node:crypto'
import { addressesIn, messageIdsIn } from './address.ts'
import type { Address } from './address.ts'
import { FORWARD_PREFIX } from './attribution.ts'
import type { Header } from './header.ts'
import { ownTextOfHtml, textOfHtml } from './html.ts'
import { readMime, textOf } from './mime.ts'
import type { Part } from './mime.ts'
import { newTextOf } from './quote.ts'

/** UTF-16 units of the whole text that go into the log; the original has the rest. */
const LONGEST_TEXT = 200_000
const MOST_ATTACHMENTS = 20
const LONGEST_SUBJECT = 1_000

export interface Mail {
  readonly root: Part
  readonly header: Header
  /** With its angle brackets; made of the mail itself where it has none. */
  readonly messageId: string
  /** Null where nobody, or more than one, is named as the writer. */
  readonly from: Address | null
  /** To and Cc. */
  readonly recipients: readonly string[]
  readonly subject: string
  /** What is new, without what it answers. */
  readonly text: string
  readonly whole: string
  readonly attachments: readonly Part[]
}

export function readMail(raw: Uint8Array): Mail {
  const root = readMime(raw)
  const { header } = root
  const senders = header.all('from').flatMap(addressesIn)
  const subject = header.text('subject').slice(0, LONGEST_SUBJECT)
  const shown = bodiesOf(root)
  const plain = shown.plain.map(textOf).join('\n').trim()
  const html = plain === '' || shown.html.length > 0 ? shown.html.map(textOf).join('\n') : ''
  const whole = (plain || textOfHtml(html)).slice(0, LONGEST_TEXT)
  return {
    root, header, subject, whole,
    messageId: messageIdsIn(header.raw('message-id'))[0] ?? `<${digestOf(raw).slice(0, 32)}@without.message.id>`,
    from: header.all('from').length === 1 && senders.length === 1 ? senders[0] ?? null : null,
    recipients: [...header.all('to'), ...header.all('cc')].flatMap(addressesIn).map(({ address }) => address),
    text: newIn(plain, html, whole, FORWARD_PREFIX.test(subject)),
    attachments: shown.attachments.slice(0, MOST_ATTACHMENTS),
  }
}

/** The same for the same mail, by whichever way it came and however its lines end. */
export function digestOf(raw: Uint8Array): string {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  const ends = [bytes.indexOf('\n\n'), bytes.indexOf('\r\n\r\n')].filter((at) => at >= 0)
  const body = bytes.subarray(ends.length > 0 ? Math.min(...ends) : 0)
  return createHash('sha256').update(body.toString('latin1').replaceAll('\r', '').trimEnd(), 'latin1').digest('hex')
}

function newIn(plain: string, html: string, whole: string, forwarded: boolean): string {
  if (forwarded) return whole
  const cut = newTextOf(whole)
  if (html === '' || (plain !== '' && cut !== plain)) return cut
  const marked = ownTextOfHtml(html)
  return marked === null || marked === '' ? cut : newTextOf(marked)
}

interface Bodies { plain: Part[]; html: Part[]; attachments: Part[] }

/** Of alternatives the plain text is shown and the HTML looked at; all else that has a name or is no text is attached. */
function bodiesOf(root: Part): Bodies {
  const found: Bodies = { plain: [], html: [], attachments: [] }
  const walk = (part: Part) => {
    if (part.parts.length > 0) return part.parts.forEach(walk)
    const disposition = part.header.value('content-disposition')
    const isText = part.type === 'text/plain' || part.type === 'text/html'
    if (isText && disposition.value !== 'attachment' && (disposition.parameters['filename'] === undefined || part === root)) (part.type === 'text/html' ? found.html : found.plain).push(part)
    else if (!part.type.startsWith('multipart/') && !SIGNATURES.test(part.type) && part.body.length > 0) found.attachments.push(part)
    else if (part === root) found.plain.push(part)
  }
  walk(root)
  return found
}

/** What proves something to a machine and nothing to a reader. */
const SIGNATURES = /^(?:application\/(?:pkcs7-signature|x-pkcs7-signature|pgp-signature|pgp-encrypted)|text\/(?:rfc822-headers|x-amp-html|calendar))$/

const CONTROLS = /[\p{Cc}\p{Cf}]/gu
const LONGEST_NAME = 120

/** As its sender called it, without ways into other folders or letters that hide others; undefined where it has no name. */
export function nameOf(part: Part): string | undefined {
  const given = part.header.value('content-disposition').parameters['filename'] ?? part.parameters['name'] ?? ''
  const name = given.normalize('NFC').replace(CONTROLS, '').split(/[\\/]/).at(-1)?.replace(/^\.+/, '').trim() ?? ''
  return name === '' ? undefined : name.toWellFormed().slice(0, LONGEST_NAME)
}
