// The chain and the rota as pure rules: whom to ask next, who is on call, and when nobody is.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openSpans } from '../src/hours/timetable.ts'
import type { Timetable } from '../src/hours/timetable.ts'
import { isInner, postable } from '../src/notify/post.ts'
import { pageIn, pageToken } from '../src/desk/page-link.ts'
import { nextStep } from '../src/oncall/chain.ts'
import type { Asked } from '../src/oncall/chain.ts'
import { callOrder, uncovered } from '../src/oncall/rota.ts'
import type { Span } from '../src/oncall/rota.ts'
import { CHAIN } from '../src/oncall/settings.ts'
import { isOpen } from '../src/hours/timetable.ts'

const MINUTE = 60_000
const at = (minutes: number) => new Date(Date.UTC(2026, 10, 20, 18) + minutes * MINUTE)
const asked = (staff: string, minutes: number, failed = false): Asked => ({ staff, at: at(minutes), failed })
const story = { raisedAt: at(0), order: ['a', 'b', 'c'], everyone: ['a', 'b', 'c', 'd'] }

test.each([
  ['at once, the first', [], 0, ['a'], 5],
  ['while they may still answer, nobody', [asked('a', 0)], 3, [], 5],
  ['after five minutes, the next', [asked('a', 0)], 5, ['b'], 10],
  ['nobody waits for who cannot be reached', [asked('a', 0, true)], 0, ['b'], 5],
  ['the third after ten, and from fifteen on everybody', [asked('a', 0), asked('b', 5)], 10, ['c'], 15],
  ['everybody after fifteen', [asked('a', 0), asked('b', 5), asked('c', 10)], 15, ['a', 'b', 'c', 'd'], 20],
  ['and again every five minutes', [asked('a', 0), asked('a', 15), asked('d', 15)], 20, ['a', 'b', 'c', 'd'], 25],
  ['after a long silence of the machine, everybody', [asked('a', 0)], 60, ['a', 'b', 'c', 'd'], 65],
] as const)('%s', (_, before, minute, page, again) => {
  expect(nextStep({ ...story, asked: before }, CHAIN, at(minute))).toEqual({ page, again: at(again) })
})

test('with nobody on call, everybody is asked at once; with nobody at all, it is looked again', () => {
  expect(nextStep({ raisedAt: at(0), asked: [], order: [], everyone: ['d'] }, CHAIN, at(0))).toEqual({ page: ['d'], again: at(5) })
  expect(nextStep({ raisedAt: at(0), asked: [], order: [], everyone: [] }, CHAIN, at(0))).toEqual({ page: [], again: at(5) })
})

const people = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 5 })
const settings = fc.record({ next: fc.integer({ min: 1, max: 30 }), everyone: fc.integer({ min: 1, max: 60 }), again: fc.integer({ min: 1, max: 30 }) })

test('whoever falls silent, and however late it is looked: everybody was asked in time, and nobody earlier than their turn', () => {
  fc.assert(fc.property(people, people, settings, fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }), fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 30, maxLength: 30 }), (order, others, chain, fails, delays) => {
    const everyone = [...new Set([...order, ...others])]
    const rounds: Asked[] = []
    let now = at(0)
    for (let i = 0; i < 30; i++) {
      const step = nextStep({ raisedAt: at(0), asked: rounds, order, everyone }, chain, now)
      expect(step.again > now).toBe(true)
      // Nobody is left alone longer than until the next is due.
      expect(step.again.getTime() - now.getTime()).toBeLessThanOrEqual(Math.max(chain.next, chain.again) * MINUTE)
      if (now >= at(chain.everyone)) expect(new Set(step.page)).toEqual(new Set(everyone))
      const failed = fails[i] === true && step.page.length === 1
      rounds.push(...step.page.map((staff) => ({ staff, at: now, failed })))
      if (step.page.length === 1 && now < at(chain.everyone) && order.length > 1) expect(rounds.filter(({ staff }) => staff === step.page[0]).length).toBe(1)
      now = failed ? now : new Date(step.again.getTime() + (delays[i] ?? 0) * MINUTE)
    }
    expect(new Set(rounds.map(({ staff }) => staff))).toEqual(new Set(everyone))
  }), { numRuns: 500 })
})

