// Plays a dialogue script against the pure turn, as a counsellor would read it.
import { z } from 'zod'
import { line as lineChannel } from '../channels/line/index.ts'
import type { Choice, InboundEvent } from '../channels/contract.ts'
import { graphemeLength } from '../channels/text.ts'
import type { OwnCase } from '../src/cases/as-worker-sees.ts'
import { articleText } from '../src/gateway/article.ts'
import { standsAtOwn } from '../src/gateway/own.ts'
import { ownText } from '../src/gateway/own-words.ts'
import { NEW_CONVERSATION, takeTurn } from '../src/gateway/turn.ts'
import type { ConversationState, Effect, Given } from '../src/gateway/turn.ts'
import { DESK_HOURS } from '../src/hours/timetable.ts'
import { DANGER_KINDS } from '../src/knowledge/danger-phrases.ts'
import { LANGUAGES } from '../src/knowledge/languages.ts'
import type { Language } from '../src/knowledge/languages.ts'
import { content, words } from './content.ts'

const Step = z.strictObject({
  /** One of these happens. */
  joins: z.string().optional(),
  worker: z.string().optional(),
  taps: z.string().optional(),
  sends: z.enum(['sticker', 'image', 'location']).optional(),
  blocks: z.literal(true).optional(),
  /** Types the code that another app, used in this language, shows now. */
  proves: z.enum(LANGUAGES).optional(),
  reacts: z.string().optional(),
  /** Somebody answers in the platform's own inbox. */
  elsewhere: z.string().optional(),
  /** What cases of theirs there are; by default an open one. */
  cases: z.enum(['none', 'open', 'closed']).optional(),
  /** When it happens, in JST; by default at noon of a day on which the desk is open. */
  at: z.string().optional(),
  /** Another program has the conversation on the platform while this happens. */
  standby: z.literal(true).optional(),
  counsellor: z.enum(['takes over', 'gives back']).optional(),
  /** A neutral line of the desk's went out before this, and waits for a tap or for the person's own word. */
  asked: z.enum(['yes', 'word']).optional(),
  /** What the desk then says, line by line: a key of locales/, `faq <topic>` or `emergency <kind>`; `silent` for nothing. */
  desk: z.union([z.literal('silent'), z.array(z.string())]).optional(),
  /** Pieces of what it then says, word for word. */
  says: z.array(z.string()).optional(),
  /** How it stands in the log. */
  logged: z.string().optional(),
  /** What is true afterwards. */
  then: z.strictObject({
    language: z.enum(LANGUAGES).optional(),
    handling: z.enum(['bot', 'waiting', 'counsellor']).optional(),
    danger: z.enum(DANGER_KINDS).optional(),
    reachable: z.boolean().optional(),
    entryCode: z.string().optional(),
    held: z.boolean().optional(),
    /** They left with the exit word. */
    left: z.boolean().optional(),
    /** It may be somebody else who writes. */
    unconfirmed: z.boolean().optional(),
    contact: z.strictObject({ begin: z.boolean().optional(), channels: z.array(z.string()).optional(), hours: z.record(z.string(), z.array(z.tuple([z.string(), z.string()]))).nullable().optional(), neutral: z.boolean().optional(), watched: z.boolean().optional() }).optional(),
  }).optional(),
  /** What the turn does beside speaking, by the names of turn.ts, in order. */
  does: z.array(z.string()).optional(),
})

export const Script = z.strictObject({ title: z.string().min(15), steps: z.array(Step).min(1) })
export type Script = z.infer<typeof Script>
type Step = z.infer<typeof Step>

