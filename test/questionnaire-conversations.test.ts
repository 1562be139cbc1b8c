// The self-check and a survey, played in nine languages on four channels: interrupted, gone on with days later, finished.
import { describe, expect, test } from 'vitest'
import type { Channel, Choice } from '../channels/contract.ts'
import { email } from '../channels/email/index.ts'
import { line } from '../channels/line/index.ts'
import { messenger } from '../channels/messenger/index.ts'
import { graphemeLength } from '../channels/text.ts'
import { webchat } from '../channels/webchat/index.ts'
import { HIDDEN } from '../src/contact/secret-word.ts'
import { NEW_CONVERSATION, takeTurn } from '../src/gateway/turn.ts'
import type { ConversationState, Effect, Given } from '../src/gateway/turn.ts'
import { DESK_HOURS } from '../src/hours/timetable.ts'
import { LANGUAGES } from '../src/knowledge/languages.ts'
import type { Language } from '../src/knowledge/languages.ts'
import { NO_SHEETS } from '../src/questionnaires/running.ts'
import type { SheetChange } from '../src/questionnaires/running.ts'
import { content, words } from './content.ts'
import { survey, surveyContent } from './questionnaires/survey.ts'

const CHANNELS: readonly Pick<Channel<never, never>, 'type' | 'capabilities'>[] = [line, messenger, webchat, email]
const PLAYED = LANGUAGES.flatMap((language) => CHANNELS.map((channel) => ({ language, channel, name: `${language} on ${channel.type}` })))
const OWN_QUESTION: Readonly<Record<Language, string>> = {
  ja: 'ざんぎょうだいが もらえません', en: 'my overtime is not paid', zh: '加班费没有给', vi: 'tăng ca không được trả tiền', tl: 'hindi binabayaran ang overtime ko', id: 'lembur saya tidak dibayar',
  my: 'အချိန်ပိုကြေး မရဘူး', pt: 'não pagam minhas horas extras', es: 'no me pagan las horas extras',
}

