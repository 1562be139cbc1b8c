// One event and everything it causes. Pure: the state of a conversation in, the next state and what to do out.
import type { Capabilities, InboundEvent } from '../../channels/contract.ts'
import { entryCodeIn } from '../../channels/entry.ts'
import type { Act, Session } from '../engine/flow.ts'
import { step } from '../engine/step.ts'
import type { Input } from '../engine/step.ts'
import type { Danger } from '../knowledge/danger.ts'
import { isLanguage, languageOfLocale } from '../knowledge/languages.ts'
import type { Language } from '../knowledge/languages.ts'
import { toUnicode } from '../knowledge/normalise.ts'
import { dayInJapan, isOpen } from '../hours/timetable.ts'
import type { Timetable } from '../hours/timetable.ts'
import { contactLines } from './article.ts'
import type { Content } from './content.ts'
import { flowKnowledge } from './flow-knowledge.ts'
import { lineOf, openingFor, tappedLabel, typedButton } from './say.ts'
import type { Line } from './say.ts'

/** Who answers: the bot, nobody yet (a person was asked for), or a counsellor. */
export type Handling = 'bot' | 'waiting' | 'counsellor'

export interface DangerMark extends Danger { readonly at: string }

/** Times are ISO 8601. */
export interface ConversationState {
  readonly handling: Handling
  readonly session: Session | null
  readonly language: Language | null
  /** The worker picked the language; a message in another one no longer changes it. */
  readonly languageChosen: boolean
  readonly danger: DangerMark | null
  readonly reachable: boolean
  /** Since when the worker waits for a person. */
  readonly waitingSince: string | null
  /** When the worker last did something here. */
  readonly heardAt: string | null
  /** Another program has the conversation on the platform: nothing we say arrives. */
  readonly held: boolean
  /** Of the link they came by. */
  readonly entryCode: string | null
}

export const NEW_CONVERSATION: ConversationState = {
  handling: 'bot', session: null, language: null, languageChosen: false, danger: null, reachable: true, waitingSince: null, heardAt: null, held: false,
  entryCode: null,
}

/** The code a text consists of was shown, just now, in another conversation: both are the same person's. */
export interface Proof { readonly code: string; readonly person: string; readonly language: Language | null }

/** What a turn is given besides the state and the event. */
export interface Given {
  readonly content: Content
  readonly capabilities: Capabilities
  /** Nobody else's, should the worker ask for one. */
  readonly newCode: string
  readonly proof: Proof | null
  /** The person has another conversation, joined by proof. */
  readonly joined: boolean
  /** When somebody is at the desk for who writes this language. */
  hours(language: Language): Timetable
}

export type Effect =
  /** What the worker did becomes a line of the log. `japanese`: the same, where it is one of our own sentences. */
  | { readonly type: 'log'; readonly kind: string; readonly text: string; readonly language: Language | null; readonly message: string | null; readonly content: object | null; readonly danger: DangerMark | null; readonly japanese: string | null }
  /** What somebody said past the desk becomes one too. */
  | { readonly type: 'logElsewhere'; readonly text: string; readonly message: string }
  /** Lines of the bot, delivered together. */
  | { readonly type: 'say'; readonly urgent: boolean; readonly language: Language; readonly lines: readonly Line[] }
  | { readonly type: 'withdraw'; readonly message: string }
  | { readonly type: 'receipt'; readonly status: 'delivered' | 'read'; readonly messages: readonly string[]; readonly until: string | null }
  | { readonly type: 'confirm'; readonly delivery: string; readonly message: string; readonly part: number; readonly parts: number }
  | { readonly type: 'join'; readonly proof: Proof }
  | { readonly type: 'act'; readonly act: Act; readonly code: string }

export interface Turn { readonly state: ConversationState; readonly effects: readonly Effect[] }

/** Where nothing tells the worker's language, the greeting is in this one, with the language button beside it. */
const UNKNOWN_LANGUAGE: Language = 'en'

/** While a counsellor is there, the emergency text for the same danger is not repeated within this time. */
const EMERGENCY_PAUSE_MS = 30 * 60_000

/** Pictures of one album arrive within this time. */
const ALBUM_MS = 30_000

