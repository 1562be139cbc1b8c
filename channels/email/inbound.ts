// A mail as events: what somebody wrote and what they attached, a line of ours that came back, or a mail no person wrote.
import { createHash } from 'node:crypto'
import type { InboundEvent, MediaKind, RawRequest } from '../contract.ts'
import { addressesIn, messageIdsIn } from './address.ts'
import { REPLY_PREFIX } from './attribution.ts'
import { proofOf } from './authentication.ts'
import type { Proof } from './authentication.ts'
import { automaticKind } from './automatic.ts'
import { reportOf } from './bounce.ts'
import { openEnvelope } from './envelope.ts'
import { digestOf, nameOf, readMail } from './mail.ts'
import type { Mail } from './mail.ts'
import { LOOP_HEADER } from './compose.ts'
import { routeText } from './reference.ts'
import { isOurId, threadInAddress, threadInId, threadOf } from './token.ts'
import { LARGEST_MAIL } from './wire.ts'
import type { EmailConfig } from './wire.ts'

/** @throws UnreadableBody */
export function parse(request: RawRequest, config: EmailConfig): InboundEvent[] {
  const { raw, recipients } = openEnvelope(request)
  const mail = readMail(raw.subarray(0, LARGEST_MAIL))
  const digest = digestOf(raw)
  const id = createHash('sha256').update(`${mail.messageId}\n${digest}`).digest('hex').slice(0, 32)
  const at = new Date(request.receivedAt).toISOString()
  const refused = (reason: string): InboundEvent[] => [{ id, person: '', at, redelivered: false, type: 'ignored', reason }]
  if (isOurOwn(mail, config)) return refused('a mail of our own that came back')
  const bounced = bounceEvents(mail, id, at, config)
  if (bounced.length > 0) return bounced
  if (!mail.from) return refused(mail.header.has('from') ? 'more than one writer, or none that can be read' : 'no writer')
  const person = mail.from.address
  const automatic = automaticKind(mail)
  const proof = proofOf(mail.header, person, config.authservId)
  const thread = threadFor(mail, person, proof, recipients, config)
  const base = {
    id, person, at, redelivered: false, original: originalId(raw), ...(thread !== '' && { thread }), ...(proof !== 'pass' && { unproven: true as const }),
    ...(automatic ? { automatic } : { route: routeText(mail) }),
  }
  return contentEvents(mail, base)
}

export function originalOf(request: RawRequest): Uint8Array {
  return openEnvelope(request).raw
}

/** Under which the mail is kept: the same bytes, the same place. A UUID of version 8 (RFC 9562). */
function originalId(raw: Uint8Array): string {
  const hex = createHash('sha256').update(raw).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

function isOurOwn({ header, messageId, from }: Mail, config: EmailConfig): boolean {
  return header.has(LOOP_HEADER) || isOurId(messageId, config) || from?.address.toLowerCase() === config.address.toLowerCase()
}

type Base = Omit<InboundEvent, 'type'> & { readonly original: string }

function contentEvents(mail: Mail, base: Base): InboundEvent[] {
  const { text: written, whole, subject, attachments, messageId } = mail
  const heading = REPLY_PREFIX.test(subject) ? '' : subject
  // On phones the heading is often the whole mail.
  const text = written === '' && attachments.length === 0 ? heading : written
  const said: InboundEvent[] = text === '' ? [] : [{
    ...base, type: 'message', message: messageId,
    content: { type: 'text', text, ...(whole !== text && whole !== '' && { whole }), ...(heading !== '' && heading !== text && { subject: heading }) },
  }]
  const media = attachments.map((part, i): InboundEvent => {
    const name = nameOf(part)
    return {
      ...base, id: `${base.id}/${i + 1}`, ...((i > 0 || said.length > 0) && { continues: true as const }), type: 'message', message: `${messageId}/${i + 1}`,
      content: { type: 'media', media: kindOf(part.type), ...(name !== undefined && { name }), source: `${base.original}/${i}` },
    }
  })
  const events = [...said, ...media]
  if (events.length > 0) return events
  // An empty mail is how one knocks, in Japan.
  return base.automatic ? [{ ...base, type: 'ignored', reason: 'an automatic mail without content' }] : [{ ...base, type: 'joined' }]
}

function kindOf(type: string): MediaKind {
  const [kind] = type.split('/')
  return kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'file'
}

/** The conversation a mail belongs to: what it answers, or the sender's own; where nothing proves the sender, one of its own. */
function threadFor(mail: Mail, person: string, proof: Proof, delivered: readonly string[], config: EmailConfig): string {
  const { header } = mail
  const to = [...delivered, ...mail.recipients, ...['delivered-to', 'x-original-to', 'envelope-to'].flatMap((name) => header.all(name).flatMap(addressesIn)).map(({ address }) => address)]
  const addressed = proof === 'fail' ? null : threadInAddress(to, person, config)
  if (addressed !== null) return addressed
  if (proof !== 'pass') return threadOf(mail.messageId, person)
  const named = [...messageIdsIn(header.raw('in-reply-to')), ...messageIdsIn(header.raw('references')).toReversed()]
  for (const id of named) {
    const thread = threadInId(id, person, config)
    if (thread !== null) return thread
  }
  return ''
}

/** A person that mail can no longer reach: no such address, no such domain, closed. */
const GONE = /^5\.(?:1\.[1236]|1\.10|2\.1)$/

/** Of a report about a line that we sent: to whom, and in which conversation, says the signature in its Message-ID. */
function bounceEvents(mail: Mail, id: string, at: string, config: EmailConfig): InboundEvent[] {
  const report = reportOf(mail)
  if (!report) return []
  for (const ours of report.ids.filter((one) => isOurId(one, config))) {
    for (const person of report.addresses) {
      const thread = threadInId(ours, person, config)
      if (thread === null) continue
      const base = { id, person, at, redelivered: false, ...(thread !== '' && { thread }) }
      if (report.outcome !== 'failed' && report.outcome !== 'complaint') return [{ ...base, type: 'ignored', reason: `a report of a server: ${report.outcome}` }]
      const complained = report.outcome === 'complaint'
      return [{ ...base, type: 'bounced', messages: [ours], gone: complained || GONE.test(report.status ?? ''), reason: complained ? 'Mail: reported as unwanted' : reasonOf(report.status) }]
    }
  }
  const returned = report.outcome === 'failed' ? noticesIn(report.ids, config) : []
  return returned.length > 0 ? [{ id, person: '', at, redelivered: false, type: 'ignored', reason: 'a notice to staff came back', returned }] : []
}

/** A notice to staff has its own id in its Message-ID: who does not know it cannot say that it came back. */
function noticesIn(ids: readonly string[], { address }: EmailConfig): string[] {
  const domain = address.split('@')[1]?.toLowerCase()
  return ids.flatMap((one) => {
    const [, notice, at] = /^<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@([^<>@]+)>$/i.exec(one) ?? []
    return notice !== undefined && at?.toLowerCase() === domain ? [notice.toLowerCase()] : []
  })
}

function reasonOf(status: string | null): string {
  if (status === null) return 'Mail: it came back'
  if (GONE.test(status)) return `Mail: this person cannot be reached (${status})`
  return /^[45]\.2\.2$/.test(status) ? `Mail: the mailbox is full (${status})` : `Mail: it came back (${status})`
}
