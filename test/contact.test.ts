// Whether a person may be written to now, the words that end everything, and the words that only their person knows.
import EXITS from '../flows/exit.json' with { type: 'json' }
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exitIn } from '../src/contact/exit-word.ts'
import { mayBeStranger, mayReach, SILENCE_HOURS, STRANGER_DAYS } from '../src/contact/may-reach.ts'
import type { Exchange } from '../src/contact/may-reach.ts'
import { HIDDEN, isFit, isSame, kept } from '../src/contact/secret-word.ts'
import { DEFAULT_TERMS, termsOf, USUAL_TIMES } from '../src/contact/terms.ts'
import type { ContactTerms } from '../src/contact/terms.ts'
import { takeTurn, NEW_CONVERSATION } from '../src/gateway/turn.ts'
import type { ConversationState, Given } from '../src/gateway/turn.ts'
import { DESK_HOURS, isOpen } from '../src/hours/timetable.ts'
import { LANGUAGES } from '../src/knowledge/languages.ts'
import { line } from '../channels/line/index.ts'
import { content, words } from './content.ts'

const jst = (text: string) => new Date(`${text}+09:00`)
const HOUR = 3_600_000
const now = jst('2026-12-31T23:59')
const ago = (hours: number) => new Date(now.getTime() - hours * HOUR)
const silent: Exchange = { heardAt: ago(30), owed: false, answerFrom: null }
const allowed: ContactTerms = { ...DEFAULT_TERMS, begin: true }

describe('may we write?', () => {
  test.each<[string, Partial<ContactTerms>, Partial<Exchange>, unknown]>([
    ['nobody who said nothing is written to first', {}, {}, { type: 'no', reason: 'never' }],
    ['nor somebody who was never heard', {}, { heardAt: null }, { type: 'no', reason: 'never' }],
    ['who wrote just now is answered', {}, { heardAt: ago(0) }, { type: 'now', neutral: false }],
    ['for twelve hours', {}, { heardAt: ago(SILENCE_HOURS) }, { type: 'now', neutral: false }],
    ['and no longer', {}, { heardAt: ago(SILENCE_HOURS + 0.001) }, { type: 'no', reason: 'never' }],
    ['who still waits is answered late', {}, { owed: true }, { type: 'now', neutral: false }],
    ['and to the end', {}, { answerFrom: ago(2) }, { type: 'now', neutral: false }],
    ['late answers keep to the hours they named', { begin: true, hours: USUAL_TIMES.evening }, { owed: true }, { type: 'later', at: jst('2027-01-01T18:00'), neutral: false }],
    ['who is watched is answered late by a neutral line', { watched: true }, { owed: true }, { type: 'now', neutral: true }],
    ['what is allowed begins with a neutral line', { begin: true }, {}, { type: 'now', neutral: true }],
    ['or openly, where they said so', { begin: true, neutral: false }, {}, { type: 'now', neutral: false }],
    ['but never openly to who is watched', { begin: true, neutral: false, watched: true }, {}, { type: 'now', neutral: true }],
    ['in the new year when the hours begin', { begin: true, hours: USUAL_TIMES.day }, {}, { type: 'later', at: jst('2027-01-01T08:00'), neutral: true }],
    ['on another channel not', { begin: true, channels: ['messenger'] }, {}, { type: 'no', reason: 'channel' }],
    ['on one of theirs', { begin: true, channels: ['messenger', 'line'] }, {}, { type: 'now', neutral: true }],
    ['hours that never come are none', { begin: true, hours: {} }, {}, { type: 'no', reason: 'hours' }],
  ])('%s', (_, terms, exchange, expected) => {
    expect(mayReach({ ...DEFAULT_TERMS, ...terms }, now, { ...silent, ...exchange }, 'line')).toEqual(expected)
  })
})

