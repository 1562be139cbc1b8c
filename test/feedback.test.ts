// Feedback without a world: what a sheet says, which names are alike, who decides, and that nothing shown ever tells one person's answer.
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BODY_KINDS, COUNTRIES, LEGAL_ITEMS, SCALES } from '../src/feedback/kinds.ts'
import { decide } from '../src/feedback/moderation.ts'
import type { Moderated } from '../src/feedback/moderation.ts'
import { foldName, likeness, suggestionsFor } from '../src/feedback/names.ts'
import { pieceOf } from '../src/feedback/piece.ts'
import type { Counted } from '../src/feedback/piece.ts'
import { monthsOf, quarterBefore, quarterOf } from '../src/feedback/quarters.ts'
import { LEAST_OF_UNKNOWN, LEAST_PEOPLE, LEAST_WORKERS, leastPeople, releaseOf } from '../src/feedback/release.ts'
import type { Voice } from '../src/feedback/release.ts'
import { bandOf, resultsOf } from '../src/feedback/results.ts'
import type { Results } from '../src/feedback/results.ts'
import { readYaml } from '../src/gateway/yaml.ts'
import { LANGUAGES } from '../src/knowledge/languages.ts'
import { QuestionnaireContent } from '../src/questionnaires/shape.ts'

describe('a sheet', () => {
  test('that says nothing, or nonsense, becomes a piece that counts nothing', () => {
    for (const answers of [{}, null, 'x', { kind: { choices: ['palace'] }, recommend: { number: 9 }, words: { text: '  ' }, 'legal.fees': { choices: ['unknown'] }, show: { choices: ['yes'] } }]) {
      expect(pieceOf(answers)).toEqual({ kind: 'other', written: '', country: 'other', counted: { legal: {}, scales: {} }, words: null, mayShow: false, serious: false })
    }
  })

  test('is taken apart; words are shown only where they may be', () => {
    const answers = { kind: { choices: ['employer'] }, name: { text: ' マルマル工業 ' }, country: { choices: ['jp'] }, 'legal.wages': { choices: ['no'] }, 'legal.fees': { choices: ['no'] }, 'legal.documents': { choices: ['no'] }, 'life.work': { number: 2 }, 'life.home': { skipped: true }, words: { text: 'hard' }, show: { choices: ['no'] } }
    expect(pieceOf(answers)).toEqual({
      kind: 'employer', written: 'マルマル工業', country: 'jp', counted: { legal: { 'legal.wages': false, 'legal.fees': false, 'legal.documents': false }, scales: { 'life.work': 2 } }, words: 'hard', mayShow: false, serious: true,
    })
    expect(pieceOf({ ...answers, show: { choices: ['yes'] } }).mayShow).toBe(true)
  })
})

test('quarters are Japan\'s, sort as text, and have one before', () => {
  expect(['2026-01-01', '2026-03-31', '2026-04-01', '2026-12-31'].map(quarterOf)).toEqual(['2026Q1', '2026Q1', '2026Q2', '2026Q4'])
  expect([quarterBefore('2026Q1'), quarterBefore('2026Q4'), ...monthsOf('2026Q4')]).toEqual(['2025Q4', '2026Q3', '2026-10', '2026-12'])
})

describe('names', () => {
  test.each([
    ['株式会社マルマル工業', 'ﾏﾙﾏﾙ工業㈱'], ['株式会社さくら', 'サクラ'], ['ABC Co., Ltd.', 'ＡＢＣ'], ['Công ty TNHH Đại Việt', 'dai viet'], ['Công ty cổ phần Thăng Long', 'THANG LONG JSC'],
    ['PT Maju Jaya', 'maju jaya'], ['北京東方有限公司', '北京東方'], ['協同組合みらい', 'ミライ協同組合'],
  ])('%s is %s', (one, other) => { expect([foldName(one), likeness(one, other)]).toEqual([foldName(other), 1]) })

  test('that are mistyped or shortened are suggested, the likeliest first; others are not', () => {
    const bodies = [{ id: 'a', names: ['Thang Long Manpower'] }, { id: 'b', names: ['Thang Lon Manpowr JSC', 'TLM'] }, { id: 'c', names: ['さくら協同組合'] }, { id: 'd', names: ['株式会社'] }]
    expect(suggestionsFor('thang long manpower co., ltd', bodies).map(({ id }) => id)).toEqual(['a', 'b'])
    expect(suggestionsFor('さくら', bodies)).toEqual([{ id: 'c', likeness: 1 }])
    expect([suggestionsFor('', bodies), suggestionsFor('full moon', bodies)]).toEqual([[], []])
  })
})

