// 件, 回 and 人: what does not count first, then every edge docs/counting.md names, then the founders' own year to the digit.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readYaml } from '../src/gateway/yaml.ts'
import { percent, knownOf, themesWithTopics } from '../src/reports/counting.ts'
import { before, quarterName, quartersBefore, readSpan, spanOf } from '../src/reports/periods.ts'
import { laidOut, printed, PublishedSources } from '../src/reports/published.ts'
import { countConsulted, crossConsulted } from '../src/store/counting.ts'
import type { Database } from '../src/store/database.ts'
import { loadPublished, readPublished } from '../src/store/published.ts'
import { freshDatabase } from './desk.ts'
import { FIRST_YEAR, FIRST_YEAR_TOPICS, PREFECTURES, writeFirstYear } from './founders-year.ts'
import { openStore } from './store.ts'

let db: Database
let client: pg.Client
beforeAll(async () => {
  const url = await freshDatabase()
  db = openStore(url)
  client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`INSERT INTO account (id, channel) VALUES ('line', 'line'), ('webchat', 'webchat')`)
  await client.query(`INSERT INTO staff (id, name, email) VALUES ('anh', 'Anh', 'anh@example.org')`)
})
afterAll(async () => {
  await client.end()
  await db.close()
})

/** A month of its own for each test. */
let month = 0
const nextSpan = () => { month += 1; const m = String(month).padStart(2, '0'); return { from: `2030-${m}-01`, to: `2030-${m}-20` } }
const count = (span: { from: string; to: string }, { tied = null, published = false }: { tied?: string | null; published?: boolean } = {}) => countConsulted(db, { span, tied, published })

async function talk({ person = randomUUID(), channel = 'line', staff = null, code = null }: { person?: string; channel?: string; staff?: string | null; code?: string | null } = {}) {
  const conversation = randomUUID()
  await client.query(`INSERT INTO person (id, language) VALUES ($1, 'vi') ON CONFLICT DO NOTHING`, [person])
  await client.query('INSERT INTO conversation (id, account_id, person_id, address, staff_id, entry_code) VALUES ($1::uuid, $2, $3, $1::uuid::text, $4, $5)', [conversation, channel, person, staff, code])
  return { person, conversation }
}
const about = (conversation: string, day: string, ...topics: string[]) => client.query(
  `INSERT INTO consultation_topic (conversation_id, day, topic, at) SELECT $1, $2::date, topic, $2::date + time '03:00' FROM unnest($3::text[]) topic`, [conversation, day, topics])

async function openCase(conversation: string | null, person: string | null, asker: string, themes: string[], from: string, closed: string | null = null) {
  const id = randomUUID()
  await client.query(`INSERT INTO case_file (id, person_id, asker, origin, severity, stage, owner, themes, last_seq, opened_at, changed_at, closed_at, next_at, next_what) VALUES ($1, $2, $3, 'counsellor', 'S2', 'desk', 'anh', $4, 1, $5, $5, $6, now(), 'review')`, [id, person, asker, themes, from, closed])
  if (conversation) await client.query('INSERT INTO case_conversation (case_id, conversation_id) VALUES ($1, $2)', [id, conversation])
  return id
}
const contacted = (id: string, seq: number, at: string, contact: object) => client.query(`INSERT INTO case_event (case_id, seq, type, payload, actor, at) VALUES ($1, $2, 'contacted', $3, 'anh', $4)`, [id, seq, { contact: { direction: 'in', party: null, way: 'phone', ...contact } }, at])

