// However people are merged and parted: no row is lost or shared, each goes back where it came in, and nobody who is tied to any of them sees anything.
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Opening } from '../src/cases/acts.ts'
import { openCase } from '../src/cases/open.ts'
import { changeOf } from '../src/cases/projection.ts'
import { termsOf } from '../src/contact/terms.ts'
import { DESK_HOURS } from '../src/hours/timetable.ts'
import { approvals } from '../src/store/approvals.ts'
import { appendAudit, readAudit } from '../src/store/audit.ts'
import { saveCases } from '../src/store/case-writing.ts'
import { casesOfPerson } from '../src/store/cases.ts'
import { changeTerms } from '../src/store/contact-turns.ts'
import type { Database, Statements } from '../src/store/database.ts'
import { mergePeople, partPeople, separate } from '../src/store/merging.ts'
import { askMerge, decideMerge } from '../src/store/merge-requests.ts'
import { caseEventsOf, conversationsOf, findPeople, findPerson, mergesOf } from '../src/store/people.ts'
import { changeField, entriesOf } from '../src/store/person-file.ts'
import { pseudonymOf } from '../src/store/pseudonym.ts'
import { isPersonVisible, isVisible } from '../src/store/visible.ts'
import type { Reader } from '../src/store/visible.ts'
import { freshDatabase } from './desk.ts'
import { openStore } from './store.ts'

const NOW = new Date('2026-11-24T12:00:00+09:00')
let db: Database
beforeAll(async () => {
  db = openStore(await freshDatabase())
  for (const channel of ['line', 'webchat']) await db.prisma.account.create({ data: { id: channel, channel } })
})
afterAll(() => db.close())

const newId = (): string => randomUUID()
const within = <T>(work: (tx: Statements) => Promise<T>) => db.prisma.$transaction(work, { timeout: 20_000, maxWait: 20_000 })
const merge = (from: string, to: string, at = NOW) => within((tx) => mergePeople(tx, { id: newId(), from, to, how: 'approval', askedBy: 'a', approvedBy: 'b', at }))
const supervisor: Reader = { id: 'boss', roles: ['supervisor'] }

async function met(code: string | null = null, channel = 'line', contact: object | null = null): Promise<{ person: string; conversation: string }> {
  const [person, conversation] = [newId(), newId()]
  await db.prisma.person.create({ data: { id: person, ...(contact && { contact }) } })
  await db.prisma.conversation.create({ data: { id: conversation, accountId: channel, personId: person, address: conversation, entryCode: code, lastSeq: 1 } })
  return { person, conversation }
}

async function caseIn(person: string, conversation: string | null, companies: readonly string[] = []): Promise<string> {
  const id = newId()
  const opening = Opening.parse({ asker: { kind: 'worker' }, origin: 'counsellor', severity: 'S2', reason: 'r', way: 'phone', here: false, companies })
  await within((tx) => saveCases(tx, [{ id, person, conversations: conversation === null ? [] : [conversation], ...changeOf([], openCase(opening, { now: NOW, actor: 'a', hours: DESK_HOURS, newId })) }]))
  return id
}

const write = (person: string, field: string, value: string, conversation: string | null, reader: Reader = supervisor, code?: string) =>
  changeField<never>(db, reader, person, field, () => ({ field, status: 'known', value: JSON.stringify(value), conversation, by: reader.id, at: NOW, ...(code !== undefined && { code }) }))

/** Of every row of these people: whose it is now. */
async function rows(people: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await db.prisma.$queryRaw<{ id: string; person: string }[]>`
    SELECT r.id, r.person::text FROM (
      SELECT 'conversation ' || id, person_id FROM conversation UNION ALL SELECT 'case ' || id, person_id FROM case_file
      UNION ALL SELECT 'entry ' || id, person_id FROM person_entry UNION ALL SELECT 'company ' || id, person_id FROM person_company) r(id, person)
    WHERE r.person = ANY(${[...people]}::uuid[])`
  return new Map(found.map(({ id, person }) => [id, person]))
}