describe('moderation', () => {
  const piece: Moderated = { state: 'waiting', body: 'b', words: true, shown: '給料が遅れました。', authors: ['sato'] }
  test.each<[string, Partial<Moderated>, Parameters<typeof decide>[1], string, Parameters<typeof decide>[3]]>([
    ['no_body', { body: null }, 'accept', 'sato', null],
    ['undecided_words', { shown: null }, 'accept', 'sato', null],
    ['own_feedback', { state: 'review' }, 'publish', 'sato', null],
    ['moved_on', { state: 'waiting' }, 'publish', 'tanaka', null],
    ['moved_on', { state: 'released' }, 'undo', 'tanaka', null],
    ['moved_on', { state: 'repeated' }, 'undo', 'tanaka', null],
    ['moved_on', { state: 'released' }, 'refuse', 'tanaka', 'defamation'],
    ['reason', {}, 'refuse', 'sato', null],
    ['reason', {}, 'hold', 'sato', null],
  ])('refuses: %s', (why, change, decision, by, reason) => { expect(decide({ ...piece, ...change }, decision, by, reason)).toBe(why) })

  test('two people let it through, and until it is released it can be undone', () => {
    expect(decide(piece, 'accept', 'sato', null)).toEqual({ state: 'review' })
    expect(decide({ ...piece, shown: '' }, 'accept', 'sato', null)).toEqual({ state: 'review' })
    expect(decide({ ...piece, words: false, shown: null }, 'accept', 'sato', null)).toEqual({ state: 'review' })
    expect(decide({ ...piece, state: 'review' }, 'publish', 'tanaka', null)).toEqual({ state: 'ready' })
    for (const state of ['review', 'held', 'refused', 'ready'] as const) expect(decide({ ...piece, state }, 'undo', 'sato', null)).toEqual({ state: 'waiting' })
  })
})

const QUARTERS = ['2026Q1', '2026Q2', '2026Q3', '2026Q4']
const counted = fc.record({
  legal: fc.record(Object.fromEntries(LEGAL_ITEMS.map((item) => [item, fc.boolean()])), { requiredKeys: [] }),
  scales: fc.record(Object.fromEntries(SCALES.map((scale) => [scale, fc.integer({ min: 1, max: 5 })])), { requiredKeys: [] }),
})
const said = fc.record({ person: fc.integer({ min: 0, max: 25 }).map(String), quarter: fc.constantFrom(...QUARTERS), counted })
type Said = Voice & { readonly counted: Counted }
const history = fc.record({
  kind: fc.constantFrom(...BODY_KINDS), workers: fc.option(fc.integer({ min: 0, max: 120 }), { nil: null }),
  voices: fc.array(said, { minLength: 12, maxLength: 60, size: 'max' }).map((all) => all.map((one, i) => ({ ...one, id: String(i) })).toSorted((a, b) => a.quarter.localeCompare(b.quarter))),
})
interface Shown { readonly voices: readonly Said[]; readonly results: Results }

/** What a reader has seen after each quarter's release, if there was one. */
function readersView({ kind, workers, voices }: { readonly kind: (typeof BODY_KINDS)[number]; readonly workers: number | null; readonly voices: readonly Said[] }): Shown[] {
  const done = new Set<string>()
  const shown: Shown[] = []
  let released: string | null = null
  for (const quarter of [...QUARTERS, '2027Q1', '2027Q2']) {
    const ready = voices.filter((one) => !done.has(one.id) && one.quarter <= quarter)
    const release = releaseOf(ready, { kind, workers, counted: new Set(shown.flatMap((one) => one.voices.map(({ person }) => person))), released, quarter })
    if (!release) continue
    for (const { id } of [...release.voices, ...release.repeated]) done.add(id)
    const members = release.voices.flatMap(({ id }) => voices.filter((one) => one.id === id))
    shown.push({ voices: members, results: resultsOf(members.map((one) => one.counted)) })
    released = quarter
  }
  return shown
}
const pages = (shown: readonly Shown[]) => shown.map(({ results }) => results)

