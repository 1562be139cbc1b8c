// What questionnaires do by themselves: which question comes next, what is read out of a text, what answers point at, and what the self-check asks.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LANGUAGES } from '../src/knowledge/languages.ts'
import type { Language } from '../src/knowledge/languages.ts'
import { amountIn } from '../src/questionnaires/amounts.ts'
import { askedOf, progressAt, take } from '../src/questionnaires/asking.ts'
import type { Act } from '../src/questionnaires/asking.ts'
import { meaningOf } from '../src/questionnaires/meaning.ts'
import { numbersIn } from '../src/questionnaires/numbers.ts'
import { isOpenAt } from '../src/questionnaires/running.ts'
import type { Sheet } from '../src/questionnaires/running.ts'
import { content } from './content.ts'
import { surveyContent } from './questionnaires/survey.ts'

test.each<[Language, string, number | null, string | null]>([
  ['vi', '150 trieu', 150e6, 'VND'], ['vi', '150 triệu đồng', 150e6, 'VND'], ['vi', '150tr', 150e6, 'VND'], ['vi', '1 triệu 500 nghìn', 1.5e6, 'VND'], ['vi', '150.000.000đ', 150e6, 'VND'],
  ['vi', '1,5 tỷ', 1.5e9, 'VND'], ['vi', 'khoảng 6.500 USD', 6500, 'USD'], ['vi', '7000 đô', 7000, 'USD'], ['vi', '7000 do', 7000, 'USD'], ['vi', '20 man', 200_000, 'JPY'], ['vi', '30 triệu yên', 30e6, 'JPY'],
  ['en', '8000 dollars', 8000, 'USD'], ['en', '8k usd', 8000, 'USD'], ['en', 'US$6,500', 6500, 'USD'], ['en', '1.2 million pesos', 1.2e6, 'PHP'], ['en', '1,200,000 yen', 1.2e6, 'JPY'], ['en', '1 200 000 jpy', 1.2e6, 'JPY'],
  ['ja', '20万円', 200_000, 'JPY'], ['ja', '２０まん', 200_000, 'JPY'], ['ja', '二十万円', 200_000, 'JPY'], ['ja', '20万5千円', 205_000, 'JPY'], ['ja', '¥200,000', 200_000, 'JPY'], ['ja', '三百万ドン', 3e6, 'VND'],
  ['id', '1,5 juta', 1.5e6, 'IDR'], ['id', 'Rp 50.000.000', 50e6, 'IDR'], ['id', 'Rp50jt', 50e6, 'IDR'], ['id', '35 juta rupiah', 35e6, 'IDR'], ['id', '500 ribu', 500_000, 'IDR'],
  ['my', '50 lakh kyat', 5e6, 'MMK'], ['my', 'သိန်း ၅၀', 5e6, 'MMK'], ['my', '၅၀ သိန်း', 5e6, 'MMK'], ['my', 'ကျပ် သိန်း ၄၀', 4e6, 'MMK'], ['my', '၃၅၀၀ ဒေါ်လာ', 3500, 'USD'],
  ['pt', 'R$ 8.000', 8000, 'BRL'], ['pt', '10 mil reais', 10_000, 'BRL'], ['pt', 'R$ 8.000,00', 8000, 'BRL'], ['es', '5 mil soles', 5000, 'PEN'], ['es', '1.500,50 dólares', 1501, 'USD'], ['es', '2 millones de yenes', 2e6, 'JPY'],
  ['zh', '3万元', 30_000, 'CNY'], ['zh', '三万块', 30_000, 'CNY'], ['zh', '20万日元', 200_000, 'JPY'], ['zh', '5000美元', 5000, 'USD'], ['zh', '4万人民币', 40_000, 'CNY'],
  ['tl', '80,000 piso', 80_000, 'PHP'], ['tl', '₱50,000', 50_000, 'PHP'], ['tl', '50 libo', 50_000, 'PHP'],
  ['en', 'nothing', 0, null], ['vi', 'không mất tiền', 0, null], ['ja', 'なし', 0, null],
])('%s %s', (language, said, value, currency) => {
  expect(amountIn(said, language)).toEqual({ value, currency, said })
})