describe('who is on call', () => {
  const shift = (id: string, staff: string, line: number, from: number, until: number) => ({ id, staff, line, startsAt: at(from), endsAt: at(until) })
  test('the first line before the second, who speaks the language before others, nobody twice, and nobody after their time', () => {
    const shifts = [shift('1', 'second', 2, 0, 60), shift('2', 'vietnamese', 1, 10, 60), shift('3', 'first', 1, 0, 60), shift('4', 'first', 2, 0, 60), shift('5', 'gone', 1, 0, 30)]
    expect(callOrder(shifts, (staff) => staff === 'vietnamese', at(30))).toEqual(['vietnamese', 'first', 'second'])
    expect(callOrder(shifts, () => false, at(29))).toEqual(['first', 'gone', 'vietnamese', 'second'])
    expect(callOrder(shifts, () => true, at(60))).toEqual([])
  })
})

const minute = fc.integer({ min: 0, max: 600 })
const spans = fc.array(fc.tuple(minute, minute).filter(([a, b]) => a < b), { maxLength: 8 }).map((pairs) => pairs.map(([from, until]): Span => ({ from: at(from), until: at(until) })))

test('what is not covered is exactly what no part covers, minute by minute', () => {
  fc.assert(fc.property(spans, (parts) => {
    const left = uncovered([{ from: at(0), until: at(600) }], parts)
    const within = (all: readonly Span[], moment: Date) => all.some(({ from, until }) => from <= moment && moment < until)
    for (let i = 0; i < 600; i += 7) expect(within(left, at(i))).toBe(!within(parts, at(i)))
  }), { numRuns: 300 })
})

test('the open spans of a timetable are open throughout, and between them it is closed, over midnight and the year too', () => {
  const table: Timetable = { 1: [['10:00', '18:00']], 4: [['22:00', '02:00'], ['09:00', '12:00']], holiday: [], '2026-12-31': [['23:00', '01:00']] }
  const [from, until] = [new Date('2026-12-28T11:30:00+09:00'), new Date('2027-01-09T00:00:00+09:00')]
  const open = openSpans(table, from, until)
  for (let time = from.getTime(); time < until.getTime(); time += 17 * MINUTE) {
    const moment = new Date(time)
    expect([moment.toISOString(), open.some((span) => span.from <= moment && moment < span.until)]).toEqual([moment.toISOString(), isOpen(table, moment)])
  }
})

describe('where a call may be posted', () => {
  test.each(['http://example.org/', 'https://127.0.0.1/', 'https://[::1]/', 'https://10.0.0.8/x', 'https://169.254.169.254/latest', 'https://[::ffff:10.0.0.1]/', 'https://[fd00::1]/', 'https://user:secret@example.org/', 'ftp://example.org/', 'nonsense'])('not %s', (address) => {
    expect(postable(address, false)).toBeNull()
  })
  test.each(['https://example.org/hook?x=1', 'https://8.8.8.8/', 'https://[2606:4700::1111]/'])('but %s', (address) => { expect(postable(address, false)?.href).toBe(address) })
  test.each([['127.0.0.1', true], ['172.31.255.255', true], ['172.32.0.0', false], ['::ffff:127.0.0.1', true], ['::ffff:7f00:1', true], ['100.64.0.1', true], ['2002:7f00:1::', true], ['2606:4700::1', false]])('%s is inner: %s', (address, inner) => { expect(isInner(address)).toBe(inner) })
})

describe('the link of a page', () => {
  const page = '018f0000-0000-7000-8000-000000000001'
  const token = pageToken('key', page, at(0))
  test('names the page, for a day', () => {
    expect(pageIn('key', token, at(60))).toEqual({ page, expired: false })
    expect(pageIn('key', token, at(24 * 60 + 1))).toEqual({ page, expired: true })
    expect(pageToken('key', page, at(0))).toBe(token)
  })
  test('is nobody else\'s: with any sign changed, another key, or another spelling it is none', () => {
    for (let i = 0; i < token.length; i++) expect(pageIn('key', token.slice(0, i) + (token[i] === 'A' ? 'B' : 'A') + token.slice(i + 1), at(1))).toBeNull()
    for (const other of ['', 'x', `${token}A`, `${token}=`, token.slice(1)]) expect(pageIn('key', other, at(1))).toBeNull()
    expect(pageIn('another key', token, at(1))).toBeNull()
  })
})