const CODE = '482913067'
const OFFICE = { type: 'office', name: '労働基準監督署', publicEmployee: true } as const
const OPEN: OwnCase = {
  id: '11111111-1111-4111-8111-111111111111', since: '2026-11-10', theme: 'labour', stage: 'phone', owner: 'Sato', next: { what: 'look', day: '2026-11-25' }, closedOn: null, rated: false, theirs: true,
  summary: Object.fromEntries(LANGUAGES.map((language) => [language, `summary in ${language}`])),
  consents: [{ id: '22222222-2222-4222-8222-222222222222', party: OFFICE, items: ['name', 'problem'], until: '2027-01-31' }],
  told: [{ day: '2026-11-12', party: OFFICE, items: ['problem'], emergency: false }, { day: '2026-11-13', party: OFFICE, items: [], emergency: false }],
}
const CASES = { none: [], open: [OPEN], closed: [{ ...OPEN, closedOn: '2026-11-20' }] } as const
/** As the desk made them: one opens a question of the flow, one what no flow has, one is over, and one looks like danger to who reads letters. */
const CODES = new Map([['KXF-479', 'voice'], ['CNT-J47', 'voice'], ['GONE-7', 'questionnaire:nowhere'], ['OLD-4', null]])
const given: Given = { content, channel: 'line', capabilities: lineChannel.capabilities, newCode: CODE, proof: null, joined: false, hours: () => DESK_HOURS, codes: CODES }

export interface Played {
  readonly step: Step
  /** Word for word. */
  readonly texts: readonly string[]
  readonly said: readonly string[]
  /** As they stand in the log. */
  readonly logged: readonly string[]
  readonly does: readonly string[]
  readonly state: ConversationState
  readonly faults: readonly string[]
}

export function play(script: Script): Played[] {
  let state = NEW_CONVERSATION
  let joined = false
  let offered: readonly string[] | null = null
  return script.steps.map((step, i) => {
    if (step.counsellor) {
      state = { ...state, handling: step.counsellor === 'takes over' ? 'counsellor' : 'bot', waitingSince: null }
      return { step, said: [], texts: [], does: [], logged: [], state, faults: [] }
    }
    const unseen = offered && step.taps?.startsWith('answer:') && !offered.includes(step.taps) ? [`taps what was not offered: ${step.taps}`] : []
    const proof = step.proves ? { code: CODE, person: 'another', language: step.proves } : null
    joined ||= proof !== null
    if (step.asked) state = { ...state, opening: step.asked }
    // As the road does: cases are looked up for who asks for them, or stands at a question about them.
    const cases = CASES[step.cases ?? 'open']
    const reads = standsAtOwn((state.contact.watched ? content.quiet : content.flow), state.session)
    const first = takeTurn(state, eventOf(step, i), { ...given, proof, joined, cases: reads ? cases : null })
    const turn = first.unread ? takeTurn(state, eventOf(step, i), { ...given, proof, joined, cases }) : first
    state = turn.state
    const does = turn.effects.flatMap((effect) => (effect.type === 'act' ? [effect.act] : effect.type === 'tell' ? [`tell ${effect.tells}`] : effect.type === 'say' || effect.type === 'log' ? [] : [effect.type]))
    const says = turn.effects.filter((effect): effect is Effect & { type: 'say' } => effect.type === 'say')
    offered = says.some(({ lines, language }) => lines.some(({ text }) => nameOf(text, language) === 'welcome.offer'))
      ? says.flatMap(({ lines }) => lines.flatMap(({ choices }) => choices.map(({ value }) => value))) : null
    const logged = turn.effects.flatMap((effect) => (effect.type === 'log' ? [effect.text] : []))
    return { step, state, does, logged, texts: says.flatMap(({ lines }) => lines.map(({ text }) => text)), said: says.flatMap(({ lines, language }) => lines.map(({ text }) => nameOf(text, language))), faults: [...unseen, ...says.flatMap(faultsOf)] }
  })
}

