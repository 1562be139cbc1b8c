// One event and everything it causes. Pure: the state of a conversation in, the next state and what to do out.
import type { Capabilities, Choice, InboundEvent } from '../../channels/contract.ts'
import type { Session } from '../engine/flow.ts'
import { openButtons, step } from '../engine/step.ts'
import type { Button, Input, Knowledge, Said } from '../engine/step.ts'
import type { Danger } from '../knowledge/danger.ts'
import { isLanguage, languageOfLocale } from '../knowledge/languages.ts'
import type { Language } from '../knowledge/languages.ts'
import { toUnicode, words } from '../knowledge/normalise.ts'
import { articleText, contactLines, dayInJapan } from './article.ts'
import type { Content } from './content.ts'
import { flowKnowledge } from './flow-knowledge.ts'

/** Who answers: the bot, nobody yet (a person was asked for), or a counsellor. */
export type Handling = 'bot' | 'waiting' | 'counsellor'

export interface DangerMark extends Danger { readonly at: string }

export interface ConversationState {
  readonly handling: Handling
  readonly session: Session | null
  readonly language: Language | null
  /** The worker picked the language; a message in another one no longer changes it. */
  readonly languageChosen: boolean
  readonly danger: DangerMark | null
  readonly reachable: boolean
  /** ISO 8601: since when the worker waits for a person. */
  readonly waitingSince: string | null
}

export type Effect =
  /** What the worker did becomes a line of the log. */
  | { readonly type: 'log'; readonly kind: string; readonly text: string; readonly language: Language | null; readonly message: string | null; readonly content: unknown; readonly danger: DangerMark | null }
  /** Lines of the bot, delivered together. */
  | { readonly type: 'say'; readonly urgent: boolean; readonly language: Language; readonly lines: readonly Line[] }
  | { readonly type: 'withdraw'; readonly message: string }

/** `japanese` is the same line as staff read it. */
export interface Line { readonly text: string; readonly japanese: string; readonly choices: readonly Choice[] }

export interface Turn { readonly state: ConversationState; readonly effects: readonly Effect[] }

/** Where nothing tells the worker's language, the greeting is in this one, with the language button beside it. */
const UNKNOWN_LANGUAGE: Language = 'en'

/** While a counsellor is there, the emergency text for the same danger is not repeated within this time. */
const EMERGENCY_PAUSE_MS = 30 * 60_000

export function takeTurn(before: ConversationState, event: InboundEvent, content: Content, capabilities: Capabilities): Turn {
  switch (event.type) {
    case 'message': return event.content.type === 'text'
      ? onText(before, event, event.content.text, content, capabilities)
      : onOther(before, event, content, capabilities)
    case 'choice': return answer(before, event, logLine(event, 'choice', event.label ?? event.value), { type: 'choice', value: event.value }, content, capabilities)
    case 'joined': return onJoined(before, event, content, capabilities)
    case 'left': return { state: { ...before, reachable: false }, effects: [] }
    case 'unsent': return { state: before, effects: [{ type: 'withdraw', message: event.message }] }
    case 'status':
    case 'ignored': return { state: before, effects: [] }
  }
}

type Message = InboundEvent & { type: 'message' }
type Log = Effect & { type: 'log' }

function onText(before: ConversationState, event: Message, text: string, content: Content, capabilities: Capabilities): Turn {
  const detected = content.language.detect(text, before.language)
  const state = detected.language && !before.languageChosen && (detected.clear || !before.language)
    ? { ...before, language: detected.language }
    : before
  const found = content.danger.check(text)
  const log: Log = { ...logLine(event, 'text', text, event.message), language: detected.language ?? state.language, danger: found && { ...found, at: event.at } }
  if (found) return onDanger(state, event, log, found, detected.clear ? detected.language : null, content)
  return answer(state, event, log, { type: 'text', text: toUnicode(text) }, content, capabilities, detected.clear ? detected.language : null)
}

/** The emergency text comes before anything else, at every moment, also while a counsellor has the conversation. */
function onDanger(before: ConversationState, event: Message, log: Log, found: Danger, writtenIn: Language | null, content: Content): Turn {
  const mark = { ...found, at: event.at }
  const told = before.handling === 'counsellor' && before.danger?.kind === found.kind
    && Date.parse(event.at) - Date.parse(before.danger.at) < EMERGENCY_PAUSE_MS
  const state: ConversationState = { ...before, danger: graver(before.danger, mark), waitingSince: before.waitingSince ?? event.at, reachable: true }
  if (told) return { state, effects: [log] }
  const language = writtenIn ?? before.language ?? UNKNOWN_LANGUAGE
  const { text, contacts } = content.emergencies[found.kind]
  const line = (reader: Language) => `${content.words(reader, text)}\n\n${contactLines(contacts, reader, content, dayInJapan(event.at))}`
  // The menu too: whom the alarm misunderstood must be able to go on.
  const choices = before.handling === 'bot' ? ['person', 'menu'].map((value) => ({ value, label: content.words(language, `choice.${value}`) })) : []
  return { state, effects: [log, { type: 'say', urgent: true, language, lines: [{ text: line(language), japanese: line('ja'), choices }] }] }
}