describe('what does not count', () => {
  test('a question about the desk itself ("is this real?"), a member of staff\'s own conversation, a company\'s own question', async () => {
    const span = nextSpan()
    await about((await talk()).conversation, span.from, 'service.what', 'service.confidential')
    await about((await talk({ staff: 'anh' })).conversation, span.from, 'labour.unpaid-wages')
    const company = await talk()
    await about(company.conversation, span.from, 'labour.unpaid-wages')
    const asked = await openCase(company.conversation, null, 'company', ['labour'], `${span.from}T01:00:00Z`)
    await contacted(asked, 2, `${span.from}T02:00:00Z`, {})
    const partner = await openCase(null, company.person, 'partner', ['labour'], `${span.from}T01:00:00Z`)
    await contacted(partner, 2, `${span.from}T02:00:00Z`, {})
    expect((await count(span)).total).toEqual({ matters: 0, contacts: 0, people: 0 })
  })

  test('what the desk said or asked of others, and what lies outside the span by a minute in Japan', async () => {
    const span = nextSpan()
    const { person } = await talk()
    const id = await openCase(null, person, 'worker', ['labour'], `${span.from}T01:00:00Z`)
    await contacted(id, 2, `${span.from}T01:00:00Z`, { direction: 'out' })
    await contacted(id, 3, `${span.from}T01:00:00Z`, { party: { type: 'office', name: '労基署' } })
    await contacted(id, 4, `${span.to}T15:00:00Z`, {})
    expect((await count(span)).total).toEqual({ matters: 0, contacts: 0, people: 0 })
    await contacted(id, 5, `${span.to}T14:59:00Z`, {})
    expect((await count(span)).total).toEqual({ matters: 1, contacts: 1, people: 1 })
  })

  test('to a colleague, what they are tied to; in what leaves the desk, whoever came by a company\'s code', async () => {
    const span = nextSpan()
    await client.query(`INSERT INTO company_code (code, lot, created_by) VALUES ('ACME', 'company', 'a'), ('CITY', 'jica', 'a')`)
    await client.query(`INSERT INTO staff_conflict (id, staff_id, kind, value, created_by) VALUES (gen_random_uuid(), 'anh', 'code', 'ACME', 'a')`)
    for (const code of ['ACME', 'CITY', null]) await about((await talk({ code })).conversation, span.from, 'labour.unpaid-wages')
    expect((await count(span)).total.people).toBe(3)
    expect((await count(span, { tied: 'anh' })).total.people).toBe(2)
    expect((await count(span, { published: true })).by.lot.map(({ key, people }) => [key, people])).toEqual([['jica', 1], [null, 1]])
  })
})

describe('what one contact is', () => {
  test('all of a day in Japan, on however many apps and however often; the next day is another one', async () => {
    const span = nextSpan()
    const { person, conversation } = await talk()
    const other = await talk({ person, channel: 'webchat' })
    await about(conversation, span.from, 'labour.unpaid-wages', '')
    await about(other.conversation, span.from, 'labour.unpaid-wages', 'tax.pension')
    await about(conversation, span.to, '')
    const { total, by } = await count(span)
    expect(total).toEqual({ matters: 3, contacts: 2, people: 1 })
    expect(by.theme).toEqual([{ key: 'labour', matters: 1, contacts: 1, people: 1 }, { key: 'tax', matters: 1, contacts: 1, people: 1 }, { key: null, matters: 1, contacts: 1, people: 1 }])
  })

  test('each call and visit that was noted is one, also on a day on which they wrote', async () => {
    const span = nextSpan()
    const { person, conversation } = await talk()
    await about(conversation, span.from, 'labour.unpaid-wages')
    const id = await openCase(null, person, 'friend', ['labour.unpaid-wages', 'residence'], `${span.from}T01:00:00Z`)
    await contacted(id, 2, `${span.from}T02:00:00Z`, {})
    await contacted(id, 3, `${span.from}T03:00:00Z`, { way: 'walkIn' })
    await contacted(id, 4, `${span.from}T03:00:00Z`, { way: 'conversation' })
    const { total, by } = await count(span)
    expect(total).toEqual({ matters: 5, contacts: 3, people: 1 })
    expect(Object.fromEntries(by.channel.map(({ key, contacts }) => [key, contacts]))).toEqual({ line: 1, phone: 1, walkIn: 1 })
  })

  test('two people who turn out to be one are one, with one contact where both wrote on the same day', async () => {
    const span = nextSpan()
    const [a, b] = [await talk(), await talk({ channel: 'webchat' })]
    await about(a.conversation, span.from, 'labour.unpaid-wages')
    await about(b.conversation, span.from, 'labour.overtime-pay')
    expect((await count(span)).total).toEqual({ matters: 2, contacts: 2, people: 2 })
    await client.query('UPDATE conversation SET home_id = person_id, person_id = $1 WHERE id = $2', [a.person, b.conversation])
    expect((await count(span)).total).toEqual({ matters: 1, contacts: 1, people: 1 })
  })
})