function eventOf(step: Step, i: number): InboundEvent {
  const base = { id: `e${i}`, person: 'p', at: (step.at ? new Date(`${step.at}+09:00`) : new Date(Date.UTC(2026, 10, 21, 3, i))).toISOString(), redelivered: false, ...(step.standby && { standby: true as const }) }
  if (step.reacts !== undefined) return { ...base, type: 'reacted', message: 'm0', emoji: step.reacts }
  if (step.elsewhere !== undefined) return { ...base, type: 'answeredElsewhere', message: `m${i}`, text: step.elsewhere }
  if (step.joins !== undefined) return { ...base, type: 'joined', locale: step.joins }
  if (step.taps !== undefined) return { ...base, type: 'choice', value: step.taps }
  if (step.blocks) return { ...base, type: 'left' }
  if (step.sends === 'sticker') return { ...base, type: 'message', message: `m${i}`, content: { type: 'sticker', keywords: [] } }
  if (step.sends === 'location') return { ...base, type: 'message', message: `m${i}`, content: { type: 'location', latitude: 35, longitude: 139 } }
  if (step.sends === 'image') return { ...base, type: 'message', message: `m${i}`, content: { type: 'media', media: 'image' } }
  return { ...base, type: 'message', message: `m${i}`, content: { type: 'text', text: step.proves ? CODE : step.worker ?? '' } }
}

const articles = new Map<Language, ReadonlyMap<string, string>>()
/** What is said -> the topic. */
function articlesIn(language: Language): ReadonlyMap<string, string> {
  const known = articles.get(language) ?? new Map([...content.articles.values()].map((article) => [articleText(article, language, content, '2026-11-21'), article.topic]))
  articles.set(language, known)
  return known
}

/** The script's name of a line: what it is, not how it is worded. */
function nameOf(text: string, language: Language): string {
  const topic = articlesIn(language).get(text)
  if (topic !== undefined) return `faq ${topic}`
  for (const kind of DANGER_KINDS) if (text.startsWith(words(language, content.emergencies[kind].text))) return `emergency ${kind}`
  for (const shows of ['standing', 'summary', 'ways', 'told'] as const) for (const cases of Object.values(CASES)) if (text !== '' && text === ownText(shows, cases, false, language, content)) return `own ${shows}`
  return KEYS.find((key) => {
    const [before = '', after] = words(language, key, { code: '482 913 067', opens: '\n', numbers: '\n' }).split('\n')
    return after === undefined ? before === text : text.startsWith(before) && text.endsWith(after)
  }) ?? text
}

const KEYS = ['greeting', 'promise', 'ask', 'topics', 'offer', 'notUnderstood', 'after', 'chooseLanguage', 'languageSet', 'stickerOrMedia', 'voice', 'settings']
  .map((key) => `welcome.${key}`)
  .concat(['ask', 'noted', 'fine'].map((key) => `company.${key}`))
  .concat(['ask', 'processors', 'sure', 'noted', 'kept', 'copyNoted'].map((key) => `mydata.${key}`))
  .concat(['ask', 'code', 'linked', 'where', 'here', 'there', 'alone', 'unlinked'].map((key) => `apps.${key}`), 'handover.asked', 'handover.askedClosed', 'handover.askedAgain', 'check.word', 'sheet.gone')
  .concat(['ask', 'saved', 'firstWords', 'askPhone', 'askSecrets', 'typeExit', 'typeSafe', 'kept', 'unfit'].map((key) => `reach.${key}`))
  .concat(['ask', 'noted', 'fine', 'sure', 'person', 'personClosed', 'emergency'].map((key) => `quiet.${key}`))
  .concat(['ask', 'askWord', 'notShown', 'withdrawn', 'rateAsk', 'thanks', 'comment', 'commentKept', 'endAsk', 'endNoted', 'glad', 'partlyNoted', 'sorry'].map((key) => `own.${key}`))

/** What must hold for everything the bot ever says. */
function faultsOf({ lines }: Effect & { type: 'say' }): string[] {
  const choices = lines.flatMap((line): readonly Choice[] => line.choices)
  return [
    ...lines.filter(({ text }) => text.trim() === '' || text.includes('{{')).map(({ text }) => `an empty or unfilled line: ${text}`),
    ...choices.filter(({ label }) => graphemeLength(label) > 20).map(({ label }) => `a button over 20 characters: ${label}`),
    ...choices.filter(({ value }) => value.length > 300).map(({ value }) => `a button value over 300: ${value}`),
    ...(choices.length > 0 && !choices.some(({ value }) => value === 'person') ? ['no way to a person'] : []),
  ]
}
