// One event and everything it causes. Pure: the state of a conversation in, the next state and what to do out.
import type { Capabilities, InboundEvent } from '../../channels/contract.ts'
import { exitIn } from '../contact/exit-word.ts'
import { mayBeStranger } from '../contact/may-reach.ts'
import { ITS_ME, OPENING_BUTTONS } from '../contact/opening.ts'
import type { Asks } from '../contact/opening.ts'
import { isSame } from '../contact/secret-word.ts'
import { DEFAULT_TERMS } from '../contact/terms.ts'
import type { ContactTerms } from '../contact/terms.ts'
import type { OwnCase } from '../cases/as-worker-sees.ts'
import type { Act, Session, Tells } from '../engine/flow.ts'
import type { Danger } from '../knowledge/danger.ts'
import type { Language } from '../knowledge/languages.ts'
import { toUnicode } from '../knowledge/normalise.ts'
import { otherLanguageOf } from '../knowledge/other-languages.ts'
import type { Timetable } from '../hours/timetable.ts'
import { NO_SHEETS } from '../questionnaires/running.ts'
import type { OwnSheets, SheetChange } from '../questionnaires/running.ts'
import { answer, asksForFigures, asksForProof, asksForWord, inForce, languageQuestion, NO_NEWS, UNKNOWN_LANGUAGE } from './answer.ts'
import { onCode, onJoined } from './arrive.ts'
import { asksForCompany, companyCodeIn, companyCodeOf, isKnownCode } from './company-code.ts'
import type { KnownCodes } from './company-code.ts'
import type { Content } from './content.ts'
import { onDanger } from './emergency.ts'
import { flowKnowledge } from './flow-knowledge.ts'
import { onExit } from './leave.ts'
import { hidden, logLine, logOf } from './log-line.ts'
import type { Log, Message } from './log-line.ts'
import { isUnseenTap } from './questionnaire-knowledge.ts'
import { tappedLabel } from './say.ts'
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
  /** On which terms the person may be reached. */
  readonly contact: ContactTerms
  /** They ended everything with the exit word, and have not come back. */
  readonly leftAt: string | null
  /** Since when it may be somebody else who writes. */
  readonly unconfirmedAt: string | null
  /** When they were told that nobody is at the desk. */
  readonly toldClosedAt: string | null
  /** What a neutral line of ours waits for, so that what we have to say may follow: a tap, or the person's own word. */
  readonly opening: Asks | null
  /** A member of staff's own, by which they are paged. */
  readonly staff: boolean
  /** What they answered to questionnaires; null: nobody looked it up. */
  readonly sheets: OwnSheets | null
}

export const NEW_CONVERSATION: ConversationState = {
  handling: 'bot', session: null, language: null, languageChosen: false, danger: null, reachable: true, waitingSince: null, heardAt: null, held: false,
  entryCode: null, contact: DEFAULT_TERMS, leftAt: null, unconfirmedAt: null, toldClosedAt: null, opening: null, staff: false,
  sheets: NO_SHEETS,
}

/** The code a text consists of was shown, just now, in another conversation: both are the same person's. */
export interface Proof { readonly code: string; readonly person: string; readonly language: Language | null }

/** What a turn is given besides the state and the event. */
export interface Given {
  readonly content: Content
  /** The type of channel. */
  readonly channel: string
  readonly capabilities: Capabilities
  /** Nobody else's, should the worker ask for one. */
  readonly newCode: string
  readonly proof: Proof | null
  /** The person has another conversation, joined by proof. */
  readonly joined: boolean
  /** So much was answered to this person lately that a machine may be at the other end: nothing is answered, and a person looks. */
  readonly muted?: boolean
  /** What was written cannot be read here, and the worker is told so. */
  readonly unread?: boolean
  /** Whether the desk can read a language beyond the nine; null while nobody knows. */
  reads?(language: string): boolean | null
  /** Of the person, as they see them. Null: nobody looked them up. */
  readonly cases?: readonly OwnCase[] | null
  /** There is a mediator to go to. Looked up with the cases. */
  readonly mediates?: boolean
  /** Of the codes that these events may name, those that the desk made. */
  readonly codes?: KnownCodes
  /** When somebody is at the desk for who writes this language. */
  hours(language: Language): Timetable
}

