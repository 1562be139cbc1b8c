// What the worker did, as a line of the log. Pure.
import type { InboundEvent } from '../../channels/contract.ts'
import { HIDDEN } from '../contact/secret-word.ts'
import type { Effect } from './turn.ts'

export type Message = InboundEvent & { type: 'message' }
export type Log = Effect & { type: 'log' }

export function logLine(event: InboundEvent, kind: string, text: string): Log {
  return { type: 'log', kind, text, language: null, message: 'message' in event && event.message ? event.message : null, content: contentOf({}, event), danger: null, japanese: null }
}

/** What somebody sent, as it stands in the log. */
export function logOf(event: Message): Log {
  const { content } = event
  if (content.type !== 'text') return { ...logLine(event, kindOf(event), textOf(event)), content: contentOf(content.type === 'location' ? content : {}, event) }
  const { quotes, corrects, whole, subject } = content
  return {
    ...logLine(event, 'text', content.text),
    content: contentOf({ ...(quotes && { quotes }), ...(corrects && { corrects }), ...(whole && { whole }), ...(subject && { subject }) }, event),
  }
}

/** What of a line's content holds the text again. */
const TELLING: ReadonlySet<string> = new Set(['whole', 'subject', 'original'])

/** A secret word stands nowhere: neither in the log nor in the event it came in, nor in an original that is kept. */
export function hidden(log: Log): Log {
  const rest = Object.entries(log.content ?? {}).filter(([key]) => !TELLING.has(key))
  return { ...log, text: HIDDEN, japanese: null, content: rest.length > 0 ? Object.fromEntries(rest) : null, hidden: true }
}

/** What is kept of a line beside its text; null where there is nothing. */
function contentOf(content: object, { readToken, original, automatic, unproven }: InboundEvent): object | null {
  const kept = { ...content, ...(readToken && { readToken }), ...(original && { original }), ...(automatic && { automatic }), ...(unproven && { unproven }) }
  return Object.keys(kept).length > 0 ? kept : null
}

function kindOf({ content }: Message): string {
  return content.type === 'media' ? content.media : content.type
}

function textOf({ content }: Message): string {
  if (content.type === 'sticker') return content.keywords.join(', ')
  if (content.type === 'location') return content.title ?? ''
  return content.type === 'media' ? content.name ?? '' : ''
}
