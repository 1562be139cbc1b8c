// When the desk is open: in Japan's time on any server, on holidays, over midnight and over the year's end; and what a worker is told.
import holidayJp from '@holiday-jp/holiday_jp'
import fc from 'fast-check'
import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import { ranked } from '../src/desk/assign.ts'
import { DeskHours, tableFor } from '../src/gateway/hours.ts'
import { DESK_HOURS, isOpen, nextOpening } from '../src/hours/timetable.ts'
import type { Timetable } from '../src/hours/timetable.ts'
import { LANGUAGES } from '../src/knowledge/languages.ts'
import type { HoursView } from '../src/server/api/staff.ts'
import type { Candidate } from '../src/store/assignment.ts'
import { eventually, openDesk, signIn } from './desk.ts'
import { lineUser, startLine } from './platforms/line.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0)) await end() })

const jst = (text: string) => new Date(`${text}+09:00`)

describe('as the desk is open by itself', () => {
  test.each([
    ['2026-11-24T10:00', true, 'a Tuesday morning'], ['2026-11-24T09:59', false, 'a minute before'], ['2026-11-24T17:59', true, 'the last minute'],
    ['2026-11-24T18:00', false, 'the first minute after'], ['2026-11-28T12:00', true, 'a Saturday'], ['2026-11-29T12:00', false, 'a Sunday'],
    ['2026-11-23T12:00', false, 'a holiday on a Monday'], ['2026-05-06T12:00', false, 'a substitute holiday'], ['2026-09-22T12:00', false, 'a day between two holidays'],
    ['2026-12-31T23:59', false, 'the last minute of a year'], ['2027-01-01T12:00', false, 'New Year\'s Day'], ['2027-01-02T10:00', true, 'the day after it'],
  ])('%s is %s: %s', (time, open) => { expect(isOpen(DESK_HOURS, jst(time))).toBe(open) })

  test.each([
    ['2026-11-24T12:00', '2026-11-24T12:00'], ['2026-11-24T18:00', '2026-11-25T10:00'], ['2026-11-21T18:00', '2026-11-24T10:00'],
    ['2026-12-31T23:59', '2027-01-02T10:00'], ['2026-05-02T18:00', '2026-05-07T10:00'],
  ])('from %s it is open again at %s', (time, next) => { expect(nextOpening(DESK_HOURS, jst(time))).toEqual(jst(next)) })
})

describe('several spans, nights and single days', () => {
  const table: Timetable = { 7: [['22:00', '02:00']], 3: [['09:00', '12:00'], ['13:00', '24:00']], '2026-11-25': [], '2026-11-26': [['08:00', '09:00']], holiday: [['12:00', '13:00']] }
  test.each([
    ['2026-11-29T21:59', false], ['2026-11-29T22:00', true], ['2026-11-30T01:59', true], ['2026-11-30T02:00', false],
    ['2026-12-02T12:30', false], ['2026-12-02T23:59', true], ['2026-12-03T00:00', false],
    ['2026-11-25T10:00', false], ['2026-11-26T08:30', true], ['2026-11-23T12:30', true], ['2026-11-23T11:00', false],
  ])('%s is %s', (time, open) => { expect(isOpen(table, jst(time))).toBe(open) })
  test('a desk that never opens says so', () => { expect(nextOpening({}, jst('2026-11-24T12:00'))).toBeNull() })
})

const minute = fc.integer({ min: 0, max: 1439 })
const time = (at: number) => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
const spans = fc.array(fc.tuple(minute, minute).filter(([from, until]) => from !== until).map(([from, until]): [string, string] => [time(from), time(until)]), { maxLength: 3 })
const tables: fc.Arbitrary<Timetable> = fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5', '6', '7', 'holiday', '2026-12-31', '2027-01-01', '2028-02-29'), spans, { maxKeys: 9 })
const moments = fc.oneof(
  fc.integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2030, 11, 31) / 60_000 }),
  fc.tuple(fc.constantFrom('2026-12-31', '2027-01-01', '2026-05-06', '2028-02-29', '2030-12-31', '2026-09-22'), minute).map(([day, at]) => Date.parse(`${day}T${time(at)}:00+09:00`) / 60_000),
).map((minutes) => new Date(minutes * 60_000))

/** Another way of knowing: the spans of yesterday and today, compared as clocks on a wall in Japan. */
function opensByTheWall(table: Timetable, at: Date): boolean {
  const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo', dateStyle: 'short', timeStyle: 'short' })
  const [day = '', clock = ''] = wall.format(at).split(' ')
  const [before = ''] = wall.format(new Date(at.getTime() - 86_400_000)).split(' ')
  const of = (date: string) => table[date] ?? (date in holidayJp.holidays && table['holiday'] ? table['holiday'] : table[String(new Date(date).getUTCDay() || 7)] ?? [])
  return of(day).some(([from, until]) => from <= clock && (until <= from || clock < until)) || of(before).some(([from, until]) => until <= from && clock < until)
}

