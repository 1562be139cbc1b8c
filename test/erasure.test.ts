// Whoever wished to be forgotten is: nothing they told stands anywhere, whatever table it was in, and every figure is what it was.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Opening } from '../src/cases/acts.ts'
import { fold } from '../src/cases/case.ts'
import { openCase } from '../src/cases/open.ts'
import { changeOf } from '../src/cases/projection.ts'
import { DESK_HOURS } from '../src/hours/timetable.ts'
import { saveCases } from '../src/store/case-writing.ts'
import { answeredByPerson, countConsulted, crossConsulted } from '../src/store/counting.ts'
import type { Database } from '../src/store/database.ts'
import { erasePerson } from '../src/store/erasing.ts'
import { dueRemovals } from '../src/store/file-removals.ts'
import { mergePeople } from '../src/store/merging.ts'
import { readNumbers } from '../src/store/quarter-numbers.ts'
import { peopleWhoAsked } from '../src/store/report-counts.ts'
import type { Reader } from '../src/store/visible.ts'
import { isVisible } from '../src/store/visible.ts'
import { freshDatabase } from './desk.ts'
import { openStore } from './store.ts'
import { plainly } from './tables.ts'

const PLANTED = 'Wqx7 Thida'
const NOW = new Date('2026-11-24T12:00:00+09:00')
const SPAN = { from: '2026-10-01', to: '2026-12-31' }
const counsellor: Reader = { id: 'somebody', roles: ['counsellor', 'supervisor'] }

/** Tables that hold nothing of anybody who writes to the desk: staff and their doings, the desk's own content, companies, partners, what is kept about the installation. */
const NOT_OF_WORKERS = new Set([
  'account', 'alert', 'connection_setting', 'file_removal', 'minute', 'process', 'answered_once', 'approval', 'article_version', 'audit', 'body', 'body_change', 'body_reply', 'body_submission', 'bulk_act', 'company', 'company_change', 'company_code', 'company_workers',
  'feedback_release', 'figure_release', 'glossary_version', 'incident', 'incident_change', 'invitation', 'kept_count', 'list_view', 'list_view_order', 'on_call_shift', 'on_call_way', 'outreach', 'partner',
  'partner_change', 'published_figure', 'questionnaire', 'questionnaire_version', 'report', 'report_month', 'retention_rule', 'send_pace', 'setting', 'staff', 'staff_credential', 'staff_device', 'staff_passkey',
  'staff_session', 'staff_two_factor', 'staff_used_code', 'staff_verification', 'stream_ticket', 'translation_month', 'page', '_prisma_migrations', 'upload',
])
/** Filled by hand below. */
const BY_HAND = new Set(['person', 'conversation', 'case_file', 'case_conversation', 'person_merge', 'gap', 'translation_memory', 'person_company', 'consultation_topic', 'answered_wait'])

let db: Database
/** What stands in the tables, with every seal opened. */
let plain: pg.Client
const [person, merged, conversation, second, staff, companyId] = Array.from({ length: 6 }, () => randomUUID()) as [string, string, string, string, string, string]
const caseId = randomUUID()
const sql = (text: string, ...values: unknown[]) => db.prisma.$executeRawUnsafe(text, ...values)
const ask = <T>(text: string, ...values: unknown[]) => db.prisma.$queryRawUnsafe<T[]>(text, ...values)