/** Somebody who writes on a channel: what is said to them, and what their sheet came to. */
function worker(language: Language, channel: Pick<Channel<never, never>, 'type' | 'capabilities'>, questionnaires = content.questionnaires) {
  const { capabilities } = channel
  const given: Given = { content: { ...content, questionnaires }, channel: channel.type, capabilities, newCode: '482913067', proof: null, joined: false, hours: () => DESK_HOURS }
  let state: ConversationState = { ...NEW_CONVERSATION, language, languageChosen: true }
  let [count, at] = [0, Date.parse('2026-11-24T03:00:00Z')]
  const changes: SheetChange[] = []
  const effects: Effect[] = []
  let buttons: readonly Choice[] = []
  const happens = (what: { type: 'choice'; value: string } | { type: 'message'; message: string; content: { type: 'text'; text: string } }, more: Partial<Given> = {}): string => {
    const turn = takeTurn(state, { id: `e${++count}`, person: 'p', at: new Date(at += 1_000).toISOString(), redelivered: false, ...what }, { ...given, ...more })
    expect(turn.unread).toBeUndefined()
    state = turn.state
    effects.splice(0, effects.length, ...turn.effects)
    const lines = turn.effects.flatMap((effect) => (effect.type === 'say' ? effect.lines : []))
    changes.push(...turn.effects.flatMap((effect) => (effect.type === 'answer' ? [effect.change] : [])))
    buttons = lines.flatMap(({ choices }) => choices)
    for (const { text, japanese } of lines) expect([text, japanese].filter((one) => one.trim() === '' || /\{\{|undefined/.test(one))).toEqual([])
    expect(buttons.filter(({ label, value }) => label === '' || graphemeLength(label) > capabilities.choiceLabelGraphemes || value.length > capabilities.choiceValueLength)).toEqual([])
    expect(buttons.length).toBeLessThanOrEqual(capabilities.choices)
    if (buttons.length > 0) expect(buttons.map(({ value }) => value)).toContain('person')
    return lines.map(({ text, spoken }) => spoken ?? text).join('\n\n')
  }
  const says = (text: string, more: Partial<Given> = {}) => happens({ type: 'message', message: `m${count}`, content: { type: 'text', text } }, more)
  const taps = (value: string) => happens({ type: 'choice', value })
  const word = (key: string) => words(language, `sheet.${key}`)
  return {
    says, taps, word, changes, effects,
    state: () => state,
    buttons: () => buttons,
    place: () => state.sheets?.open[0]?.place,
    change: (next: (before: ConversationState) => ConversationState) => { state = next(state) },
    passes: (days: number) => { at += days * 86_400_000 },
    /** By a button where there are some, else by what is written on it or by its number. */
    does: (key: string, address: string) => (capabilities.choices > 0 ? taps(address) : says(word(key))),
    /** Chooses several: one tap after another over the pages, or all numbers in one mail. */
    chooses(prefix: string, ids: readonly string[], numbers: string): string {
      if (capabilities.choices === 0) return says(numbers)
      for (const id of ids) {
        const value = `${prefix}/c-${id}`
        for (let page = 0; page < 3 && !buttons.some((button) => button.value === value); page++) taps(buttons.find((button) => button.value.includes('/p-'))?.value ?? '')
        expect(buttons.map((button) => button.value)).toContain(value)
        expect(taps(value)).toContain('✓')
      }
      return taps(`${prefix}/done`)
    },
  }
}

describe.each(PLAYED)('$name', ({ language, channel }) => {
  test('the self-check, with a question of their own in the middle and days in between, up to a person', () => {
    const one = worker(language, channel)
    const to = 'questionnaire:self-check'
    const begin = one.taps(to)
    expect(begin).toContain('JP-MIRAI')
    expect(begin).toContain('1/13')
    one.chooses(`${to}/q1`, ['q1.5', 'q1.7'], '5 7')
    expect(one.place()).toBe('q2')
    expect(one.says('150 trieu dong')).toContain('150')
    expect(one.state().language).toBe(language)
    // What has no check boxes shows sixteen choices all the same.
    one.chooses(`${to}/q3`, ['q3.2', 'q3.12', 'q3.16'], '２,12 16')
    expect(one.place()).toBe('q4')
    const aside = one.says(OWN_QUESTION[language])
    expect(aside).not.toContain('4/13')
    expect([one.place(), one.state().session?.node]).toEqual(['q4', expect.not.stringMatching('questionnaire')])
    one.passes(5)
    expect(one.taps('voice').length).toBeGreaterThan(0)
    if (channel.capabilities.choices > 0) expect(one.buttons().map(({ value }) => value)).toContain(to)
    expect(one.taps(to)).toContain('4/13')
    one.says(one.word('no'))
    one.does('unknown', `${to}/q5/c-unknown`)
    one.does('back', `${to}/q6/back`)
    expect(one.place()).toBe('q5')
    one.says('1')
    one.does('stop', `${to}/q6/stop`)
    expect(one.state().session?.node).toBe('menu')
    one.passes(30)
    one.taps(to)
    for (const question of ['q6', 'q7', 'q8', 'q9', 'q10']) one.does('skip', `${to}/${question}/skip`)
    one.does('none', `${to}/q11/done`)
    expect(one.place()).toBe('q12')
    // Somebody who is kept from their family is asked who sees the phone before anything is said of what the answers mean.
    expect(one.says('abc')).toContain(words(language, 'reach.askPhone'))
    const meaning = one.says(words(language, 'reach.alone'))
    for (const sign of ['isolation', 'withholding_of_wages', 'debt_bondage', 'deception', 'rights']) expect(meaning).toContain(words(language, `sheet.sign.${sign}`))
    expect(meaning).toContain(words(language, 'sheet.noVerdict'))
    expect(meaning).toContain(content.articles.get('labour.unpaid-wages')?.articles[language].title)
    one.says(one.word('yes'))
    expect([one.state().handling, one.state().sheets?.open]).toEqual(['waiting', []])
    const last = one.changes.at(-1)
    expect(last?.finished).toMatchObject({ level: 3, wish: true, choices: ['q1.5', 'q1.7', 'q3.2', 'q3.12', 'q3.16'] })
    expect(last?.sheet.answers).toMatchObject({ q2: { value: 150e6, currency: 'VND', said: '150 trieu dong' }, q4: { choices: ['no'] }, q5: { choices: ['yes'] }, q6: { skipped: true }, q11: { choices: [] }, q12: { text: 'abc' } })
  })

  test('a survey begun with one wording is finished with it, though another runs by then; whoever comes later gets the new one', () => {
    const old = new Map([['rooms', survey()]])
    const one = worker(language, channel, old)
    expect(one.taps('questionnaire:rooms')).toContain(`Where do you live? (${language})`)
    one.says('1')
    expect(one.place()).toBe('people')
    expect(one.says('40')).toContain('2/5')
    one.says('၄')
    one.passes(3)
    const state = one.state()
    const both = new Map([['rooms', survey({ versions: new Map([[1, surveyContent()], [2, surveyContent({ questions: surveyContent().questions.slice(0, 3) })]]) })]])
    const later = worker(language, channel, both)
    later.taps('questionnaire:rooms')
    expect(later.changes[0]?.sheet.version).toBe(2)
    later.change(() => ({ ...state, session: null }))
    expect(later.taps('questionnaire:rooms')).toContain('3/5')
    later.says('5')
    later.chooses('questionnaire:rooms/lacks', ['light'], '3')
    later.does('skip', 'questionnaire:rooms/else/skip')
    expect(later.changes.at(-1)).toMatchObject({ sheet: { version: 1, answers: { people: { number: 4 }, liked: { number: 5 }, lacks: { choices: ['light'] } } }, finished: { choices: [] } })
    expect(later.taps('questionnaire:rooms')).toContain(words(language, 'sheet.already'))
  })
})

const told = (key: string, values: Readonly<Record<string, string>> = {}) => words('en', `sheet.${key}`, values)

test('a button of an earlier question changes that answer, and one that means nothing any more is explained', () => {
  const one = worker('en', line, new Map([['rooms', survey()]]))
  one.taps('questionnaire:rooms')
  one.says('Dorm (en)')
  one.says('3')
  expect(one.taps('questionnaire:rooms/where/c-flat')).toMatch(new RegExp(`Flat[^]*${told('changed')}[^]*2/4`))
  for (const stale of ['where/c-castle', 'people/n-7', 'where/skip', 'moon/c-x', 'rubbish']) {
    one.taps(`questionnaire:rooms/${stale}`)
    expect([stale, one.place()]).toEqual([stale, 'liked'])
  }
  one.says('2')
  one.taps('questionnaire:rooms/lacks/done')
  one.says('no, thank you')
  expect(one.changes.at(-1)?.finished?.dropped).toEqual(['people'])
  expect(one.taps('questionnaire:rooms/where/c-flat')).toContain(told('already'))
  expect(one.taps('questionnaire:nobody-knows')).toContain(told('gone'))
})

test('who comes too early, too late, once too often or when there are enough answers is told so kindly', () => {
  const begin = (more: object, sheets = NO_SHEETS) => {
    const one = worker('en', line, new Map([['rooms', survey(more)]]))
    one.change((state) => ({ ...state, sheets }))
    const asked = one.taps('questionnaire:rooms')
    expect(one.changes).toEqual([])
    return asked
  }
  expect(begin({ opensAt: '2026-12-01T00:00:00Z' })).toContain(told('notYet', { day: 'Tuesday, December 1' }))
  expect(begin({ closesAt: '2026-11-20T14:59:00Z' })).toContain(told('closed', { day: 'Friday, November 20' }))
  expect(begin({}, { ...NO_SHEETS, full: ['rooms'] })).toContain(told('full'))
  expect(begin({}, { ...NO_SHEETS, done: ['rooms'] })).toContain(told('already'))
})

test('of an anonymous questionnaire the log and the lines of the desk tell what was asked, and nothing of what was answered', () => {
  const one = worker('en', line, new Map([['rooms', survey({ versions: new Map([[1, surveyContent({ anonymous: true })]]) })]]))
  expect(one.taps('questionnaire:rooms')).toContain(told('anonymous'))
  const logged = () => one.effects.flatMap((effect): unknown[] => (effect.type === 'log' ? [[effect.text, effect.japanese, effect.hidden]] : effect.type === 'say' ? effect.lines.map(({ text }) => text) : []))
  for (const act of [() => one.taps('questionnaire:rooms/where/c-dorm'), () => one.says('7'), () => one.taps('questionnaire:rooms/liked/n-2'), () => one.taps('questionnaire:rooms/lacks/c-light')]) {
    act()
    expect(logged()).toEqual([[HIDDEN, null, true], told('unseen')])
    expect(one.buttons().filter(({ label }) => label.includes('✓'))).toEqual([])
  }
  one.says('done')
  one.says('my room is cold')
  expect(logged()[0]).toEqual([HIDDEN, null, true])
  expect(one.changes.at(-1)).toMatchObject({ anonymous: true, finished: { wish: null } })
  // What is no answer is an ordinary line.
  const other = worker('en', line, new Map([['rooms', survey({ versions: new Map([[1, surveyContent({ anonymous: true })]]) })]]))
  other.taps('questionnaire:rooms')
  other.says('my overtime is not paid')
  expect(other.effects[0]).toMatchObject({ type: 'log', text: 'my overtime is not paid' })
})

test('danger, a wish for a person and somebody else at the phone come before every question', () => {
  const one = worker('en', line)
  one.taps('questionnaire:self-check')
  one.change((state) => ({ ...state, sheets: { ...NO_SHEETS, open: [{ id: 's', key: 'self-check', version: 1, place: 'q12', answers: {} }] } }))
  expect(one.says('I want to kill myself')).toContain(words('en', 'emergency.suicide').slice(0, 30))
  expect([one.place(), one.state().danger?.kind]).toEqual(['q12', 'suicide'])
  one.says('I want to talk to a person')
  expect([one.place(), one.changes.at(-1)?.answers]).toEqual(['q12', {}])
  one.change((state) => ({ ...state, unconfirmedAt: '2026-11-24T00:00:00Z', handling: 'bot' }))
  expect(one.taps('questionnaire:self-check')).toBe(words('en', 'own.notShown'))
  expect(one.taps('voice')).not.toContain('Go on')
  one.change((state) => ({ ...state, unconfirmedAt: null, contact: { ...state.contact, watched: true } }))
  const quiet = one.taps('questionnaire:self-check')
  expect([quiet, one.buttons().map(({ label }) => label).join()]).toEqual([words('en', 'quiet.ask'), expect.not.stringMatching(/check|question/i)])
})

test('while a counsellor has the conversation nothing is asked, and nothing anonymous shows', () => {
  const one = worker('en', line, new Map([['rooms', survey({ versions: new Map([[1, surveyContent({ anonymous: true })]]) })]]))
  one.taps('questionnaire:rooms')
  one.change((state) => ({ ...state, handling: 'counsellor' }))
  expect(one.taps('questionnaire:rooms/where/c-dorm')).toBe('')
  expect(one.effects).toEqual([expect.objectContaining({ type: 'log', text: HIDDEN, japanese: null })])
})
