// What a turn was a consultation about, for the statistics: docs/counting.md says what counts. Pure.
import type { InboundEvent } from '../../channels/contract.ts'
import type { Flow, Session } from '../engine/flow.ts'
import { placesOf } from '../engine/places.ts'
import { dayInJapan } from '../hours/timetable.ts'
import { toUnicode } from '../knowledge/normalise.ts'
import { THEMES } from './article-file.ts'
import type { Content } from './content.ts'
import type { ConversationState, Effect, Turn } from './turn.ts'
import { topicsOf } from './understand.ts'

/** It was a consultation, and nobody knows about what. */
export const UNKNOWN_TOPIC = ''

/** `day` in Japan, `2026-11-21`; `at` ISO 8601. */
export interface Consulted { readonly topic: string; readonly day: string; readonly at: string }

/** Null for what is none: a greeting, a tap on a menu, words that keep somebody safe, whatever machines send. */
export function consultedIn(before: ConversationState, event: InboundEvent, { state, effects }: Turn, content: Content): Consulted | null {
  const log = effects.find((effect): effect is Effect & { type: 'log' } => effect.type === 'log')
  if (!log || log.hidden || event.automatic || event.standby || (event.type !== 'message' && event.type !== 'choice') || effects.some(({ type }) => type === 'leave' || type === 'join')) return null
  const topic = topicOf(before, event, state, log, content)
  return topic === null ? null : { topic, day: dayInJapan(new Date(event.at)), at: event.at }
}

function topicOf(before: ConversationState, event: InboundEvent, after: ConversationState, log: Effect & { type: 'log' }, content: Content): string | null {
  const shown = answeredTopic(after.session, content.flow)
  if (before.handling === 'bot' && after.handling === 'bot' && shown !== null) return shown
  if (log.danger !== null || (before.handling === 'bot' && after.handling !== 'bot')) return UNKNOWN_TOPIC
  if (event.type !== 'message' || event.content.type === 'sticker') return null
  if (before.handling !== 'bot' || event.content.type === 'media') return UNKNOWN_TOPIC
  return standsUnanswered(after.session, content.flow) && event.content.type === 'text' && topicsOf(toUnicode(event.content.text), content).decision !== 'greeting' ? UNKNOWN_TOPIC : null
}

/** Of the article that was just shown. */
function answeredTopic(session: Session | null, flow: Flow): string | null {
  const argument = session?.argument ?? ''
  return session && placesOf(flow).answered.has(session.node) && THEMES.some((theme) => argument.startsWith(`${theme}.`)) ? argument : null
}

/** No article was near enough, or several were. */
function standsUnanswered(session: Session | null, flow: Flow): boolean {
  const { unanswered, offered } = placesOf(flow)
  return session !== null && (unanswered.has(session.node) || offered.has(session.node))
}