export function takeTurn(before: ConversationState, event: InboundEvent, given: Given): Turn {
  switch (event.type) {
    case 'message': return event.content.type === 'text' ? onText(heard(before, event), event, event.content, given) : onOther(before, event, given)
    case 'choice': return onChoice(heard(before, event), event, given)
    case 'joined': return onJoined(heard(before, event), event, given)
    case 'reacted': return { state: heard(before, event), effects: [{ ...logLine(event, 'reaction', event.emoji), message: null, content: { reacts: event.message } }] }
    case 'left': return { state: { ...before, reachable: false }, effects: [] }
    case 'unsent': return { state: before, effects: [{ type: 'withdraw', message: event.message }] }
    case 'status': return { state: before, effects: [{ type: 'receipt', status: event.status, messages: event.messages, until: event.until ?? null }] }
    case 'confirmed': return { state: before, effects: [{ type: 'confirm', delivery: event.retryKey, message: event.message, part: event.part, parts: event.parts }] }
    case 'answeredElsewhere': return onAnsweredElsewhere(before, event)
    case 'control': return { state: { ...before, held: !event.ours }, effects: [] }
    case 'ignored': return { state: before, effects: [] }
  }
}

type Message = InboundEvent & { type: 'message' }
type Text = Message['content'] & { type: 'text' }
type Log = Effect & { type: 'log' }

function heard(before: ConversationState, event: InboundEvent): ConversationState {
  const heardAt = before.heardAt !== null && before.heardAt > event.at ? before.heardAt : event.at
  return { ...before, heardAt, reachable: true, held: event.standby ?? false, entryCode: event.code ?? before.entryCode }
}

function onText(before: ConversationState, event: Message, { text, quotes, corrects }: Text, given: Given): Turn {
  const { content } = given
  const detected = content.language.detect(text, before.language)
  const state = detected.language && !before.languageChosen && (detected.clear || !before.language)
    ? { ...before, language: detected.language }
    : before
  const found = content.danger.check(text, detected.language ?? before.language)
  const log: Log = {
    ...logLine(event, 'text', text), language: detected.language ?? state.language, danger: found && { ...found, at: event.at },
    content: contentOf({ ...(quotes && { quotes }), ...(corrects && { corrects }) }, event),
  }
  const writtenIn = detected.clear ? detected.language : null
  if (found) return onDanger(state, event, log, found, writtenIn, given)
  if (given.proof) return onProof(before, event, log, given.proof, given)
  const code = entryCodeIn(text)
  if (code !== null) return answer({ ...before, entryCode: code }, event, log, before.session ? { type: 'choice', value: content.flow.menu } : { type: 'begin' }, given)
  return answer(state, event, log, { type: 'text', text: toUnicode(text) }, given, writtenIn)
}

/** The emergency text comes before anything else, at every moment, also while a counsellor has the conversation. */
function onDanger(before: ConversationState, event: Message, log: Log, found: Danger, writtenIn: Language | null, { content }: Given): Turn {
  const mark = { ...found, at: event.at }
  const told = before.handling === 'counsellor' && before.danger?.kind === found.kind
    && Date.parse(event.at) - Date.parse(before.danger.at) < EMERGENCY_PAUSE_MS
  const state: ConversationState = { ...before, danger: graver(before.danger, mark), waitingSince: before.waitingSince ?? event.at }
  if (told || event.standby) return { state, effects: [log] }
  const language = writtenIn ?? before.language ?? UNKNOWN_LANGUAGE
  const { text, contacts } = content.emergencies[found.kind]
  const line = (reader: Language) => `${content.words(reader, text)}\n\n${contactLines(contacts, reader, content, dayInJapan(new Date(event.at)))}`
  // The menu too: whom the alarm misunderstood must be able to go on.
  const choices = before.handling === 'bot' ? ['person', 'menu'].map((value) => ({ value, label: content.words(language, `choice.${value}`) })) : []
  return { state, effects: [log, { type: 'say', urgent: true, language, lines: [{ text: line(language), japanese: line('ja'), choices }] }] }
}

function onProof(before: ConversationState, event: Message, log: Log, proof: Proof, given: Given): Turn {
  const state = { ...before, language: proof.language ?? before.language, languageChosen: before.languageChosen || proof.language !== null }
  const { state: after, effects } = answer(state, event, log, { type: 'joined' }, { ...given, joined: true })
  return { state: after, effects: [...effects, { type: 'join', proof }] }
}

function onChoice(before: ConversationState, event: InboundEvent & { type: 'choice' }, given: Given): Turn {
  const language = before.language ?? UNKNOWN_LANGUAGE
  const knowledge = flowKnowledge(given.content, language, given.joined, true)
  const labelIn = (reader: Language) => tappedLabel(event.value, before.session, given.content, knowledge, reader)
  const log: Log = { ...logLine(event, 'choice', event.label ?? labelIn(language)), language, japanese: labelIn('ja') }
  return answer(before, event, log, { type: 'choice', value: event.value }, given)
}