export type Effect =
  /** What the worker did becomes a line of the log. `japanese`: the same, where it is one of our own sentences. */
  | { readonly type: 'log'; readonly kind: string; readonly text: string; readonly language: string | null; readonly message: string | null; readonly content: object | null; readonly danger: DangerMark | null; readonly japanese: string | null; readonly hidden?: true }
  /** What somebody said past the desk becomes one too. */
  | { readonly type: 'logElsewhere'; readonly text: string; readonly message: string }
  /** Lines of the bot, delivered together. */
  | { readonly type: 'say'; readonly urgent: boolean; readonly discreet: boolean; readonly language: Language; readonly lines: readonly Line[] }
  | { readonly type: 'withdraw'; readonly message: string }
  | { readonly type: 'receipt'; readonly status: 'delivered' | 'read'; readonly messages: readonly string[]; readonly until: string | null }
  | { readonly type: 'bounce'; readonly messages: readonly string[]; readonly reason: string }
  | { readonly type: 'confirm'; readonly delivery: string; readonly message: string; readonly part: number; readonly parts: number }
  | { readonly type: 'join'; readonly proof: Proof }
  | { readonly type: 'act'; readonly act: Act; readonly code: string }
  /** Other terms on which to reach the person. */
  | { readonly type: 'agree'; readonly terms: Partial<ContactTerms> }
  /** Whatever waits to be sent to them no longer is. */
  | { readonly type: 'leave' }
  /** What they said to one of their cases, or to all; `about` is what the button named, `text` what they typed. */
  | { readonly type: 'tell'; readonly tells: Tells | 'wantSummary' | 'wantStanding'; readonly about: string | null; readonly text: string }
  /** What they just wrote is what they say of their company. */
  | { readonly type: 'employer' }
  /** They answered, began or finished a questionnaire. */
  | { readonly type: 'answer'; readonly change: SheetChange; readonly language: Language }
  /** It is them: what was kept back may follow. */
  | { readonly type: 'release' }
  /** A person is paged until one comes; who is at the desk has `graceMinutes` first. */
  | { readonly type: 'raise'; readonly level: Danger['level']; readonly graceMinutes: number }
  /** A member of staff is paged here from now on; `lost`: they blocked the account. */
  | { readonly type: 'pager'; readonly lost: boolean }

/** `unread`: it asks for the person's cases or answers; the same turn again, with them. `ofOwn`: the bot answered about those, and nobody has to. */
export interface Turn { readonly state: ConversationState; readonly effects: readonly Effect[]; readonly unread?: true; readonly ofOwn?: true }

/** Pictures of one album arrive within this time. */
const ALBUM_MS = 30_000

export function takeTurn(before: ConversationState, event: InboundEvent, given: Given): Turn {
  if (event.automatic) return { state: before, effects: event.type === 'message' ? [logOf(event)] : [] }
  switch (event.type) {
    case 'message': return event.content.type === 'text' ? onText(heard(before, event), event, event.content, given) : onOther(before, event, given)
    case 'choice': return onChoice(heard(before, event), event, given)
    case 'joined': return onJoined(heard(before, event), event, given)
    case 'reacted': return { state: heard(before, event), effects: [{ ...logLine(event, 'reaction', event.emoji), message: null, content: { reacts: event.message } }] }
    case 'left': return { state: { ...before, reachable: false }, effects: [] }
    case 'unsent': return { state: before, effects: [{ type: 'withdraw', message: event.message }] }
    case 'status': return { state: before, effects: [{ type: 'receipt', status: event.status, messages: event.messages, until: event.until ?? null }] }
    case 'bounced': return { state: { ...before, reachable: before.reachable && !event.gone }, effects: [{ type: 'bounce', messages: event.messages, reason: event.reason }] }
    case 'confirmed': return { state: before, effects: [{ type: 'confirm', delivery: event.retryKey, message: event.message, part: event.part, parts: event.parts }] }
    case 'answeredElsewhere': return onAnsweredElsewhere(before, event)
    case 'control': return { state: { ...before, held: !event.ours }, effects: [] }
    case 'ignored': return { state: before, effects: [] }
  }
}

type Text = Message['content'] & { type: 'text' }

export function heard(before: ConversationState, event: InboundEvent): ConversationState {
  const heardAt = before.heardAt !== null && before.heardAt > event.at ? before.heardAt : event.at
  const stranger = mayBeStranger(before.contact, before.danger !== null, before.heardAt === null ? null : new Date(before.heardAt), new Date(event.at))
  return {
    ...before, heardAt, reachable: true, held: event.standby ?? false, entryCode: companyCodeOf(event) ?? before.entryCode, leftAt: null,
    ...(stranger && { unconfirmedAt: event.at, session: null }),
  }
}