beforeAll(async () => {
  const url = await freshDatabase()
  db = openStore(url)
  plain = new pg.Client({ connectionString: url, types: plainly })
  await plain.connect()
  await sql(`INSERT INTO account (id, channel) VALUES ('line', 'line'), ('webchat', 'webchat')`)
  await sql(`INSERT INTO staff (id, name, email) VALUES ($1, '佐藤', 'a@example.org')`, staff)
  await sql(`INSERT INTO company (id, name) VALUES ($1::uuid, 'みほん食品')`, companyId)
  await sql(`INSERT INTO company_code (code, company_id, lot, created_by) VALUES ('JICA7', $1::uuid, 'jica', 'a')`, companyId)
  await sql(`INSERT INTO questionnaire (key, kind, created_by) VALUES ('q', 'survey', 'a')`)
  await sql(`INSERT INTO outreach (id, kind, segment, message, created_at, saved_at) VALUES ($1::uuid, 'news', '{}', '{}', now(), now())`, second)
  await sql(`INSERT INTO partner (id, entry) VALUES ($1::uuid, '{}')`, second)
  for (const [id, at, account] of [[person, conversation, 'webchat'], [merged, second, 'line']]) {
    await sql(`INSERT INTO person (id, language, contact, own_contact) VALUES ($1::uuid, 'my', $2::jsonb, $2::jsonb)`, id, JSON.stringify({ word: PLANTED }))
    await sql(`INSERT INTO conversation (id, account_id, person_id, address, thread, entry_code, session, route, danger) VALUES ($1::uuid, $2, $3::uuid, $4, $4, 'JICA7', $5::jsonb, $4, $5::jsonb)`,
      at, account, id, `${PLANTED} ${account}`, JSON.stringify({ word: PLANTED }))
    await sql(`INSERT INTO consultation_topic (conversation_id, day, topic, at) VALUES ($1::uuid, '2026-11-03', 'labour.unpaid-wages', '2026-11-03T10:00:00+09:00'), ($1::uuid, '2026-11-05', 'living', '2026-11-05T10:00:00+09:00')`, at)
    await sql(`INSERT INTO message (id, conversation_id, seq, author, text, language, at) VALUES (gen_random_uuid(), $1::uuid, 7, 'counsellor', $2, 'ja', '2026-11-05T23:58:00+09:00')`, at, PLANTED)
  }
  await sql(`INSERT INTO person_company (person_id, home_id, code) VALUES ($1::uuid, $1::uuid, 'JICA7')`, person)
  const opening = Opening.parse({ asker: { kind: 'worker', name: PLANTED }, origin: 'counsellor', severity: 'S3', reason: PLANTED, way: 'phone', here: false, companies: ['JICA7'], themes: ['labour.unpaid-wages'] })
  const opened = openCase(opening, { now: new Date('2026-11-02T09:13:00+09:00'), actor: staff, hours: DESK_HOURS, newId: randomUUID })
  const contacted = { type: 'contacted' as const, at: '2026-11-09T20:15:00+09:00', by: staff, contact: { id: randomUUID(), at: '2026-11-09T20:15:00+09:00', by: staff, direction: 'in' as const, way: 'phone' as const, party: null, subject: 'support' as const, note: PLANTED } }
  const followUp = { id: randomUUID(), kind: 'afterClosing' as const, what: PLANTED, dueAt: '2026-12-20T00:00:00Z', everyDays: null, missed: false }
  const closed = { type: 'closed' as const, at: '2026-11-20T17:00:00+09:00', by: staff, closing: { at: '2026-11-20T17:00:00+09:00', outcome: 'settled' as const, withoutAgreement: PLANTED }, followUp }
  await db.prisma.$transaction(async (tx) => {
    await saveCases(tx, [{ id: caseId, person, conversations: [conversation], ...changeOf([], [...opened, contacted, closed]) }])
    await mergePeople(tx, { id: randomUUID(), from: merged, to: person, how: 'approval', askedBy: 'a', approvedBy: 'b', at: NOW })
  })
  await sql(`UPDATE person_merge SET reason = $1, undone_reason = $1`, PLANTED)
  for (const [field, value, at] of [['nationality', '"MM"', '2026-11-03'], ['nationality', '"VN"', '2026-11-09'], ['place', JSON.stringify({ prefecture: 13, municipality: PLANTED }), '2026-11-03'], ['residence', '{"status":"technicalIntern1","until":"2027-03-01"}', '2026-11-03']]) {
    await sql(`INSERT INTO person_entry (person_id, home_id, field, status, value, staff_id, at) VALUES ($1::uuid, $1::uuid, $2, 'known', $3, $4, $5::timestamptz)`, person, field, value, staff, `${at}T15:00:00+09:00`)
  }
  for (const table of await ofWorkers()) await fill(table)
  await sql(`INSERT INTO gap (text, day) SELECT $1, (at AT TIME ZONE 'Asia/Tokyo')::date FROM message WHERE author = 'worker' LIMIT 1`, `${PLANTED} not understood`)
  await sql(`INSERT INTO translation_memory (key, text, source, used_on) VALUES ('digest', $1, 'machine', '2026-11-03')`, PLANTED)
})
afterAll(() => Promise.all([db.close(), plain.end()]))

interface Column { readonly table: string; readonly name: string; readonly type: string; readonly required: boolean; readonly refers: string | null }

const columnsOf = () => ask<Column>(`
  SELECT c.relname AS "table", a.attname AS name, format_type(a.atttypid, NULL) AS type, a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' AS required,
    (SELECT r.relname FROM pg_constraint k JOIN pg_class r ON r.oid = k.confrelid WHERE k.contype = 'f' AND k.conrelid = c.oid AND k.conkey = ARRAY[a.attnum] LIMIT 1) AS refers
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'`)