test.each<[Language, string]>([
  ['vi', 'không nhớ'], ['en', '5000'], ['en', '100-150 man yen'], ['zh', '¥20000'], ['es', '20.000 pesos'], ['vi', '100 triệu và 2000 đô'], ['en', '3 times 2000 usd'], ['en', '1.2.3 million yen'], ['my', 'မမှတ်မိပါ'],
])('of %s “%s” nobody can tell how much of which money it is', (language, said) => {
  expect(amountIn(said, language)).toMatchObject({ value: null, said })
})

test('no text makes an amount that is no number, or one without a currency', () => {
  fc.assert(fc.property(fc.constantFrom(...LANGUAGES), fc.string({ unit: fc.constantFrom(...'0123456789.,  万千億まん円kmtrđ$¥元triệujutaသိန်း၁၂-/ '.split('')) }), (language, said) => {
    const { value, currency } = amountIn(said, language)
    expect(value === null || (Number.isFinite(value) && value >= 0 && (value === 0 || currency !== null))).toBe(true)
  }))
})

test.each([
  ['1 3 5', [1, 3, 5]], ['1,4', [1, 4]], ['１、３', [1, 3]], ['၁ ၅', [1, 5]], ['2と5', [2, 5]], ['1 và 3', [1, 3]], ['3番', [3]], ['(2)', [2]], ['16', [16]],
  ['I paid 3 times', null], ['', null], ['none', null], ['1-3', null],
])('numbers of “%s”', (text, numbers) => {
  expect(numbersIn(text)).toEqual(numbers)
})

const text = surveyContent()
const begun: Sheet = { id: 's', key: 'rooms', version: 1, place: 'where', answers: {} }
const after = (acts: readonly (readonly [string, Act])[]) => acts.reduce((sheet, [id, act]) => take(text, sheet, id, act).sheet, begun)
const choose = (choice: string): Act => ({ type: 'choose', choice })

test('a question that depends on another is asked of whom it is for, and what it no longer is for counts no more', () => {
  expect(after([['where', choose('flat')]]).place).toBe('liked')
  const dorm = after([['where', choose('dorm')]])
  expect([dorm.place, progressAt(text, dorm)]).toEqual(['people', { number: 2, of: 5 }])
  const changed = take(text, after([['where', choose('dorm')], ['people', { type: 'answer', answer: { number: 4 } }]]), 'where', choose('flat'))
  expect([changed.to, changed.sheet.place]).toEqual(['changed', 'liked'])
  const rest = [['liked', { type: 'answer', answer: { number: 3 } }], ['lacks', { type: 'done' }]] as const
  const last = rest.reduce((sheet, [id, act]) => take(text, sheet, id, act).sheet, changed.sheet)
  expect(take(text, last, 'else', { type: 'skip' })).toMatchObject({ to: 'end', dropped: ['people'] })
  // Somebody stands at the very question that is asked no more.
  expect(take(text, dorm, 'where', choose('flat')).sheet.place).toBe('liked')
})

test('an answer that does not fit changes nothing, and is never kept', () => {
  const sheet = after([['where', choose('dorm')]])
  for (const [id, act] of [['people', { type: 'answer', answer: { number: 31 } }], ['people', { type: 'answer', answer: { text: 'x' } }], ['people', choose('dorm')], ['gone', choose('x')], ['where', choose('gone')], ['lacks', { type: 'done' }]] as const) {
    expect(take(text, sheet, id, act)).toEqual({ to: 'passed', sheet, answers: {} })
  }
})