function onJoined(before: ConversationState, event: InboundEvent & { type: 'joined' }, given: Given): Turn {
  const state = { ...before, language: before.language ?? languageOfLocale(event.locale) }
  if (state.handling !== 'bot') return { state, effects: [] }
  return answer({ ...state, session: null }, event, null, { type: 'begin' }, given)
}

/** Of several pictures sent together only the first is answered. */
function onOther(before: ConversationState, event: Message, given: Given): Turn {
  const justTold = before.session?.node === given.content.flow.unreadable && before.heardAt !== null
    && Date.parse(event.at) - Date.parse(before.heardAt) < ALBUM_MS
  const log = { ...logLine(event, kindOf(event), textOf(event)), content: contentOf(event.content.type === 'location' ? event.content : {}, event) }
  const state = heard(before, event)
  return justTold && state.handling === 'bot' ? { state, effects: [log] } : answer(state, event, log, { type: 'unreadable' }, given)
}

/** A person is talking there: the bot is silent until a counsellor gives the conversation back. */
function onAnsweredElsewhere(before: ConversationState, { text, message }: InboundEvent & { type: 'answeredElsewhere' }): Turn {
  return {
    state: { ...before, handling: before.handling === 'bot' ? 'waiting' : before.handling, waitingSince: null },
    effects: [{ type: 'logElsewhere', text, message }],
  }
}

/** The flow answers, unless a person does: in the language of the message, while the chosen one stays what it was. */
function answer(state: ConversationState, event: InboundEvent, log: Log | null, input: Input, given: Given, writtenIn: Language | null = null): Turn {
  const { content, capabilities } = given
  const logged = log ? [log] : []
  if (state.handling !== 'bot') return { state: { ...withPicked(state, input, content), waitingSince: state.waitingSince ?? event.at }, effects: logged }
  if (event.standby) return { state, effects: logged }
  const spoken = writtenIn ?? state.language ?? languageOfLocale(event.locale)
  const reader = spoken ?? UNKNOWN_LANGUAGE
  const at = new Date(event.at)
  const knowledge = flowKnowledge(content, reader, given.joined, isOpen(given.hours(reader), at))
  const outcome = step(content.flow, state.session, typedButton(input, state.session, content, knowledge, reader), knowledge)
  const chosen = outcome.speak !== null && isLanguage(outcome.speak) ? outcome.speak : null
  const language = chosen ?? reader
  const named = { today: dayInJapan(at), code: spelled(given.newCode), opens: outcome.handOver ? openingFor(given.hours(reader), at) : () => '' }
  return {
    state: {
      ...state,
      session: outcome.session,
      language: chosen ?? (state.languageChosen ? state.language : spoken),
      languageChosen: chosen !== null || state.languageChosen,
      handling: outcome.handOver ? 'waiting' : 'bot',
      waitingSince: outcome.handOver ? event.at : state.waitingSince,
    },
    effects: [
      ...logged,
      ...outcome.acts.map((act): Effect => ({ type: 'act', act, code: given.newCode })),
      { type: 'say', urgent: false, language, lines: outcome.said.map((said) => lineOf(said, language, content, capabilities, named)) },
    ],
  }
}

/** The language button works at any time, also where the bot is silent. */
function withPicked(state: ConversationState, input: Input, { flow }: Content): ConversationState {
  const [node = '', language = ''] = input.type === 'choice' ? input.value.split(':') : []
  return flow.nodes[node]?.type === 'speak' && isLanguage(language) ? { ...state, language, languageChosen: true } : state
}

function graver(before: DangerMark | null, now: DangerMark): DangerMark {
  return before && before.level > now.level ? before : now
}

function logLine(event: InboundEvent, kind: string, text: string): Log {
  return { type: 'log', kind, text, language: null, message: 'message' in event && event.message ? event.message : null, content: contentOf({}, event), danger: null, japanese: null }
}

/** What is kept of a line beside its text; null where there is nothing. */
function contentOf(content: object, { readToken }: InboundEvent): object | null {
  const kept = { ...content, ...(readToken && { readToken }) }
  return Object.keys(kept).length > 0 ? kept : null
}

/** In groups of three, as people read numbers to themselves. */
function spelled(code: string): string {
  return code.replace(/(\d{3})(?=\d)/g, '$1 ')
}

function kindOf({ content }: Message): string {
  return content.type === 'media' ? content.media : content.type
}

function textOf({ content }: Message): string {
  if (content.type === 'sticker') return content.keywords.join(', ')
  if (content.type === 'location') return content.title ?? ''
  return content.type === 'media' ? content.name ?? '' : ''
}