/** In an order in which each finds what it refers to. */
async function ofWorkers(): Promise<string[]> {
  const columns = await columnsOf()
  const waiting = new Set([...new Set(columns.map(({ table }) => table))].filter((table) => !NOT_OF_WORKERS.has(table) && !BY_HAND.has(table)))
  const order: string[] = []
  while (waiting.size > 0) {
    const free = [...waiting].filter((table) => columns.every((one) => one.table !== table || one.refers === null || one.refers === table || !waiting.has(one.refers)))
    expect(free, `tables that refer to each other: ${[...waiting].join(', ')}`).not.toEqual([])
    for (const table of free) { order.push(table); waiting.delete(table) }
  }
  return order
}

/** What a row needs to be one of theirs, and to be looked at as such. */
const MEANT: Readonly<Record<string, unknown>> = {
  'board_member.address': `${PLANTED} webchat`, 'message.author': 'worker', 'message.seq': 1, 'case_event.type': 'noted', 'case_event.seq': 90, 'automatic_answer.address': `${PLANTED} webchat`, 'automatic_answer.account_id': 'webchat',
  'person_entry.field': 'note', 'staff_conflict.kind': 'person', 'partner_tie.kind': 'person', 'staff_conflict.value': person, 'partner_tie.value': merged, 'answer_sheet.key': 'q', 'answer_sheet.finished_at': NOW,
  'answer_sheet.answers': { a: { text: PLANTED }, b: { value: 5, currency: 'JPY', said: PLANTED }, c: { choices: ['yes'] } }, 'feedback.state': 'waiting', 'case_study.state': 'draft', 'alarm.acknowledged_at': NOW, 'alarm.detail': null, 'alarm.case_id': null,
  'alarm.kind': 'danger', 'alarm.raised_by': null, 'event.account_id': 'webchat', 'legal_hold.lifted_at': NOW, 'privacy_request.state': 'done', 'outreach_recipient.state': 'handed', 'outreach_recipient.channel': 'line', 'outreach_recipient.language': 'my',
  'hearing.state': 'asked', 'hearing.by': 'a', 'answer_sheet.channel': 'line', 'answer_sheet.language': 'my', 'answer_sheet.place': null, 'answer_sheet.lot': null, 'answer_sheet.campaign': null, 'legal_hold.set_by': 'a', 'legal_hold.lifted_by': 'a',
  'privacy_request.kind': 'copy', 'privacy_request.asked_by': 'a', 'privacy_request.decided_by': 'a', 'privacy_request.proof': 'voice', 'privacy_request.language': 'my', 'staff_conflict.created_by': 'a', 'partner_tie.created_by': 'a', 'alarm.level': 'S5', 'alarm.acknowledged_by': 'a', 'answer_sheet.company_id': null,
  'event.done_at': NOW, 'attachment.used': true,
}
const ids: Record<string, string> = { conversation, person, case_file: caseId, staff, partner: second, outreach: second }

async function fill(table: string): Promise<void> {
  const columns = (await columnsOf()).filter((one) => one.table === table)
  const values = columns.flatMap(({ name, type, refers, required }): [string, string, unknown][] => {
    const key = `${table}.${name}`
    if (key in MEANT) return MEANT[key] === null ? [] : [[name, type, type === 'jsonb' ? JSON.stringify(MEANT[key]) : MEANT[key]]]
    if (refers !== null) return ids[refers] === undefined ? [] : [[name, type, ids[refers]]]
    if (/^(person_id|home_id|from_person)$/.test(name)) return [[name, type, person]]
    if (name === 'to_person') return [[name, type, merged]]
    if (name === 'conversation_id') return [[name, type, conversation]]
    if (name === 'case_id') return [[name, type, caseId]]
    if (type === 'uuid') return required ? [[name, type, randomUUID()]] : []
    if (type === 'text') return [[name, type, `${PLANTED} ${name}`]]
    if (type === 'text[]') return [[name, type, [PLANTED]]]
    if (type === 'jsonb') return [[name, type, JSON.stringify({ text: PLANTED, type: 'noted' })]]
    if (type === 'bytea') return [[name, type, Buffer.from(PLANTED)]]
    if (!required) return []
    return [[name, type, type.startsWith('timestamp') || type === 'date' ? NOW : type === 'boolean' ? false : type === 'integer[]' ? [1] : 1]]
  })
  const rows = await ask<Record<string, unknown>>(`INSERT INTO "${table}" (${values.map(([name]) => `"${name}"`).join(', ')}) VALUES (${values.map(([, type], i) => `$${i + 1}::${type}`).join(', ')}) RETURNING *`, ...values.map(([, , value]) => value))
  const id = rows[0]?.['id']
  if (id !== undefined) ids[table] ??= String(id)
}

