// What the flow in force answers, in the language of the message. Pure.
import type { InboundEvent } from '../../channels/contract.ts'
import type { ContactTerms } from '../contact/terms.ts'
import type { Flow } from '../engine/flow.ts'
import { step } from '../engine/step.ts'
import type { Input } from '../engine/outcome.ts'
import { dayInJapan, isOpen, nextOpening } from '../hours/timetable.ts'
import type { Timetable } from '../hours/timetable.ts'
import { isLanguage, languageOfLocale } from '../knowledge/languages.ts'
import type { Language } from '../knowledge/languages.ts'
import { agreedIn } from './agree.ts'
import { companyCodeIn } from './company-code.ts'
import type { Content } from './content.ts'
import { flowKnowledge } from './flow-knowledge.ts'
import { withChange } from '../questionnaires/running.ts'
import { hidden } from './log-line.ts'
import type { Log } from './log-line.ts'
import { asksOwn, toldBy, toldInSilence } from './own.ts'
import { lineOf, openingFor, typedButton } from './say.ts'
import type { Line } from './say.ts'
import type { ConversationState, Effect, Given, Turn } from './turn.ts'

/** Where nothing tells the worker's language, the greeting is in this one, with the language button beside it. */
export const UNKNOWN_LANGUAGE: Language = 'en'

/** The node that ends news: where a button or a word of that meaning leads. */
export const NO_NEWS = 'noNews'

/** The flow answers, unless a person does: in the language of the message, while the chosen one stays what it was. */
export function answer(state: ConversationState, event: InboundEvent, log: Log | null, input: Input, given: Given, writtenIn: Language | null = null): Turn {
  const { content, capabilities } = given
  const logged = log ? [log] : []
  const here = inForce(state.contact, content)
  if (state.handling !== 'bot' && !(state.handling === 'waiting' && asksOwn(here.flow, state.session, input))) {
    const wish = newsWish(input, here)
    const after = withPicked(state, input, content)
    return {
      state: { ...after, contact: { ...after.contact, ...wish }, waitingSince: state.waitingSince ?? event.at },
      effects: [...logged, ...(wish ? [{ type: 'agree' as const, terms: wish }] : []), ...toldInSilence(here.flow, input)],
    }
  }
  if (event.standby) return { state, effects: logged }
  if (given.muted) return { state: { ...state, handling: 'waiting', waitingSince: event.at }, effects: logged }
  const spoken = writtenIn ?? state.language ?? languageOfLocale(event.locale)
  const reader = spoken ?? UNKNOWN_LANGUAGE
  const at = new Date(event.at)
  const table = given.hours(reader)
  const open = isOpen(table, at)
  const cases = given.cases ?? null
  const knowledge = flowKnowledge(here, reader, { joined: given.joined, open, told: !open && wasTold(state, table, at) }, { cases, state }, { sheets: state.sheets, at: event.at, room: capabilities.choices, strange: state.unconfirmedAt !== null })
  const session = state.session?.flow === here.flow.flow ? state.session : null
  const outcome = step(here.flow, session, typedButton(input, session, here, knowledge, reader), knowledge)
  if (outcome.unread) return { state, effects: [], unread: true }
  const agreed = agreedIn(outcome, input.type === 'text' ? input.text : '', given.channel, given.newCode)
  const contact = { ...state.contact, ...agreed }
  const proven = outcome.proof === 'right'
  // A flow that has ended leads to the menu of the one that is now in force.
  const next = inForce(contact, content).flow
  const then = outcome.session === null ? step(next, null, { type: 'choice', value: next.menu }, knowledge) : null
  const chosen = outcome.speak !== null && isLanguage(outcome.speak) ? outcome.speak : null
  const language = chosen ?? reader
  const named = { today: dayInJapan(at), code: spelled(given.newCode), cases: cases ?? [], mediates: given.mediates ?? false, opens: outcome.handOver ? openingFor(table, at) : () => '' }
  const lines = [...outcome.said, ...(then?.said ?? [])].map((said) => lineOf(said, language, content, capabilities, named))
  return {
    state: {
      ...state,
      contact,
      session: then?.session ?? outcome.session,
      language: chosen ?? (state.languageChosen ? state.language : spoken),
      languageChosen: chosen !== null || state.languageChosen,
      handling: outcome.handOver ? 'waiting' : state.handling,
      waitingSince: outcome.handOver && state.handling === 'bot' ? event.at : state.waitingSince,
      ...(proven && { unconfirmedAt: null, opening: null }),
      toldClosedAt: outcome.handOver && !open ? event.at : state.toldClosedAt,
      sheets: state.sheets && outcome.noted.reduce(withChange, state.sheets),
    },
    effects: [
      ...(outcome.word === null && outcome.proof === null && !outcome.unseen ? logged : logged.map(hidden)),
      ...(agreed ? [{ type: 'agree' as const, terms: agreed }] : []),
      ...outcome.acts.map((act): Effect => ({ type: 'act', act, code: given.newCode })),
      ...toldBy(outcome, input, language, cases ?? []),
      ...(outcome.employer && input.type === 'text' && companyCodeIn(input.text, given.codes) === null ? [{ type: 'employer' } as const] : []),
      ...outcome.noted.map((change): Effect => ({ type: 'answer', change, language })),
      { type: 'say', urgent: false, discreet: contact.watched, language, lines: [...wordAsked(state, event, language, content), ...(given.unread ? [unreadLine(language, content)] : []), ...lines] },
      ...(proven && state.opening === 'word' ? [{ type: 'release' } as const] : []),
    ],
    ...(outcome.said.some(({ type }) => type === 'own') || outcome.told.length > 0 ? { ofOwn: true } : {}),
  }
}