function onText(before: ConversationState, event: Message, said: Text, given: Given): Turn {
  const { content } = given
  // A secret word tells nothing of the language, and is no sentence.
  const secret = asksForWord(before, content)
  // A heading is said as well.
  const text = said.subject === undefined || secret ? said.text : `${said.subject}\n${said.text}`
  // Nor does a company's name, or a number, tell a language.
  const nameless = secret || asksForFigures(before, content) || asksForCompany(inForce(before.contact, content).flow, before.session)
  const detected = nameless ? { language: before.language, clear: false } : content.language.detect(text, before.language)
  const state = detected.language && !before.languageChosen && (detected.clear || !before.language)
    ? { ...before, language: detected.language }
    : before
  // What nobody here reads is told in the letters it has.
  const other = nameless ? null : otherLanguageOf(text)
  const check = (one: string) => (secret || isKnownCode(one, given.codes) ? content.danger.named(one) : content.danger.check(one, detected.language ?? before.language))
  // Each by itself, so that harmless words beside it hide nothing.
  const found = check(text) ?? (said.subject === undefined ? null : check(said.subject) ?? check(said.text))
  const log: Log = {
    ...logOf(event), language: detected.language ?? other ?? state.language, danger: found && { ...found, at: event.at },
  }
  const writtenIn = detected.clear ? detected.language : null
  const exit = exitIn(said.text, content.exitWords, state.contact)
  if (exit) return onExit(before, event, log, exit, content.danger.named(said.text), given)
  if (found) return onDanger(state, event, log, found, writtenIn ?? state.language ?? UNKNOWN_LANGUAGE, given)
  // Where something of theirs asked for it, the flow goes back there.
  const asked = secret && asksForProof(before, content)
  if (!asked && (before.unconfirmedAt !== null || before.opening === 'word') && isSame(said.text, before.contact.safeWord)) return onSafeWord(before, event, hidden(log), given)
  if (!secret && content.newsWords.has(said.text)) return answer(state, event, log, { type: 'choice', value: NO_NEWS }, given, writtenIn)
  if (given.proof) return onProof(before, event, log, given.proof, given)
  const code = secret ? null : companyCodeIn(said.text, given.codes)
  if (code !== null) return onCode(before, event, log, code, given)
  if (other !== null && !state.contact.watched && given.reads?.(other) === false) return answer(state, event, log, { type: 'choice', value: languageQuestion(content.flow) }, { ...given, unread: true })
  return answer(state, event, log, { type: 'text', text: toUnicode(text) }, given, writtenIn)
}

function onProof(before: ConversationState, event: Message, log: Log, proof: Proof, given: Given): Turn {
  const state = { ...before, language: proof.language ?? before.language, languageChosen: before.languageChosen || proof.language !== null }
  const { state: after, effects } = answer(state, event, log, { type: 'joined' }, { ...given, joined: true })
  return { state: after, effects: [...effects, { type: 'join', proof }] }
}

function onChoice(before: ConversationState, event: InboundEvent & { type: 'choice' }, given: Given): Turn {
  const language = before.language ?? UNKNOWN_LANGUAGE
  const content = inForce(before.contact, given.content)
  const knowledge = flowKnowledge(content, language, { joined: given.joined, open: true, told: false }, { cases: given.cases ?? null, state: before })
  const opening = OPENING_BUTTONS.find(({ value }) => value === event.value)
  const labelIn = (reader: Language) => (opening ? content.words(reader, opening.key) : tappedLabel(event.value, before.session, content, knowledge, reader))
  // The number of a choice says little without its text.
  const label = knowledge.tapped(event.value) ? labelIn(language) : event.label ?? labelIn(language)
  const tap: Log = { ...logLine(event, 'choice', label), language, japanese: labelIn('ja') }
  const log = isUnseenTap(event.value, content) ? hidden(tap) : tap
  if (!opening) return answer(before, event, log, { type: 'choice', value: event.value }, given)
  const itsMe = event.value === ITS_ME && before.opening === 'yes'
  return { state: itsMe ? { ...before, opening: null } : before, effects: [log, ...(itsMe ? [{ type: 'release' } as const] : [])] }
}

/** The word that only they know was asked for, or somebody has to be sure that it is them. */
function onSafeWord(before: ConversationState, event: Message, log: Log, given: Given): Turn {
  const state: ConversationState = { ...before, unconfirmedAt: null, opening: null }
  const { state: after, effects } = answer(state, event, log, { type: 'choice', value: inForce(state.contact, given.content).flow.menu }, given)
  return { state: after, effects: before.opening === 'word' ? [...effects, { type: 'release' }] : effects }
}

/** Of several pictures sent together only the first is answered. */
function onOther(before: ConversationState, event: Message, given: Given): Turn {
  const justTold = before.session?.node === given.content.flow.unreadable && before.heardAt !== null
    && Date.parse(event.at) - Date.parse(before.heardAt) < ALBUM_MS
  const log = logOf(event)
  const state = heard(before, event)
  return state.handling === 'bot' && (event.continues || justTold) ? { state, effects: [log] } : answer(state, event, log, { type: 'unreadable' }, given)
}

/** A person is talking there: the bot is silent until a counsellor gives the conversation back. */
function onAnsweredElsewhere(before: ConversationState, { text, message }: InboundEvent & { type: 'answeredElsewhere' }): Turn {
  return {
    state: { ...before, handling: before.handling === 'bot' ? 'waiting' : before.handling, waitingSince: null },
    effects: [{ type: 'logElsewhere', text, message }],
  }
}