const minute = fc.integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2030, 11, 31) / 60_000 }).map((minutes) => new Date(minutes * 60_000))
const clock = fc.integer({ min: 0, max: 1439 }).map((at) => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`)
const hours = fc.option(fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5', '6', '7', 'holiday', '2027-01-01'), fc.array(fc.tuple(clock, clock), { maxLength: 2 }), { maxKeys: 7 }))
const terms: fc.Arbitrary<ContactTerms> = fc.record({
  begin: fc.boolean(), channels: fc.subarray(['line', 'messenger', 'email']), hours, neutral: fc.boolean(), watched: fc.boolean(), news: fc.boolean(), exitWord: fc.constant(null), otherExitWords: fc.constant([]), safeWord: fc.constant(null),
})
const exchanges = fc.record({ ago: fc.option(fc.integer({ min: 0, max: 60 * 24 * 40 })), owed: fc.boolean(), late: fc.option(fc.integer({ min: 0, max: 60 * 24 })) })
const at = (moment: Date, minutes: number | null) => (minutes === null ? null : new Date(moment.getTime() - minutes * 60_000))

test('at any time, on any terms: nothing begins that was not allowed, and nothing goes outside the hours', () => {
  fc.assert(fc.property(terms, minute, exchanges, fc.constantFrom('line', 'messenger', 'webchat'), (one, moment, { ago: heard, owed, late }, channel) => {
    const answers = [heard, late].some((minutes) => minutes !== null && minutes <= SILENCE_HOURS * 60)
    const reach = mayReach(one, moment, { heardAt: at(moment, heard), owed, answerFrom: at(moment, late) }, channel)
    const allowsIt = owed || (one.begin && (one.channels.length === 0 || one.channels.includes(channel)))
    if (answers) expect(reach).toEqual({ type: 'now', neutral: false })
    else if (!allowsIt) expect(reach.type).toBe('no')
    else if (reach.type === 'no') expect(reach.reason).toBe('hours')
    else {
      const goes = reach.type === 'now' ? moment : reach.at
      expect(goes >= moment).toBe(true)
      if (one.hours !== null) expect(isOpen(one.hours, goes)).toBe(true)
      expect(reach.neutral).toBe(one.watched || (one.neutral && !owed))
      // Waiting until then is enough: nothing but the hours kept it back.
      expect(mayReach(one, goes, { heardAt: at(moment, heard), owed, answerFrom: null }, channel)).toEqual({ type: 'now', neutral: reach.neutral })
    }
  }), { numRuns: 2_000 })
})

test('somebody else may hold the phone only after two weeks of silence, and only where that is dangerous', () => {
  const days = (count: number) => ago(count * 24)
  const watched = { ...DEFAULT_TERMS, watched: true }
  expect(mayBeStranger(DEFAULT_TERMS, false, days(100), now)).toBe(false)
  expect(mayBeStranger(watched, false, null, now)).toBe(false)
  expect([mayBeStranger(watched, false, days(STRANGER_DAYS), now), mayBeStranger(watched, false, days(STRANGER_DAYS + 0.01), now)]).toEqual([false, true])
  expect(mayBeStranger(DEFAULT_TERMS, true, days(15), now)).toBe(true)
})

test('terms that were never said are the careful ones, whatever was kept', () => {
  for (const nothing of [null, undefined, {}, 'x', { begin: 'yes' }, { hours: 3 }]) expect(termsOf(nothing)).toEqual(DEFAULT_TERMS)
  expect(termsOf({ watched: true })).toEqual({ ...DEFAULT_TERMS, watched: true })
  expect(termsOf({ ...allowed, hours: USUAL_TIMES.sunday })).toEqual({ ...allowed, hours: USUAL_TIMES.sunday })
})

describe('words that only their person knows', () => {
  test('are known again on another keyboard, and nothing else is', () => {
    const word = kept('Mango Ｖerde', 'salt')
    expect(JSON.stringify(word).toLowerCase()).not.toContain('mango')
    for (const typed of ['mango verde', ' MANGO   VERDE ', 'Mango Ｖerde']) expect(isSame(typed, word)).toBe(true)
    for (const typed of ['mango', 'mango verde!', 'mangoverde', '', 'mango\nverde', 'x'.repeat(500)]) expect(isSame(typed, word)).toBe(false)
    expect(isSame('mango verde', null)).toBe(false)
    expect(kept('mango verde', 'other').digest).not.toBe(word.digest)
    for (const broken of ['', 'AAAA']) expect(isSame('mango verde', { salt: 'salt', digest: broken })).toBe(false)
  })
  test('are neither one letter nor a sentence', () => {
    expect(['ab', '', '   ', 'x'.repeat(31), 'a\nbc'].map(isFit)).toEqual([false, false, false, false, false])
    expect(['abc', 'ကြက်တူ', '合言葉', 'x'.repeat(30)].map(isFit)).toEqual([true, true, true, true])
  })
})

const given: Given = { content, channel: 'line', capabilities: line.capabilities, newCode: '482913067', proof: null, joined: false, hours: () => DESK_HOURS }
const says = (text: string, state: ConversationState = NEW_CONVERSATION) => takeTurn(state, {
  id: 'e', person: 'p', at: now.toISOString(), redelivered: false, type: 'message', message: 'm', content: { type: 'text', text },
}, given)

test('no exit word raises an alarm by itself, and none is answered', () => {
  const all: readonly string[] = Object.values(EXITS).flat()
  expect(all.length).toBeGreaterThanOrEqual(LANGUAGES.length)
  for (const word of all) expect([word, says(word)]).toMatchObject([word, { state: { danger: null, leftAt: now.toISOString() }, effects: [{ type: 'log', danger: null, text: word }, { type: 'leave' }] }])
})

describe.each(LANGUAGES)('the exit word in %s', (language) => {
  const told = /[“「]([^”」]+)[”」](?=[^“「]*$)/.exec(words(language, 'reach.ask'))?.[1] ?? ''
  test('is the one the worker is told of, in the greeting and where they say how they may be reached', () => {
    expect(content.exitWords.has(told)).toBe(true)
    expect(words(language, 'welcome.promise')).toContain(told)
  })
  test('is the label of no button', () => {
    const labels = Object.keys(content.flow.nodes).flatMap((name) => {
      const node = content.flow.nodes[name]
      return node?.type === 'ask' ? node.choices.flatMap((choice) => ('label' in choice ? [words(language, choice.label)] : [])) : []
    })
    expect(labels.filter((label) => content.exitWords.has(label))).toEqual([])
  })
  test('counts with any case, width and stop, and not inside a sentence', () => {
    for (const typed of [told, `${told}.`, ` ${told.toUpperCase()} `, `${told}！`]) expect(exitIn(typed, content.exitWords, DEFAULT_TERMS)).toBe('common')
    for (const typed of [`${told} ${told}`, `x ${told}`, `${told} ၁`, 'hello', '10', '']) expect(exitIn(typed, content.exitWords, DEFAULT_TERMS)).toBeNull()
  })
})

test('danger in the word itself is told to staff, and nobody answers on the phone', () => {
  const state = { ...NEW_CONVERSATION, language: 'en' as const, contact: { ...DEFAULT_TERMS, exitWord: kept('i want to die', 'salt') } }
  const { state: after, effects } = says('I want to die', state)
  expect(after).toMatchObject({ leftAt: now.toISOString(), danger: { kind: 'suicide' }, handling: 'bot', session: null })
  expect(effects).toMatchObject([{ type: 'log', text: HIDDEN, hidden: true, danger: { kind: 'suicide' } }, { type: 'leave' }, { type: 'raise', level: 'S5' }])
})