const codes = ['MAKER', 'KUMIAI', 'OTHER']
const person = fc.nat(4)
const step = fc.oneof(
  fc.record({ type: fc.constant('merge' as const), from: person, to: person }), fc.record({ type: fc.constant('merge' as const), from: person, to: person }),
  fc.record({ type: fc.constant('part' as const), from: person }), fc.record({ type: fc.constant('note' as const), from: person, beside: fc.boolean() }),
  fc.record({ type: fc.constant('case' as const), from: person, company: fc.option(fc.constantFrom(...codes)) }),
  fc.record({ type: fc.constant('company' as const), from: person, company: fc.constantFrom(...codes) }),
)
const world = fc.record({
  entry: fc.array(fc.option(fc.constantFrom(...codes)), { minLength: 5, maxLength: 5 }),
  tie: fc.oneof(fc.record({ kind: fc.constant('code'), value: fc.constantFrom(...codes) }), fc.record({ kind: fc.constant('person'), value: person })),
  steps: fc.array(step, { minLength: 3, maxLength: 9 }),
})

test('rows follow their home through any merges and partings, and a tied colleague sees nothing by any statement', async () => {
  await fc.assert(fc.asyncProperty(world, async ({ entry, tie, steps }) => {
    const people = await Promise.all(entry.map((code) => met(code)))
    const ids = people.map((one) => one.person)
    const at = (n: number) => people[n] ?? { person: '', conversation: '' }
    const reader: Reader = { id: newId(), roles: ['counsellor', 'supervisor'] }
    await db.prisma.staff.create({ data: { id: reader.id, name: 'x', email: `${reader.id}@example.org` } })
    await db.prisma.staffConflict.create({ data: { id: newId(), staffId: reader.id, kind: tie.kind, value: typeof tie.value === 'number' ? at(tie.value).person : tie.value, createdBy: 'x', createdAt: new Date(0) } })
    // Said again, in another way than the statements do: a forest, and whose each row is by itself.
    const parent = new Map<string, string>()
    const root = (id: string): string => { const up = parent.get(id); return up === undefined ? id : root(up) }
    const home = new Map<string, string>()
    const named = new Map<string, string[]>(people.map((one, n) => [one.person, [entry[n]].flatMap((code) => code ?? [])]))
    for (const one of people) home.set(`conversation ${one.conversation}`, one.person)
    for (const one of steps) {
      const { person: who, conversation } = at(one.from)
      if (one.type === 'merge') {
        const [from, to] = [root(who), root(at(one.to).person)]
        expect(await merge(who, at(one.to).person)).toBe(from !== to)
        if (from !== to) parent.set(from, to)
      } else if (one.type === 'part') {
        expect(await within((tx) => partPeople(tx, who, 'boss', 'r', NOW))).toBe(parent.delete(who))
      } else if (one.type === 'case') await caseIn(root(who), conversation, one.company === null ? [] : [one.company])
      else if (one.type === 'company') await write(root(who), 'company', one.company, conversation, supervisor, one.company)
      else await write(root(who), 'note', 'x', one.beside ? conversation : null)
      const now = await rows(ids)
      for (const id of now.keys()) if (!home.has(id)) home.set(id, one.type === 'note' && !one.beside ? root(who) : who)
      if (one.type === 'case' || one.type === 'company') named.set(who, [...named.get(who) ?? [], ...[one.company].flatMap((code) => code ?? [])])
      expect(now).toEqual(new Map([...home].map(([id, own]) => [id, root(own)])))
    }
    const crossed = await db.prisma.$queryRaw<unknown[]>`
      SELECT 1 FROM case_conversation x JOIN case_file f ON f.id = x.case_id JOIN conversation c ON c.id = x.conversation_id WHERE f.person_id <> c.person_id AND c.person_id = ANY(${ids}::uuid[])`
    expect(crossed).toEqual([])

    const asked = people.flatMap((one) => (root(one.person) === root(at(0).person) ? [] : [{ from: one.person, to: at(0).person }])).slice(0, 1)
    for (const one of asked) await askMerge<never>(db, supervisor, { id: newId(), approval: newId(), ...one, reason: 'r', facts: [] }, async () => null)
    await appendAudit(db, 'k', people.map((one) => ({ at: NOW.toISOString(), actor: 'boss', action: 'person.read', object: `person:${one.person}`, detail: {}, reason: '' })))
    for (const { person: who, conversation } of people.filter((one, n) => people.findIndex((other) => root(other.person) === root(one.person)) === n)) {
      const tree = people.filter((one) => root(one.person) === root(who))
      const tied = typeof tie.value === 'number' ? tree.some((one) => one.person === at(Number(tie.value)).person) : tree.some((one) => named.get(one.person)?.includes(String(tie.value)))
      const top = root(who)
      const seen = await Promise.all([
        isPersonVisible(db, reader, who), findPerson(db, reader, who).then((one) => one !== null), isVisible(db, reader, conversation),
        conversationsOf(db, reader, top).then(({ length }) => length > 0), findPeople(db, reader, pseudonymOf(top)).then((found) => found.some(({ id }) => id === top)),
        readAudit(db, { reader: reader.id, object: `person:${who}` }, 9).then(({ length }) => length > 0), changeField<'seen'>(db, reader, top, 'work', () => 'seen').then((one) => one !== null),
        // These may be empty for everybody.
        mergesOf(db, reader, top).then(({ length }) => length > 0), entriesOf(db, reader, top).then(({ length }) => length > 0),
        casesOfPerson(db, reader, top).then(({ length }) => length > 0), caseEventsOf(db, reader, top).then(({ size }) => size > 0),
      ])
      if (tied) expect([tie, seen]).toEqual([tie, seen.map(() => false)])
      else expect(seen.slice(0, 7)).toEqual(Array(7).fill(true))
      for (const one of asked) if (tied && [one.from, one.to].some((id) => root(id) === top)) expect((await approvals(db, reader)).flatMap(({ subject }) => subject.people ?? []).filter((id) => ids.includes(id))).toEqual([])
    }
  }), { numRuns: 10 })
})

