// What the desk did not understand becomes a gap entry: masked, without conversation or person, of a day instead of a moment. Pure.
import type { InboundEvent } from '../../channels/contract.ts'
import { entryCodeIn } from '../../channels/entry.ts'
import { clip } from '../../channels/text.ts'
import type { Flow, Session } from '../engine/flow.ts'
import { placesOf } from '../engine/places.ts'
import { dayInJapan } from '../hours/timetable.ts'
import type { Language } from '../knowledge/languages.ts'
import { MASKED } from '../knowledge/mask.ts'
import { toUnicode } from '../knowledge/normalise.ts'
import { asksForWord } from './answer.ts'
import { flowKnowledge } from './flow-knowledge.ts'
import { typedButton } from './say.ts'
import type { ConversationState, Effect, Given, Turn } from './turn.ts'
import { topicsOf } from './understand.ts'

export interface Gap {
  readonly text: string
  readonly language: Language | null
  /** Guessed, best first. */
  readonly topics: readonly string[]
  /** In Japan, `2026-11-21`. */
  readonly day: string
}

/** Longer ones tell a story, and a story says whose it is. */
const LONGEST = 160
/** UTF-16 units of a message that are looked at. */
const LOOKED_AT = 1_000
const GUESSES = 3

/**
 * Nothing was near enough, or none of what was offered was it. Null for everything else: also for what comes in danger or is a
 * counsellor's to answer, for secret words and whoever may be watched or somebody else, and where masking leaves nothing that could have been asked.
 * @param asked what the worker wrote last, where the bot offers articles for it
 */
export function gapAfter(before: ConversationState, event: InboundEvent, { state, effects }: Turn, given: Given, asked: string | null): Gap | null {
  if (before.handling !== 'bot' || state.danger || event.standby || !effects.some(({ type }) => type === 'say')) return null
  if (before.contact.watched || state.contact.watched || state.unconfirmedAt !== null || asksForWord(before, given.content) || effects.some(isPrivate)) return null
  const language = state.language ?? 'en'
  if (event.type === 'message' && event.content.type === 'text') return ofText(before, toUnicode(event.content.text), event.at, state, given, language)
  if (event.type !== 'choice' || asked === null || !isNoneOf(given.content.flow, before.session, event.value)) return null
  return masked(asked, language, offered(given.content.flow, before.session) ?? [], event.at, given)
}

function isPrivate(effect: Effect): boolean {
  return effect.type === 'agree' || effect.type === 'leave' || effect.type === 'release' || (effect.type === 'log' && effect.hidden === true)
}

function ofText(before: ConversationState, text: string, at: string, after: ConversationState, given: Given, language: Language): Gap | null {
  const { content, proof, joined } = given
  // Only where the flow goes when no article answers is it worth looking again.
  if (!after.session || !placesOf(content.flow).unanswered.has(after.session.node) || proof || entryCodeIn(text) !== null) return null
  const input = typedButton({ type: 'text', text }, before.session, content, flowKnowledge(content, language, { joined, open: true, told: false }, { cases: null, state: before }), language)
  const { decision, topics } = topicsOf(text, content)
  return input.type === 'text' && decision === 'handover' ? masked(text, content.language.detect(text, after.language).language, topics, at, given) : null
}

function masked(text: string, language: Language | null, topics: readonly string[], at: string, { content }: Given): Gap | null {
  const shown = gapText(text, content)
  if (!/\p{L}\p{M}*.*\p{L}/su.test(shown.replaceAll(MASKED, ' '))) return null
  return { text: shown, language, topics: topics.slice(0, GUESSES), day: dayInJapan(new Date(at)) }
}

/** As it is kept of a text. */
export function gapText(text: string, { mask }: Pick<Given['content'], 'mask'>): string {
  return clip(mask(text.slice(0, LOOKED_AT)), LONGEST)
}

/** The topics among which the conversation stands to choose; null where it stands elsewhere. */
export function offered({ nodes }: Flow, session: Session | null): readonly string[] | null {
  const node = session ? nodes[session.node] : undefined
  const candidates = node?.type === 'ask' && node.choices.some((rule) => 'each' in rule && rule.each === 'candidate')
  return candidates ? (session?.argument ?? '').split(',').filter(Boolean) : null
}

/** Whether a button of that question says that it is none of them. */
function isNoneOf(flow: Flow, session: Session | null, value: string): boolean {
  const node = session ? flow.nodes[session.node] : undefined
  const [to = ''] = value.split(':')
  return node?.type === 'ask' && offered(flow, session) !== null && node.choices.some((rule) => 'label' in rule && rule.to === to)
}

/** So long an entry is kept. */
export const GAP_DAYS = 60

/** The first day, in Japan, that is kept. */
export function firstDayKept(now: Date): string {
  return dayInJapan(new Date(now.getTime() - GAP_DAYS * 86_400_000))
}