/** The content with the flow that is in force for the person. */
export function inForce({ watched }: ContactTerms, content: Content): Content {
  return watched ? { ...content, flow: content.quiet } : content
}

/** What is typed now is to be a word that only they know. */
export function asksForWord({ session, contact }: ConversationState, content: Content): boolean {
  const { nodes } = inForce(contact, content).flow
  const node = nodes[session?.node ?? '']
  return node?.type === 'ask' && /^(keep|prove)$/.test(nodes[node.otherwise]?.type ?? '')
}

/** What is typed now is money or a number: it tells nothing of the language. */
export function asksForFigures({ session, contact, sheets }: ConversationState, content: Content): boolean {
  const { nodes } = inForce(contact, content).flow
  if (nodes[session?.node ?? '']?.type !== 'questionnaire') return false
  const sheet = sheets?.open.find(({ key }) => key === session?.argument)
  const text = sheet && content.questionnaires.get(sheet.key)?.versions.get(sheet.version)
  return text?.questions.some(({ id, kind }) => id === sheet?.place && (kind === 'amount' || kind === 'number')) ?? false
}

/** What is typed now is to show that it is them. */
export function asksForProof({ session, contact }: ConversationState, content: Content): boolean {
  const { nodes } = inForce(contact, content).flow
  const node = nodes[session?.node ?? '']
  return node?.type === 'ask' && nodes[node.otherwise]?.type === 'prove'
}

/** They know already when the desk opens: it has not been open since they were told. */
function wasTold({ toldClosedAt }: ConversationState, table: Timetable, at: Date): boolean {
  return toldClosedAt !== null && nextOpening(table, new Date(toldClosedAt))?.getTime() === nextOpening(table, at)?.getTime()
}

/** Who comes back after long is asked once for the word that only they know. */
function wordAsked({ unconfirmedAt, contact }: ConversationState, event: InboundEvent, language: Language, content: Content): Line[] {
  if (unconfirmedAt !== event.at || !contact.safeWord) return []
  return [{ text: content.words(language, 'check.word'), japanese: content.words('ja', 'check.word'), choices: [] }]
}

/** In Easy Japanese and English, one of which may be read by who writes none of the nine. */
function unreadLine(language: Language, { words }: Content): Line {
  const both = [words('ja', 'welcome.unreadLanguage'), words('en', 'welcome.unreadLanguage')].join('\n\n')
  return { text: ['ja', 'en'].includes(language) ? both : `${words(language, 'welcome.unreadLanguage')}\n\n${both}`, japanese: words('ja', 'welcome.unreadLanguage'), choices: [] }
}

/** The language button works at any time, also where the bot is silent. */
function withPicked(state: ConversationState, input: Input, { flow }: Content): ConversationState {
  const [node = '', language = ''] = input.type === 'choice' ? input.value.split(':') : []
  return flow.nodes[node]?.type === 'speak' && isLanguage(language) ? { ...state, language, languageChosen: true } : state
}

/** So does the one that ends news. */
function newsWish(input: Input, { flow }: Content): Partial<ContactTerms> | null {
  const node = input.type === 'choice' ? flow.nodes[input.value] : undefined
  return node?.type === 'agree' && node.terms.news !== undefined ? { news: node.terms.news } : null
}

/** Where the languages are to choose from. */
export function languageQuestion({ nodes, menu }: Flow): string {
  return Object.keys(nodes).find((name) => nodes[name]?.type === 'ask' && nodes[name].choices.some((rule) => 'each' in rule && rule.each === 'language')) ?? menu
}

/** In groups of three, as people read numbers to themselves. */
function spelled(code: string): string {
  return code.replace(/(\d{3})(?=\d)/g, '$1 ')
}