async function standing(): Promise<string[]> {
  const found: string[] = []
  for (const { table, name, type } of (await columnsOf()).filter((one) => /^(text|json|character|bytea)/.test(one.type))) {
    const text = type === 'bytea' ? `encode("${name}", 'escape')` : `"${name}"::text`
    const { rows: all } = await plain.query<{ value: string | null }>(`SELECT ${text} AS value FROM "${table}"`)
    if (all.some(({ value }) => value?.includes(PLANTED.split(' ')[0] ?? ''))) found.push(`${table}.${name}`)
  }
  return found
}

const figures = async () => {
  const whose = { span: SPAN, tied: null, published: false }
  return {
    counted: await countConsulted(db, whose), crossed: [await crossConsulted(db, whose, 'nationality'), await crossConsulted(db, whose, 'prefecture'), await crossConsulted(db, whose, 'status')],
    answered: await answeredByPerson(db, whose), quarter: await readNumbers(db, SPAN), reported: await peopleWhoAsked(db.prisma, [companyId], SPAN),
  }
}

test('a person with an open case, unsettled danger or a hold is not erased, and it is said why', async () => {
  await sql(`UPDATE case_file SET closed_at = NULL`)
  await sql(`UPDATE conversation SET handling = 'counsellor' WHERE id = $1::uuid`, conversation)
  await sql(`INSERT INTO legal_hold (id, person_id, reason, set_by, set_at) VALUES (gen_random_uuid(), $1::uuid, 'court', 'a', now())`, merged)
  expect(await erasePerson(db, person, { memory: [], gaps: [] }, NOW)).toEqual(['openCase', 'danger', 'hold'])
  expect(await dueRemovals(db, NOW, 100)).toEqual([])
  expect((await standing()).length).toBeGreaterThan(60)
  await sql(`UPDATE case_file SET closed_at = '2026-11-20T17:00:00+09:00'`)
  await sql(`UPDATE conversation SET handling = 'bot'`)
  await sql(`UPDATE legal_hold SET lifted_at = now()`)
})

test('what was planted in every column of every table is gone, the figures are the same, and the case is one of nobody', async () => {
  const [before, planted] = [await figures(), await standing()]
  expect(planted).toEqual(expect.arrayContaining(['message.text', 'translation.text', 'event.payload', 'case_event.payload', 'note_version.text', 'board_post.title', 'feedback.words', 'dossier.pdf', 'held_line.text', 'thread_event.detail', 'person_entry.value']))
  expect(await erasePerson(db, person, { memory: ['digest'], gaps: [`${PLANTED} not understood`] }, NOW)).toEqual([])
  expect(await dueRemovals(db, NOW, 100)).toEqual(expect.arrayContaining([ids['media'], ids['attachment']]))
  expect(await standing()).toEqual([])
  expect(await figures()).toEqual(before)
  expect(before.counted.total).toEqual({ matters: 5, contacts: 4, people: 1 })
  expect(before.answered.byPerson).toBeGreaterThan(0)
  const [row] = await ask<Record<string, unknown>>(`SELECT stage, severity, themes, opened_at, closed_at, next_what FROM case_file WHERE id = $1::uuid`, caseId)
  expect(row).toMatchObject({ severity: 'S3', themes: ['labour.unpaid-wages'], opened_at: new Date('2026-11-02T12:00:00+09:00'), closed_at: new Date('2026-11-20T12:00:00+09:00'), next_what: null })
  const events = await ask<{ payload: never }>(`SELECT payload FROM case_event WHERE case_id = $1::uuid ORDER BY seq`, caseId)
  expect(fold(events.map(({ payload }) => payload)).closing).toEqual({ at: '2026-11-20T03:00:00.000Z', outcome: 'settled', withoutAgreement: '' })
  expect(await isVisible(db, counsellor, conversation)).toBe(false)
})

test('who writes again at the same address is somebody new', async () => {
  expect(await ask(`SELECT 1 FROM conversation WHERE address LIKE '%' || $1 || '%'`, PLANTED)).toEqual([])
  expect((await ask<{ address: string }>(`SELECT address FROM conversation WHERE id = $1::uuid`, conversation))[0]?.address).toBe(`erased ${conversation}`)
})