describe('what it was about', () => {
  test('while a case is open, what staff say the case is about; before and after it, what the guide recognised', async () => {
    const span = nextSpan()
    const { person, conversation } = await talk()
    const day = (into: number) => `${span.from.slice(0, 8)}${String(into).padStart(2, '0')}`
    for (const into of [1, 5, 9]) await about(conversation, day(into), 'tax.pension')
    await openCase(conversation, person, 'worker', ['residence', 'labour.harassment'], `${day(4)}T01:00:00Z`, `${day(6)}T01:00:00Z`)
    const { by } = await count(span)
    expect(Object.fromEntries(by.topic.map(({ key, matters }) => [key, matters]))).toEqual({ 'labour.harassment': 1, residence: 1, 'tax.pension': 2 })
  })

  test('one sub-item for each matter, so that the sub-items of a theme add up to it', async () => {
    const span = nextSpan()
    await about((await talk()).conversation, span.from, 'labour.unpaid-wages', 'labour.overtime-pay', 'labour')
    for (const { matters, topics } of themesWithTopics(await count(span))) expect(topics.reduce((sum, one) => sum + one.matters, 0)).toBe(matters)
  })

  test('of whom: as it was first told, with corrections of the same day; what nobody told is unknown, and said', async () => {
    const span = nextSpan()
    const { person, conversation } = await talk()
    await about(conversation, span.from, 'labour.unpaid-wages')
    await about((await talk()).conversation, span.from, 'labour.unpaid-wages')
    const tell = (field: string, value: unknown, at: string) => client.query(`INSERT INTO person_entry (person_id, home_id, field, status, value, staff_id, at) VALUES ($1, $1, $2, 'known', $3, 'anh', $4)`, [person, field, JSON.stringify(value), at])
    await tell('residence', { status: 'student', until: null }, '2029-01-01T01:00:00Z')
    await tell('residence', { status: 'technicalIntern1', until: null }, '2029-01-01T02:00:00Z')
    await tell('residence', { status: 'specifiedSkilled1', until: null }, '2029-06-01T02:00:00Z')
    await tell('nationality', 'VN', '2029-01-01T01:00:00Z')
    const { by } = await count(span)
    expect(by.status.map(({ key, people }) => [key, people])).toEqual([['technicalIntern1', 1], [null, 1]])
    expect(knownOf(by.nationality)).toEqual({ n: 1, unknown: 1 })
    expect(await crossConsulted(db, { span, tied: null, published: false }, 'nationality')).toEqual([
      { theme: 'labour', key: 'VN', matters: 1, contacts: 1, people: 1 }, { theme: 'labour', key: null, matters: 1, contacts: 1, people: 1 },
    ])
  })
})

test('spans: months, quarters and fiscal years of Japan, and what each is compared with', () => {
  expect([spanOf('month', '2028-02-10'), spanOf('quarter', '2027-01-31'), spanOf('fiscalYear', '2027-03-31')]).toEqual([{ from: '2028-02-01', to: '2028-02-29' }, { from: '2027-01-01', to: '2027-03-31' }, { from: '2026-04-01', to: '2027-03-31' }])
  expect([before({ from: '2027-01-01', to: '2027-03-31' }), before({ from: '2026-11-10', to: '2026-11-16' })]).toEqual([{ from: '2026-10-01', to: '2026-12-31' }, { from: '2026-11-03', to: '2026-11-09' }])
  expect([quarterName({ from: '2027-01-01', to: '' }), quarterName({ from: '2026-04-01', to: '' })]).toEqual([{ year: 2026, quarter: 4 }, { year: 2026, quarter: 1 }])
  expect(quartersBefore('2026-11-22', 2).map(({ from }) => from)).toEqual(['2026-07-01', '2026-04-01'])
  expect([readSpan('2026-02-30', '2026-03-01'), readSpan('2026-03-02', '2026-03-01'), readSpan('x', 'y')]).toEqual([null, null, null])
})

