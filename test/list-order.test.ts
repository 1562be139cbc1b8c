// The list without a desk: its order and pages, addresses of filters, the order of views, and until when something is put off.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filterOf, isSame, OPEN, OWNERS, queryOf, SHOWS, TURNS } from '../src/list/filter.ts'
import { appended, compare, renewed } from '../src/list/order.ts'
import { untilOf } from '../src/list/snooze.ts'
import { inOrder, moved, STANDARD_VIEWS } from '../src/list/views.ts'

const row = (id: string, ...place: number[]) => ({ id, place })
const ids = (page: { readonly rows: readonly { readonly id: string }[] }) => page.rows.map(({ id }) => id)

describe('order', () => {
  test('danger first, then who waits longest, then the latest; equals by their id', () => {
    const rows = [row('d', 0, 5, -9), row('c', 0, 5, -9), row('b', 0, 3, -1), row('a', -20, 9e15, -1), row('e', 0, 5, -10)]
    expect(rows.toSorted(compare).map(({ id }) => id)).toEqual(['a', 'b', 'e', 'c', 'd'])
  })

  test('a row that now belongs behind the end of what was asked for is left out, in a whole list it goes to its place', () => {
    const rows = [row('a', 1), row('b', 2), row('c', 3)]
    expect(ids(renewed({ rows, whole: false }, new Set(['a']), [row('a', 9)]))).toEqual(['b', 'c'])
    expect(ids(renewed({ rows, whole: true }, new Set(['a']), [row('a', 9)]))).toEqual(['b', 'c', 'a'])
    expect(ids(renewed({ rows, whole: true }, new Set(['b']), []))).toEqual(['a', 'c'])
    expect(ids(renewed({ rows: [], whole: false }, new Set(['b']), [row('b', 1)]))).toEqual([])
  })

  test('a page that comes after a row has moved holds it once', () => {
    expect(ids(appended({ rows: [row('a', 1), row('b', 2)], whole: false }, { rows: [row('a', 3), row('c', 4)], whole: true }))).toEqual(['b', 'a', 'c'])
  })

  test('whatever changes, what is shown of a whole list is what asking for all of it would show', () => {
    const places = fc.uniqueArray(fc.record({ id: fc.stringMatching(/^[a-f]{2}$/), place: fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: 0, max: 5 })) }), { selector: ({ id }) => id, maxLength: 12 })
    fc.assert(fc.property(places, places, (before, changes) => {
      const after = new Map([...before, ...changes].map((one) => [one.id, one]))
      expect(renewed({ rows: before.toSorted(compare), whole: true }, new Set(changes.map(({ id }) => id)), changes).rows).toEqual([...after.values()].toSorted(compare))
    }), { numRuns: 60 })
  })
})

describe('filter', () => {
  test('an address that nobody understands shows the usual list', () => {
    expect(filterOf(new URLSearchParams('show=everything&owner=%27&language=../x&theme=A'))).toEqual(OPEN)
    expect(queryOf(OPEN)).toBe('')
  })

  test('every filter comes back from its address', () => {
    const code = fc.constantFrom(null, 'vi', 'line', 'labour')
    fc.assert(fc.property(fc.record({ show: fc.constantFrom(...SHOWS), owner: fc.constantFrom(null, ...OWNERS), turn: fc.constantFrom(null, ...TURNS), language: code, channel: code, theme: code }), (filter) => {
      expect(filterOf(new URLSearchParams(queryOf(filter)))).toEqual(filter)
      expect(isSame(filter, { ...filter })).toBe(true)
    }), { numRuns: 60 })
  })
})

test('views: one\'s own order first, what it does not name after it; moving stops at the ends', () => {
  expect(inOrder(STANDARD_VIEWS, ['all', 'gone', 'mine']).map(({ id }) => id)).toEqual(['all', 'mine', 'open', 'nobody', 'theirs', 'snoozed'])
  expect([moved(['a', 'b', 'c'], 'c', -1), moved(['a', 'b'], 'a', -1), moved(['a', 'b'], 'b', 1), moved(['a'], 'x', 1)]).toEqual([['a', 'c', 'b'], ['a', 'b'], ['a', 'b'], ['a']])
})

describe('putting off, by Japan\'s clock', () => {
  const until = (preset: Parameters<typeof untilOf>[0], now: string) => { const at = untilOf(preset, Date.parse(now)); return at === null ? null : new Date(at).toISOString() }
  test.each([
    ['hour', '2026-12-31T14:59:00Z', '2026-12-31T15:59:00.000Z'],
    // 23:59 on 31 December in Japan
    ['tomorrow', '2026-12-31T14:59:00Z', '2027-01-01T00:00:00.000Z'],
    ['tomorrow', '2026-12-31T15:00:00Z', '2027-01-02T00:00:00.000Z'],
    ['evening', '2026-12-31T08:59:00Z', '2026-12-31T09:00:00.000Z'],
    ['evening', '2026-12-31T09:00:00Z', null],
    // a Monday, a Sunday just before and just after midnight in Japan
    ['monday', '2026-11-23T03:00:00Z', '2026-11-30T00:00:00.000Z'],
    ['monday', '2026-11-22T14:59:00Z', '2026-11-23T00:00:00.000Z'],
    ['monday', '2026-11-22T15:00:00Z', '2026-11-30T00:00:00.000Z'],
  ] as const)('%s at %s', (preset, now, expected) => expect(until(preset, now)).toBe(expected))
})