function onJoined(before: ConversationState, event: InboundEvent & { type: 'joined' }, content: Content, capabilities: Capabilities): Turn {
  const state = { ...before, reachable: true, language: before.language ?? languageOfLocale(event.locale) }
  const said = answer({ ...state, session: null }, event, null, { type: 'begin' }, content, capabilities)
  return state.handling === 'bot' ? said : { state, effects: [] }
}

function onOther(before: ConversationState, event: Message, content: Content, capabilities: Capabilities): Turn {
  const log = { ...logLine(event, kindOf(event), textOf(event), event.message), content: event.content }
  return answer(before, event, log, { type: 'unreadable' }, content, capabilities)
}

/** The flow answers, unless a person does: in the language of the message, while the chosen one stays what it was. */
function answer(
  before: ConversationState, event: InboundEvent, log: Log | null, input: Input, content: Content, capabilities: Capabilities, writtenIn: Language | null = null,
): Turn {
  const logged = log ? [log] : []
  const state = { ...before, reachable: true }
  if (state.handling !== 'bot') return { state: { ...withPicked(state, input, content), waitingSince: state.waitingSince ?? event.at }, effects: logged }
  const spoken = writtenIn ?? state.language ?? languageOfLocale(event.locale)
  const knowledge = flowKnowledge(content, spoken ?? UNKNOWN_LANGUAGE)
  const outcome = step(content.flow, state.session, typedButton(input, state.session, content, knowledge, spoken ?? UNKNOWN_LANGUAGE), knowledge)
  const chosen = outcome.speak !== null && isLanguage(outcome.speak) ? outcome.speak : null
  const language = chosen ?? spoken ?? UNKNOWN_LANGUAGE
  return {
    state: {
      ...state,
      session: outcome.session,
      language: chosen ?? (state.languageChosen ? state.language : spoken),
      languageChosen: chosen !== null || state.languageChosen,
      handling: outcome.handOver ? 'waiting' : 'bot',
      waitingSince: outcome.handOver ? event.at : state.waitingSince,
    },
    effects: [...logged, { type: 'say', urgent: false, language, lines: outcome.said.map((said) => lineOf(said, language, content, capabilities, dayInJapan(event.at))) }],
  }
}

/** The language button works at any time, also where the bot is silent. */
function withPicked(state: ConversationState, input: Input, { flow }: Content): ConversationState {
  const [node = '', language = ''] = input.type === 'choice' ? input.value.split(':') : []
  return flow.nodes[node]?.type === 'speak' && isLanguage(language) ? { ...state, language, languageChosen: true } : state
}

function lineOf(said: Said, language: Language, content: Content, capabilities: Capabilities, today: string): Line {
  const article = said.type === 'article' ? content.articles.get(said.topic) : undefined
  const inLanguage = (reader: Language) => {
    if (said.type === 'text') return content.words(reader, said.key)
    return article ? articleText(article, reader, content, today) : content.words(reader, 'welcome.notUnderstood')
  }
  const choices = said.buttons.slice(0, capabilities.choices).map((button) => ({ value: button.value, label: labelOf(button, language, content) }))
  return { text: inLanguage(language), japanese: inLanguage('ja'), choices }
}

function labelOf({ label }: Button, language: Language, content: Content): string {
  if (label.type === 'key') return content.words(language, label.key)
  if (label.type === 'language') return isLanguage(label.language) ? content.words(label.language, 'language') : label.language
  return content.articles.get(label.topic)?.articles[language].title ?? label.topic
}

/** A label that was typed, or the number of a button, means that button. */
function typedButton(input: Input, session: Session | null, content: Content, knowledge: Knowledge, language: Language): Input {
  if (input.type !== 'text') return input
  const typed = words(input.text)
  const hit = openButtons(content.flow, session, knowledge)
    .find((button, i) => typed === String(i + 1) || typed === words(labelOf(button, language, content)))
  return hit ? { type: 'choice', value: hit.value } : input
}

function graver(before: DangerMark | null, now: DangerMark): DangerMark {
  return before && before.level > now.level ? before : now
}

function logLine(event: InboundEvent, kind: string, text: string, message: string | null = null): Log {
  return { type: 'log', kind, text, language: null, message: message ?? ('message' in event && event.message ? event.message : null), content: null, danger: null }
}

function kindOf({ content }: Message): string {
  return content.type === 'media' ? content.media : content.type
}

function textOf({ content }: Message): string {
  if (content.type === 'sticker') return content.keywords.join(', ')
  if (content.type === 'location') return content.title ?? ''
  return content.type === 'media' ? content.name ?? '' : ''
}
