// What is pure about people: fields, how near the end of a stay is, what two files have in common, and the terms of two who are one.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mayReach } from '../src/contact/may-reach.ts'
import { strictest } from '../src/contact/strictest.ts'
import { termsOf } from '../src/contact/terms.ts'
import { both } from '../src/hours/both.ts'
import { isOpen } from '../src/hours/timetable.ts'
import { LANGUAGES } from '../src/knowledge/languages.ts'
import type { Language } from '../src/knowledge/languages.ts'
import { AGE_GROUPS, INDUSTRIES, INTERPRETERS, LIVINGS, readFact, SPOKEN, STATUSES_OF_RESIDENCE } from '../src/people/facts.ts'
import type { FactName } from '../src/people/facts.ts'
import { isProof, matching } from '../src/people/matching.ts'
import { daysLeft, stayEnds } from '../src/people/stay.ts'
import { factWords } from '../src/server/copy-link/fact-words.ts'
import { content } from './content.ts'

test('a field holds what it is for, and nothing else', () => {
  expect([readFact('company', '株式会社丸山'), readFact('company', '  maru-1 ')]).toEqual([null, 'MARU-1'])
  expect([readFact('nationality', 'vn'), readFact('nationality', 'VN')]).toEqual([null, 'VN'])
  expect([readFact('since', '2023-13'), readFact('since', '2023')]).toEqual([null, '2023'])
  expect([readFact('place', { prefecture: 48, municipality: '' }), readFact('household', { living: null, children: null }), readFact('languages', { speaks: [], reads: [] })]).toEqual([null, null, null])
  expect(readFact('languages', { speaks: ['my', 'ja', 'my'], reads: [] })).toEqual({ speaks: ['ja', 'my'], reads: [] })
  expect([readFact('callName', '   '), readFact('callName', 'မောင်'), readFact('residence', { status: 'student', until: '2026-02-30' })]).toEqual([null, 'မောင်', null])
})

test.each([
  ['2026-11-20', 'over'], ['2026-11-21', 'week'], ['2026-11-28', 'week'], ['2026-11-29', 'month'], ['2026-12-21', 'month'], ['2026-12-22', 'quarter'], ['2027-02-21', 'quarter'], ['2027-02-22', null],
])('on 21 November 2026 a stay until %s ends: %s', (until, ends) => { expect(stayEnds(until, '2026-11-21')).toBe(ends) })

test('months end where they end, and days are counted over the year', () => {
  expect([stayEnds('2027-02-28', '2026-11-30'), stayEnds('2027-03-01', '2026-11-30'), stayEnds('2027-01-31', '2026-12-31'), daysLeft('2027-01-01', '2026-12-31')]).toEqual(['quarter', null, 'month', 1])
})

test('two common facts prove nothing; a telling one and another may be asked about', () => {
  const alike = matching({ nationality: '"VN"', company: '"MARU"', work: '"ＷＥＬＤＩＮＧ "', ageGroup: '"20s"' }, { nationality: '"VN"', company: '"OTHER"', work: '"welding"', since: '"2023"' })
  expect(alike).toEqual(['nationality', 'work'])
  expect([isProof(alike), isProof(['nationality', 'ageGroup']), isProof(['work', 'work']), isProof([])]).toEqual([true, false, false, false])
})

