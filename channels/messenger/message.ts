// A message of a person, or the echo of one of the page: its text first, then each attachment.
import type { Content, InboundEvent } from '../contract.ts'
import { split } from '../text.ts'
import { markIn } from './wire.ts'
import type { Attachment, Message } from './wire.ts'

/** What every event of one moment shares. */
export interface Base {
  readonly id: string
  readonly person: string
  readonly at: string
  readonly redelivered: false
  readonly standby?: true
}

const NAME_LENGTH = 200
/** The thumbs-up in its three sizes is what most people tap instead of writing "yes". */
const THUMBS_UP: ReadonlySet<string> = new Set(['369239263222822', '369239343222814', '369239383222810'])
/** Shown as what they link to. */
const SHARES: ReadonlySet<string> = new Set(['fallback', 'reel', 'ig_reel', 'post', 'ig_post', 'template', 'appointment_booking'])

export function messageEvents(message: Message, base: Base): InboundEvent[] {
  if (message.is_echo === true) return [echoEvent(message, base)]
  const { mid, text = '', quick_reply: tap, reply_to: quoted } = message
  const events: InboundEvent[] = []
  const next = () => ({ ...base, id: events.length === 0 ? mid : `${mid}/${events.length}`, ...(!base.standby && { readToken: mid }) })
  if (tap) events.push({ ...next(), type: 'choice', value: tap.payload, message: mid, ...(text && { label: text }) })
  else if (text.trim() !== '') {
    events.push({ ...next(), type: 'message', message: mid, content: { type: 'text', text, ...(quoted && { quotes: quoted.mid }) } })
  }
  for (const attachment of withoutTwins(message.attachments)) {
    const content = contentOf(attachment, text)
    if (typeof content === 'string') events.push({ ...next(), type: 'ignored', reason: content })
    else events.push({ ...next(), type: 'message', message: mid, content })
  }
  return events.length > 0 ? events : [{ ...next(), type: 'ignored', reason: 'a message with nothing in it' }]
}

/** Its metadata tells whether the desk said it; anything else was said past the desk. */
function echoEvent({ mid, text = '', metadata = '' }: Message, base: Base): InboundEvent {
  const id = `echo/${mid}`
  const mark = markIn(metadata)
  return mark ? { ...base, id, type: 'confirmed', message: mid, ...mark } : { ...base, id, type: 'answeredElsewhere', message: mid, text }
}

/** A string says why the attachment is not kept. */
function contentOf({ type, title, payload = {} }: Attachment, text: string): Content | string {
  const { url, coordinates } = payload
  if (type === 'sticker' || payload.sticker_id !== undefined) {
    return { type: 'sticker', keywords: THUMBS_UP.has(String(payload.sticker_id)) ? ['👍'] : [] }
  }
  if (type === 'image' || type === 'audio' || type === 'video' || type === 'file') {
    const name = type === 'file' ? fileName(url) : ''
    return { type: 'media', media: type, ...(name && { name }), ...(url ? { source: url } : { refused: 'the platform gave no address' }) }
  }
  if (type === 'location' && coordinates) {
    return { type: 'location', latitude: coordinates.lat, longitude: coordinates.long, ...(title && { title }) }
  }
  if (SHARES.has(type) || type === 'location') return shared(type, payload.title ?? title, url, text)
  return { type: 'media', media: 'file', refused: 'unknown kind of attachment' }
}

function shared(type: string, title: string | undefined, url: string | undefined, text: string): Content | string {
  const link = url || title
  if (!link) return `${type} without a link`
  if (text.includes(link)) return `${type}: the text holds the link already`
  return { type: 'text', text: [title, url].filter(Boolean).join('\n') }
}

/** A sticker also came as a picture of itself for years. */
function withoutTwins(attachments: readonly Attachment[]): Attachment[] {
  const stickers = attachments.filter(({ type }) => type === 'sticker').map(({ payload }) => payload)
  const isTwin = ({ type, payload }: Attachment) => type === 'image' && stickers.some((sticker) =>
    (sticker?.url !== undefined && sticker.url === payload?.url) || (sticker?.sticker_id !== undefined && sticker.sticker_id === payload?.sticker_id))
  return attachments.filter((attachment) => !isTwin(attachment))
}

/** The last part of the address's path, decoded; empty where there is none. */
function fileName(url: string | undefined): string {
  const path = url !== undefined && URL.canParse(url) ? new URL(url).pathname : ''
  const name = path.split('/').at(-1) ?? ''
  return split(decoded(name).split(/[/\\]/).at(-1) ?? '', NAME_LENGTH)[0] ?? ''
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