test('several are chosen one after another, taken back, and kept in the order in which they stand', () => {
  const at = after([['where', choose('flat')], ['liked', { type: 'skip' }]])
  const acts = [choose('light'), choose('heating'), choose('quiet'), choose('light')]
  const sheet = acts.reduce((so, act) => take(text, so, 'lacks', act).sheet, at)
  expect(sheet).toMatchObject({ place: 'lacks', answers: { lacks: { choices: ['heating', 'quiet'] } } })
  expect(take(text, sheet, 'lacks', { type: 'done' }).sheet.place).toBe('else')
  expect(take(text, at, 'lacks', { type: 'several', choices: ['light', 'heating'], final: true }).sheet).toMatchObject({ place: 'else', answers: { lacks: { choices: ['heating', 'light'] } } })
})

test('whatever somebody does, the sheet stands at a question that is asked of them, and only the end ends it', () => {
  const acts = fc.record({
    id: fc.constantFrom('where', 'people', 'liked', 'lacks', 'else', 'gone'),
    act: fc.constantFrom<Act>(choose('dorm'), choose('flat'), choose('light'), { type: 'skip' }, { type: 'back' }, { type: 'done' }, { type: 'show' }, { type: 'stop' }, { type: 'answer', answer: { number: 3 } }, { type: 'answer', answer: { text: 'a' } }),
  })
  fc.assert(fc.property(fc.array(acts, { maxLength: 30 }), (all) => {
    let sheet = begun
    for (const { id, act } of all) {
      const taken = take(text, sheet, id, act)
      if (taken.to === 'end') break
      sheet = taken.sheet
      expect(askedOf(text, sheet.answers).map((question) => question.id)).toContain(sheet.place)
    }
  }))
})

test('who began in time may finish within a day after the end; nobody begins before or after', () => {
  const times = { opensAt: '2026-11-01T00:00:00Z', closesAt: '2026-11-30T15:00:00Z' }
  expect(['2026-10-31T23:59:59Z', '2026-11-01T00:00:00Z', '2026-11-30T14:59:59Z', '2026-11-30T15:00:00Z'].map((at) => isOpenAt(times, at, false))).toEqual([false, true, true, false])
  expect(['2026-12-01T14:59:59Z', '2026-12-01T15:00:00Z'].map((at) => isOpenAt(times, at, true))).toEqual([true, false])
})

const check = content.questionnaires.get('self-check')?.versions.get(1)

test('the self-check asks the 13 questions with their 26 choices, each with the published Japanese, a level and an article', () => {
  const choices = check?.questions.flatMap((question) => (question.kind === 'many' ? question.choices : [])) ?? []
  expect([check?.questions.length, choices.length, check?.attribution]).toEqual([13, 26, expect.stringContaining('JP-MIRAI')])
  expect([...check?.questions ?? [], ...choices].filter(({ official }) => official === undefined)).toEqual([])
  expect(choices.filter(({ level, topic }) => level === undefined || topic === undefined)).toEqual([])
  expect(choices.map(({ id }) => id).toSorted().join(' ')).toContain('q11.1 q11.2 q11.3 q3.1 q3.10')
})

test('signs are counted once, however many answers point at them; who is kept apart is asked who sees the phone', () => {
  if (!check) throw new Error('no self-check')
  const overlap = meaningOf(check, { q3: { choices: ['q3.1', 'q3.11'] }, q11: { choices: ['q11.1', 'q11.2', 'q11.3'] } })
  expect([overlap.indicators, overlap.level, overlap.keptApart]).toEqual([['excessive_overtime', 'abusive_working_conditions'], 2, false])
  for (const one of ['q3.5', 'q3.6', 'q3.7', 'q3.12']) expect(meaningOf(check, { q3: { choices: [one] } })).toMatchObject({ keptApart: true, level: 3 })
  expect(meaningOf(check, { q1: { choices: [] }, q3: { skipped: true } })).toEqual({ indicators: [], topics: [], level: null, keptApart: false, choices: [] })
  expect(meaningOf(check, { q3: { choices: ['q3.14', 'q3.9'] } }).topics).toEqual(['labour.violence', 'labour.dormitory'])
})