test('percentages have one decimal, half up, from whole numbers', () => {
  expect([percent(147, 246), percent(1, 8), percent(1, 2000), percent(0, 7), percent(7, 7), percent(1, 0)]).toEqual(['59.8', '12.5', '0.1', '0.0', '100.0', ''])
})

describe('the founders\' own figures', () => {
  const sources = readYaml(join(import.meta.dirname, '../prisma/seed/founders-figures.yaml'), PublishedSources)
  const [first] = sources

  test('people, conversations and consultations that were made of them count to 136, 728 and 518, and to their tables', async () => {
    await writeFirstYear(client)
    const { total, by } = await count(spanOf('firstYear', ''))
    expect(total).toEqual(FIRST_YEAR)
    expect(Object.fromEntries(by.topic.map(({ key, matters }) => [key, matters]))).toEqual(FIRST_YEAR_TOPICS)
    expect(Object.fromEntries(by.theme.map(({ key, matters }) => [key, matters]))).toEqual({ labour: 246, living: 228, residence: 114, medical: 70, tax: 40, education: 30 })
    expect(Object.fromEntries(by.prefecture.filter(({ key }) => key !== null).map(({ key, people }) => [key, people]))).toEqual(PREFECTURES)
    expect(knownOf(by.prefecture)).toEqual({ n: 64, unknown: 72 })
  })

  test('load, and print as they were published, to the digit, with what contradicts itself said', async () => {
    expect(await loadPublished(db, sources)).toBe(await loadPublished(db, sources))
    const [year] = await readPublished(db, spanOf('firstYear', ''))
    expect(year).toEqual(first && laidOut(first))
    const shown = Object.fromEntries((year?.tables ?? []).map(({ table, rows }) => [table, rows.map(({ value, share, computed }) => [value, share, computed].filter((one) => one !== '').join(' '))]))
    expect(shown).toEqual({
      totals: ['728', '518', '136'],
      themes: ['246', '228', '114', '', '', ''],
      residence: ['50 43.5 43.9', '11 9.6', '5 4.3 4.4'],
      living: ['41 18.0', '24 10.5', '14 6.1'],
      labour: ['30 12.2', '10 4.1', '5 2.0', '3 1.2', '2 0.8', '9 3.7', '12 4.9', '28 11.4', '147 59.7 59.8'],
      prefecture: Object.values(PREFECTURES).map(String).toSorted((a, b) => Number(b) - Number(a)),
      status: Array.from({ length: 11 }, () => ''),
    })
    expect(year?.tables.find(({ table }) => table === 'prefecture')).toMatchObject({ n: 64 })
    expect(year?.tables.find(({ table }) => table === 'labour')).toMatchObject({ n: 246 })
  })

  test('the two years too, with shares that follow from their counts', async () => {
    const [years] = await readPublished(db, { from: '2022-05-01', to: '2024-04-30' })
    expect(years?.tables.map(({ rows }) => rows.map(({ value, share, computed }) => [value, share, computed]))).toEqual([
      [[3203, '', ''], [500, '', '']],
      [[1174, '36.7', ''], [994, '31.0', ''], [383, '12.0', ''], [354, '11.1', ''], [195, '6.1', ''], [103, '3.2', '']],
    ])
    expect(years && printed(years, 'ja')).toContain('    労働: 1,174  36.7 %')
    expect(first && printed(laidOut(first), 'ja')).toContain('    労働その他: 147  59.7 %  (計算では 59.8 %)  ※ 切り捨てた値と思われる。四捨五入では59.8。')
  })
})