test('at any minute of 2026 to 2030, with any timetable, it is open when clocks on the wall say so', () => {
  fc.assert(fc.property(tables, moments, (table, at) => {
    expect(isOpen(table, at)).toBe(opensByTheWall(table, at))
  }), { numRuns: 3_000 })
})

const own = fc.record(Object.fromEntries(LANGUAGES.map((language) => [language, fc.option(tables)])))

test('each language has its own timetable or the usual one, and its next opening is of that one', () => {
  fc.assert(fc.property(tables, own, moments, (usual, byLanguage, at) => {
    const languages = Object.fromEntries(Object.entries(byLanguage).filter(([, table]) => table !== null))
    const hours = DeskHours.parse({ usual, languages })
    for (const language of LANGUAGES) {
      const table = tableFor(hours, language)
      expect(table).toEqual(byLanguage[language] ?? usual)
      expect(isOpen(table, at)).toBe(opensByTheWall(table, at))
    }
  }), { numRuns: 300 })
})

test('wherever the server stands, it is open at the same moments', () => {
  const before = process.env['TZ']
  onTestFinished(() => { if (before === undefined) delete process.env['TZ']; else process.env['TZ'] = before })
  fc.assert(fc.property(tables, moments, (table, at) => {
    const seen = ['UTC', 'Asia/Tokyo', 'America/Los_Angeles', 'Pacific/Kiritimati'].map((zone) => {
      process.env['TZ'] = zone
      return JSON.stringify([isOpen(table, at), nextOpening(table, at), opensByTheWall(table, at)])
    })
    expect(new Set(seen).size).toBe(1)
  }), { numRuns: 200 })
})

test('a colleague\'s single days win over their week and over the desk\'s: leave, and a Sunday they work', () => {
  const colleague = (id: string, hours: Candidate['hours']): Candidate => ({ id, name: id, present: false, speaks: true, open: 0, away: false, hours })
  const week: NonNullable<Candidate['hours']> = { 1: [['10:00', '18:00']], 2: [['10:00', '18:00']] }
  const working = (at: string, usual: Timetable = DESK_HOURS) => ranked([colleague('as the desk', null), colleague('on leave', { ...week, '2026-11-24': [] }), colleague('on Sunday', { ...week, '2026-11-29': [['13:00', '15:00']] })], usual, jst(at))
    .filter((one) => one.working).map(({ id }) => id).toSorted()
  expect(working('2026-11-24T12:00')).toEqual(['as the desk', 'on Sunday'])
  expect(working('2026-11-29T14:00')).toEqual(['on Sunday'])
  expect(working('2026-11-29T14:00', { 7: [['13:00', '17:00']] })).toEqual(['as the desk', 'on Sunday'])
  // A timetable of one's own that says nothing of holidays works on them.
  expect(working('2026-11-23T12:00')).toEqual(['on Sunday', 'on leave'])
})

test('the next opening is open, was not before, and nothing opens in between', () => {
  fc.assert(fc.property(tables, moments, (table, at) => {
    const next = nextOpening(table, at)
    if (!next) return
    expect(isOpen(table, next)).toBe(true)
    expect(next >= at).toBe(true)
    if (isOpen(table, at)) {
      expect(next).toEqual(at)
      return
    }
    expect(isOpen(table, new Date(next.getTime() - 60_000))).toBe(false)
    for (let i = 1; i < 20; i++) {
      const between = new Date(at.getTime() + Math.floor((next.getTime() - at.getTime()) * i / 20 / 60_000) * 60_000)
      if (between < next) expect(isOpen(table, between)).toBe(false)
    }
  }), { numRuns: 1_000 })
})

test('hours set in the desk are what the next worker is told, in their language, without a restart', async () => {
  const line = await startLine()
  const desk = await openDesk({ LINE_CHANNEL_SECRET: 's', LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url })
  ending.push(() => desk.stop(), () => line.close())
  const staff = await signIn(desk)
  const set = (body: object) => staff('/api/hours', body, {}, 'PATCH')
  expect((await set({ usual: { 1: [['25:00', '18:00']] }, languages: {} })).status).toBe(400)
  expect((await set({ usual: {}, languages: { vi: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [['00:00', '24:00']]])) } })).status).toBe(200)
  const view = await (await staff('/api/hours')).json() as HoursView
  expect([view.now['vi']?.open, view.now['my']]).toEqual([true, { open: false, next: null }])
  const said = (user: string) => JSON.stringify(line.sent.filter(({ to }) => to === user).map(({ messages }) => messages))
  const asks = async (name: string, hello: string) => {
    const user = lineUser(name)
    await line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user, text: hello }), line.postbackEvent({ user, data: 'person' })], { secret: 's' })
    return eventually(() => line.sent.filter(({ to }) => to === user).length >= 2 && said(user))
  }
  const { words } = await import('./content.ts')
  const escaped = (text: string) => JSON.stringify(text).slice(1, -1)
  expect(await asks('Minh', 'Xin chào bạn')).toContain(escaped(words('vi', 'handover.asked')))
  expect(await asks('Thiri', 'မင်္ဂလာပါ')).toContain(escaped(words('my', 'handover.askedClosed', { opens: '–' })))
})