const time = fc.nat(47).map((half) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 ? '30' : '00'}`)
const spans = fc.array(fc.tuple(time, time).filter(([from, until]) => from !== until), { maxLength: 2 })
const key = fc.constantFrom('1', '2', '3', '4', '5', '6', '7', 'holiday', '2026-11-23', '2026-11-24')
const table = fc.dictionary(key, spans, { maxKeys: 4 })
const moment = fc.integer({ min: 0, max: 20 * 48 }).map((half) => new Date(Date.UTC(2026, 10, 15) + half * 1_800_000))

test('two timetables together are open only when each of them is', () => {
  fc.assert(fc.property(table, table, moment, (a, b, at) => { if (isOpen(both(a, b), at)) expect([isOpen(a, at), isOpen(b, at)]).toEqual([true, true]) }), { numRuns: 2_000 })
  const plain = fc.dictionary(fc.constantFrom('1', '3', '5'), spans, { maxKeys: 3 })
  fc.assert(fc.property(plain, plain, moment, (a, b, at) => { expect(isOpen(both(a, b), at)).toBe(isOpen(a, at) && isOpen(b, at)) }), { numRuns: 2_000 })
})

const CHANNELS = ['line', 'messenger', 'webchat']
const terms = fc.record({ begin: fc.boolean(), channels: fc.subarray(CHANNELS), hours: fc.option(fc.constant({ 2: [['10:00', '12:00']] })), neutral: fc.boolean(), watched: fc.boolean() }, { requiredKeys: [] })
const side = fc.record({ kept: fc.option(terms), channels: fc.subarray(CHANNELS, { minLength: 1 }) })
const silent = { heardAt: null, owed: false, answerFrom: null }
const word = (digest: string) => ({ salt: 's', digest })

test('we never begin with two who are one where either of them ruled it out, or where nobody allowed it', () => {
  fc.assert(fc.property(side, side, fc.constantFrom(...CHANNELS), moment, (a, b, channel, at) => {
    const joined = termsOf(strictest(a, b))
    if (mayReach(joined, at, silent, channel).type === 'no') return
    const said = [a, b].filter(({ kept }) => kept?.begin !== undefined)
    expect(said.length).toBeGreaterThan(0)
    for (const one of said) expect(['now', 'later']).toContain(mayReach(termsOf(one.kept), at, silent, channel).type)
    expect(said.some(({ kept, channels }) => kept?.channels?.includes(channel) || ((kept?.channels ?? []).length === 0 && channels.includes(channel)))).toBe(true)
  }), { numRuns: 1_000 })
  fc.assert(fc.property(side, side, (a, b) => {
    const joined = termsOf(strictest(a, b))
    expect([joined.watched, joined.neutral]).toEqual([termsOf(a.kept).watched || termsOf(b.kept).watched, [a, b].some(({ kept }) => kept?.neutral !== false)])
  }))
})

test('no word that ends everything is forgotten, and nobody said anything stays so', () => {
  expect(strictest({ kept: { exitWord: word('a') }, channels: [] }, { kept: { exitWord: word('b'), otherExitWords: [word('c')], safeWord: word('d') }, channels: [] }))
    .toEqual({ exitWord: word('a'), otherExitWords: [word('b'), word('c')], safeWord: word('d') })
  expect(strictest({ kept: null, channels: ['line'] }, { kept: null, channels: [] })).toBeNull()
})

test('a copy for the person says what was noted in words of their language, for every code there is', () => {
  const of = (field: FactName, values: readonly unknown[]) => values.map((value) => ({ field, value: JSON.stringify(value), at: new Date(0) }))
  const facts = [
    ...of('residence', STATUSES_OF_RESIDENCE.map((status) => ({ status, until: '2027-03-01' }))), ...of('industry', INDUSTRIES), ...of('preferred', SPOKEN), ...of('ageGroup', AGE_GROUPS), ...of('interpreter', INTERPRETERS),
    ...of('household', LIVINGS.map((living) => ({ living, children: 2 }))), ...of('place', [{ prefecture: 47, municipality: '' }]), ...of('languages', [{ speaks: SPOKEN, reads: [] }]), ...of('nationality', ['MM']), ...of('since', ['2024-04']),
  ]
  const pageIn = (language: Language) => ({ language, say: (name: string, values?: Readonly<Record<string, string>>) => content.words(language, name, values), nameOf: String })
  for (const language of LANGUAGES) {
    const said = facts.map((fact) => [fact.value, factWords(fact, pageIn(language))] as const)
    expect([language, said.filter(([, words]) => /[a-z]+[A-Z1-9]|mydata|undefined|[{}"]|^[a-z]{2}$|^[A-Z]{2}$|2027-03|2024-04/.test(words) && !/^(IT|TI)$/.test(words))]).toEqual([language, []])
  }
  const vietnamese = pageIn('vi')
  expect(of('residence', [{ status: 'specifiedSkilled1', until: null }]).map((fact) => factWords(fact, vietnamese))).toEqual(['Kỹ năng đặc định số 1'])
  expect([...of('callName', ['Ko Aung']), ...of('industry', ['whaling'])].map((fact) => factWords(fact, vietnamese))).toEqual(['Ko Aung', 'whaling'])
})