test('a merge of a merge is taken back in any order, and what was written meanwhile stays with the conversation it came in', async () => {
  const [a, b, c] = [await met(), await met(), await met()]
  await merge(b.person, a.person)
  await merge(a.person, c.person)
  await write(c.person, 'work', 'welding', b.conversation)
  await write(c.person, 'note', 'for all', null)
  const file = await caseIn(c.person, b.conversation)
  expect((await entriesOf(db, supervisor, c.person)).length).toBe(2)
  expect(await findPerson(db, supervisor, b.person)).toMatchObject({ id: c.person })
  expect(await within((tx) => partPeople(tx, b.person, 'boss', 'not the same', NOW))).toBe(true)
  expect((await entriesOf(db, supervisor, b.person)).map(({ field }) => field)).toEqual(['work'])
  expect((await casesOfPerson(db, supervisor, b.person)).map(({ id }) => id)).toEqual([file])
  expect((await conversationsOf(db, supervisor, c.person)).map(({ id }) => id).toSorted()).toEqual([a.conversation, c.conversation].toSorted())
  expect(await within((tx) => partPeople(tx, a.person, 'boss', 'nor these', NOW))).toBe(true)
  expect((await conversationsOf(db, supervisor, a.person)).map(({ id }) => id)).toEqual([a.conversation])
  expect((await entriesOf(db, supervisor, c.person)).map(({ field }) => field)).toEqual(['note'])
  expect(await within((tx) => partPeople(tx, a.person, 'boss', 'again', NOW))).toBe(false)
})

test('whoever was tied to two people while they were one stays tied to both', async () => {
  const [a, b] = [await met(), await met()]
  await merge(b.person, a.person, new Date(Date.now() - 1_000))
  await db.prisma.staff.upsert({ where: { id: 'late' }, create: { id: 'late', name: 'late', email: 'late@example.org', roles: ['counsellor'] }, update: {} })
  await db.prisma.staffConflict.create({ data: { id: newId(), staffId: 'late', kind: 'person', value: a.person, createdBy: 'x' } })
  await within((tx) => partPeople(tx, b.person, 'boss', 'r', NOW))
  for (const one of [a, b]) expect(await isPersonVisible(db, { id: 'late', roles: ['counsellor'] }, one.person)).toBe(false)
})