describe('what is shown', () => {
  test('is something in most of the histories that are tried here', () => {
    expect(fc.sample(history, 100).filter((one) => readersView(one).length > 0).length).toBeGreaterThan(40)
  })

  test('speaks of no fewer than five, of nobody twice, and of no more than half of those who work there', () => {
    fc.assert(fc.property(history, (one) => {
      const shown = readersView(one)
      const people = shown.flatMap(({ voices }) => voices.map(({ person }) => person))
      expect(new Set(people).size).toBe(people.length)
      for (const { voices, results } of shown) expect([voices.length >= LEAST_PEOPLE, results.people]).toEqual([true, voices.length])
      if (one.kind !== 'employer' && one.kind !== 'dispatch') return
      if (one.workers === null) expect(shown.every(({ voices }) => voices.length >= LEAST_OF_UNKNOWN)).toBe(true)
      else expect(shown.length === 0 || (one.workers >= LEAST_WORKERS && people.length <= one.workers / 2)).toBe(true)
    }))
  })

  test('is decided by who wrote, never by what they wrote', () => {
    fc.assert(fc.property(history, fc.array(counted, { minLength: 60, maxLength: 60 }), (one, others) => {
      const ids = (voices: readonly Said[]) => readersView({ ...one, voices }).map((each) => each.voices.map(({ id }) => id))
      expect(ids(one.voices.map((voice, i) => ({ ...voice, counted: others[i] ?? voice.counted })))).toEqual(ids(one.voices))
    }))
  })

  test('leaves every answer of every person open: everything shown would be the same had they answered otherwise', () => {
    fc.assert(fc.property(history, (one) => {
      const shown = readersView(one)
      for (const { voices } of shown) for (const { id } of voices) for (const other of otherwise(voices, id)) {
        const changed = one.voices.map((voice) => other.get(voice.id) ?? voice)
        expect(pages(readersView({ ...one, voices: changed }))).toEqual(pages(shown))
      }
    }), { numRuns: 40 })
  })

  test('stays as it was when one more person is let through; they come with four others or not at all', () => {
    fc.assert(fc.property(history, said, (one, more) => {
      const [before, after] = [readersView(one), readersView({ ...one, voices: [...one.voices, { ...more, id: 'new' }].toSorted((a, b) => a.quarter.localeCompare(b.quarter)) })]
      const joined = after.filter(({ voices }) => voices.some(({ id }) => id === 'new'))
      for (const { voices } of joined) expect(voices.length).toBeGreaterThanOrEqual(LEAST_PEOPLE)
      if (joined.length === 0 && before.length === after.length) expect(pages(after)).toEqual(pages(before))
    }))
  })

  test('never says that all of them, or none of them, answered yes', () => {
    for (let people = LEAST_PEOPLE; people <= 60; people += 1) {
      expect([bandOf(0, people), bandOf(people, people)]).toEqual([bandOf(1, people), bandOf(people - 1, people)])
    }
    expect(() => resultsOf([])).toThrow('too few')
  })

  test('of an employer with six workers is nothing, however many write', () => {
    expect([leastPeople({ kind: 'employer', workers: 6 }), leastPeople({ kind: 'employer', workers: null }), leastPeople({ kind: 'sending', workers: null })]).toEqual([null, LEAST_OF_UNKNOWN, LEAST_PEOPLE])
  })
})

/** For each of a person's answers that is shown: the answers of their release had they given the other one, and others made up for it. */
function otherwise(voices: readonly Said[], id: string): Map<string, Said>[] {
  const self = voices.find((voice) => voice.id === id)
  if (!self) return []
  const others = voices.filter((voice) => voice !== self)
  const legal = LEGAL_ITEMS.flatMap((item) => {
    const mine = self.counted.legal[item]
    const answered = voices.filter(({ counted: { legal: given } }) => given[item] !== undefined)
    if (mine === undefined || answered.length < LEAST_PEOPLE) return []
    const yes = answered.filter(({ counted: { legal: given } }) => given[item]).length
    const set = (voice: Said, value: boolean): [string, Said] => [voice.id, { ...voice, counted: { ...voice.counted, legal: { ...voice.counted.legal, [item]: value } } }]
    const swapped = bandOf(yes + (mine ? -1 : 1), answered.length) === bandOf(yes, answered.length) ? undefined : others.find(({ counted: { legal: given } }) => given[item] === !mine)
    return [new Map([set(self, !mine), ...(swapped ? [set(swapped, mine)] : [])])]
  })
  const scales = SCALES.flatMap((scale) => {
    const mine = self.counted.scales[scale]
    const answered = voices.filter(({ counted: { scales: given } }) => given[scale] !== undefined)
    const median = resultsOf(voices.map((voice) => voice.counted)).scales.find((one) => one.scale === scale)?.median
    if (mine === undefined || median === undefined) return []
    const set = (voice: Said, value: number): [string, Said] => [voice.id, { ...voice, counted: { ...voice.counted, scales: { ...voice.counted.scales, [scale]: value } } }]
    return [new Map(answered.map((voice) => set(voice, voice === self ? (mine % 5) + 1 : median)))]
  })
  return [...legal, ...scales]
}

test('the questionnaire has nine languages and asks everything that is counted', () => {
  const content = readYaml(join(import.meta.dirname, '../flows/questionnaires/feedback.yaml'), QuestionnaireContent)
  const asked = new Map(content.questions.map((question) => [question.id, question.kind]))
  for (const item of LEGAL_ITEMS) expect([item, asked.get(item)]).toEqual([item, 'yesNo'])
  for (const scale of SCALES) expect([scale, asked.get(scale)]).toEqual([scale, 'scale'])
  // Workers are asked for supervising and support bodies together: few can tell them apart.
  for (const [id, known] of [['kind', BODY_KINDS.filter((kind) => kind !== 'support')], ['country', COUNTRIES]] as const) {
    const question = content.questions.find((one) => one.id === id)
    expect(question?.kind === 'one' && question.choices.map((choice) => choice.id)).toEqual([...known])
  }
  expect([asked.get('name'), asked.get('words'), asked.get('show')]).toEqual(['text', 'text', 'yesNo'])
  const texts = content.questions.flatMap((question) => [question.text, ...('choices' in question ? question.choices.map(({ text }) => text) : []), ...(question.kind === 'scale' ? [question.low, question.high] : [])])
  for (const text of [content.title, content.intro, content.thanks, ...texts]) expect(Object.keys(text).toSorted()).toEqual([...LANGUAGES].toSorted())
})
