// What the worker did, as a line of the log. Pure.
import type { InboundEvent } from '../../channels/contract.ts'
import { HIDDEN } from '../contact/secret-word.ts'
import type { Effect } from './turn.ts'

export type Message = InboundEvent & { type: 'message' }
export type Log = Effect & { type: 'log' }

export function logLine(event: InboundEvent, kind: string, text: string): Log {
  return { type: 'log', kind, text, language: null, message: 'message' in event && event.message ? event.message : null, content: contentOf({}, event), danger: null, japanese: null }
}

/** A secret word stands nowhere: neither in the log nor in the event it came in. */
export function hidden(log: Log): Log {
  return { ...log, text: HIDDEN, hidden: true }
}

/** What is kept of a line beside its text; null where there is nothing. */
export function contentOf(content: object, { readToken }: InboundEvent): object | null {
  const kept = { ...content, ...(readToken && { readToken }) }
  return Object.keys(kept).length > 0 ? kept : null
}

export function kindOf({ content }: Message): string {
  return content.type === 'media' ? content.media : content.type
}

export function textOf({ content }: Message): string {
  if (content.type === 'sticker') return content.keywords.join(', ')
  if (content.type === 'location') return content.title ?? ''
  return content.type === 'media' ? content.name ?? '' : ''
}