test('a phone that somebody sees makes both careful, at once and afterwards; what only one allowed was never allowed by the other', async () => {
  const [home, office] = [await met(null, 'line', { begin: true, channels: [], watched: true }), await met(null, 'webchat')]
  await merge(office.person, home.person)
  const terms = async (id: string) => termsOf((await db.prisma.person.findUniqueOrThrow({ where: { id } })).contact)
  expect(await terms(home.person)).toMatchObject({ begin: true, channels: ['line'], watched: true })
  await within((tx) => changeTerms(tx, office.conversation, { neutral: false }, { by: 'worker', note: '', at: NOW.toISOString() }))
  await within((tx) => partPeople(tx, office.person, 'boss', 'r', NOW))
  expect(await terms(office.person)).toMatchObject({ begin: false, watched: true, neutral: false })
  expect(await terms(home.person)).toMatchObject({ begin: true, channels: ['line'], watched: true, neutral: true })
})

test('an app that its worker takes apart goes with what is its own, and whoever could not see them sees neither', async () => {
  const [a, b, c] = [await met('MAKER'), await met(), await met()]
  await merge(b.person, a.person)
  await merge(c.person, a.person)
  await write(a.person, 'note', 'beside c', c.conversation)
  const alone = newId()
  // The app of whoever stands for all of them.
  await within((tx) => separate(tx, a.conversation, alone, NOW))
  expect((await conversationsOf(db, supervisor, a.person)).map(({ id }) => id)).toEqual([a.conversation])
  const rest = (await findPerson(db, supervisor, c.person))?.id ?? ''
  expect((await conversationsOf(db, supervisor, rest)).map(({ id }) => id).toSorted()).toEqual([b.conversation, c.conversation].toSorted())
  expect((await entriesOf(db, supervisor, rest)).length).toBe(1)
  await db.prisma.staff.upsert({ where: { id: 'maker' }, create: { id: 'maker', name: 'm', email: 'm@example.org', roles: ['counsellor'] }, update: {} })
  await db.prisma.staffConflict.create({ data: { id: newId(), staffId: 'maker', kind: 'code', value: 'MAKER', createdBy: 'x' } })
  for (const one of [a, b, c]) expect(await isPersonVisible(db, { id: 'maker', roles: ['counsellor'] }, one.person)).toBe(false)
  await within((tx) => separate(tx, c.conversation, alone, NOW))
  expect((await conversationsOf(db, supervisor, c.person)).map(({ id }) => id)).toEqual([c.conversation])
})

test('a process that is killed in the middle of a merge, or of taking it back, has changed nothing', async () => {
  const [a, b] = [await met(), await met()]
  const ids = [a.person, b.person]
  await write(b.person, 'work', 'welding', b.conversation)
  const killed = (work: (tx: Statements) => Promise<unknown>) => within(async (tx) => {
    await work(tx)
    await tx.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`
  })
  const apart = await rows(ids)
  await expect(killed((tx) => mergePeople(tx, { id: newId(), from: b.person, to: a.person, how: 'code', askedBy: 'worker', approvedBy: null, at: NOW }))).rejects.toThrow()
  expect([await rows(ids), await mergesOf(db, supervisor, a.person)]).toEqual([apart, []])
  await merge(b.person, a.person)
  const together = await rows(ids)
  expect(new Set(together.values())).toEqual(new Set([a.person]))
  await expect(killed((tx) => partPeople(tx, b.person, 'boss', 'r', NOW))).rejects.toThrow()
  expect(await rows(ids)).toEqual(together)
})

test('two merges at the same moment, one the other way round, and a decision taken twice, are one merge', async () => {
  const [a, b] = [await met(), await met()]
  const results = await Promise.all([merge(a.person, b.person), merge(b.person, a.person)])
  expect(results.toSorted()).toEqual([false, true])
  const [c, d] = [await met(), await met()]
  const approval = newId()
  expect(await askMerge<never>(db, { id: 'asker', roles: ['counsellor'] }, { id: newId(), approval, from: c.person, to: d.person, reason: 'r', facts: ['work'] }, async () => null)).toBe('done')
  expect(await decideMerge(db, { id: 'asker', roles: ['supervisor'] }, approval, 'granted', NOW)).toEqual({ result: 'not_yours' })
  const decided = await Promise.all([0, 1].map(() => decideMerge(db, supervisor, approval, 'granted', NOW)))
  expect(decided.map(({ result }) => result).toSorted()).toEqual(['done', 'not_yours'])
  expect(await findPerson(db, supervisor, c.person)).toMatchObject({ id: d.person })
})
