// Whoever is tied to a company or a person sees nothing of their cases, however persons, apps, codes and cases hang together.
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Opening } from '../src/cases/acts.ts'
import { openCase } from '../src/cases/open.ts'
import { changeOf } from '../src/cases/projection.ts'
import { DESK_HOURS } from '../src/hours/timetable.ts'
import { candidatesForCase } from '../src/store/case-people.ts'
import { changeCase, changeNext, saveCases } from '../src/store/case-writing.ts'
import { CASE_LISTS, casesOfConversation, countCases, findCase, idleCases, listCases } from '../src/store/cases.ts'
import type { Database } from '../src/store/database.ts'
import { addRequest, changeByLink, linksOfCase } from '../src/store/partner-requests.ts'
import { addPartners, addTie, tiedPartners } from '../src/store/partners.ts'
import { PartnerShape } from '../src/partners/shape.ts'
import { isCaseVisible, isVisible } from '../src/store/visible.ts'
import { freshDatabase } from './desk.ts'
import { openStore } from './store.ts'

const NOW = new Date('2026-11-24T12:00:00+09:00')
let db: Database
beforeAll(async () => {
  db = openStore(await freshDatabase())
  await db.prisma.account.create({ data: { id: 'line', channel: 'line' } })
})
afterAll(() => db.close())

const ROLES = ['counsellor', 'supervisor', 'on-call'] as const
const newId = (): string => randomUUID()
const codes = ['MAKER', 'KUMIAI', 'OTHER']
const world = fc.record({
  conversations: fc.array(fc.record({ person: fc.nat(2), code: fc.option(fc.constantFrom(...codes)) }), { minLength: 1, maxLength: 4 }),
  cases: fc.array(fc.record({ person: fc.option(fc.nat(2)), companies: fc.uniqueArray(fc.constantFrom(...codes), { maxLength: 2 }), spoken: fc.option(fc.nat(3)), severity: fc.constantFrom('S2', 'S5') }), { minLength: 1, maxLength: 4 }),
  ties: fc.array(fc.oneof(fc.record({ kind: fc.constant('code'), value: fc.constantFrom(...codes) }), fc.record({ kind: fc.constant('person'), value: fc.nat(2) })), { maxLength: 2 }),
  role: fc.constantFrom(...ROLES),
})

test('by every statement that reads or changes cases, and for their conversations too', async () => {
  await fc.assert(fc.asyncProperty(world, async ({ conversations, cases, ties, role }) => {
    const people = [newId(), newId(), newId()]
    const talks = conversations.map((one) => ({ ...one, id: newId() }))
    const files = cases.map((one) => ({ ...one, id: newId(), talk: one.spoken === null ? null : talks[one.spoken] ?? null }))
    const reader = { id: newId(), roles: [role] }
    await db.prisma.$transaction([db.prisma.partnerRequest.deleteMany(), db.prisma.partnerTie.deleteMany(), db.prisma.partnerChange.deleteMany(), db.prisma.partner.deleteMany(), db.prisma.caseConversation.deleteMany(), db.prisma.caseEvent.deleteMany(), db.prisma.case.deleteMany(), db.prisma.conversation.deleteMany(), db.prisma.person.deleteMany(), db.prisma.staff.deleteMany()])
    await db.prisma.person.createMany({ data: people.map((id) => ({ id })) })
    await db.prisma.conversation.createMany({ data: talks.map(({ id, person, code }) => ({ id, accountId: 'line', personId: people[person] ?? '', address: id, entryCode: code, danger: { kind: 'suicide', level: 'S5', words: [], at: NOW.toISOString() } })) })
    await db.prisma.staff.create({ data: { id: reader.id, name: 'x', email: `${reader.id}@example.org`, roles: [role] } })
    for (const { kind, value } of ties) {
      const tied = typeof value === 'number' ? people[value] ?? '' : value
      await db.prisma.staffConflict.upsert({ where: { staffId_kind_value: { staffId: reader.id, kind, value: tied } }, create: { id: newId(), staffId: reader.id, kind, value: tied, createdBy: 'x' }, update: {} })
    }
    await db.prisma.$transaction((tx) => saveCases(tx, files.map(({ id, person, companies, severity, talk }) => ({
      id, person: person === null ? null : people[person] ?? null, conversations: talk ? [talk.id] : [],
      ...changeOf([], openCase(Opening.parse({ asker: { kind: 'worker' }, origin: 'counsellor', severity, reason: 'r', way: 'phone', here: false, companies }), { now: NOW, actor: 'a', hours: DESK_HOURS, newId })),
    }))))

    // Said again, in another way than the statements do: everything that hangs on a person or a code.
    const tiedPeople = new Set(ties.flatMap(({ value }) => (typeof value === 'number' ? [value] : [])))
    const tiedCodes = new Set(ties.flatMap(({ value }) => (typeof value === 'string' ? [value] : [])))
    const codesOf = (person: number | null) => (person === null ? [] : [...talks.filter((one) => one.person === person).flatMap(({ code }) => code ?? []), ...files.filter((one) => one.person === person).flatMap(({ companies }) => companies)])
    const touches = (list: readonly string[]) => list.some((code) => tiedCodes.has(code))
    const tiedFile = (one: typeof files[number]) => touches(one.companies) || touches(codesOf(one.person)) || (one.person !== null && tiedPeople.has(one.person))
      || (one.talk !== null && (tiedPeople.has(one.talk.person) || (one.talk.code !== null && tiedCodes.has(one.talk.code))))
    const seen = files.filter((one) => !tiedFile(one) && (role !== 'on-call' || one.severity === 'S5')).map(({ id }) => id).toSorted()
    const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).toSorted()

    for (const list of CASE_LISTS) expect([list, ids(await listCases(db, reader, list, NOW)).filter((id) => !seen.includes(id))]).toEqual([list, []])
    expect(ids(await listCases(db, reader, 'all', NOW))).toEqual(seen)
    const later = new Date(NOW.getTime() + 30 * 86_400_000)
    expect(ids(await idleCases(db, reader, later))).toEqual(seen)
    const counts = await countCases(db, reader, NOW)
    expect([counts.all, counts.unassigned]).toEqual([seen.length, seen.length])
    for (const { id, talk, companies, person } of files) {
      const visible = seen.includes(id)
      expect([await isCaseVisible(db, reader, id), (await findCase(db, reader, id)) !== null, await changeCase(db, reader, id, () => 'seen')]).toEqual([visible, visible, visible ? 'seen' : null])
      // Nobody is offered a case they may not see.
      if (role !== 'on-call') expect((await candidatesForCase(db, { id: 'nobody', roles: ['supervisor'] }, id)).some((one) => one.id === reader.id)).toBe(visible)
      if (talk && (touches(companies) || (person === talk.person && touches(codesOf(person))))) expect(await isVisible(db, reader, talk.id)).toBe(false)
      if (talk) expect(ids(await casesOfConversation(db, reader, talk.id)).filter((one) => !seen.includes(one))).toEqual([])
    }
    // A partner with the same ties: never found, never asked, and an old link of theirs is shut.
    const entry = PartnerShape.parse({ kind: 'npo', name: 'x' })
    const [tied, free] = [newId(), newId()]
    await addPartners(db.prisma, [{ id: tied, entry, change: {} }, { id: free, entry, change: {} }], 'x')
    const ask = async (partner: string, caseId: string, digest: string) => {
      const id = newId()
      const made = await addRequest(db.prisma, { id, caseId, partner, address: null, expiresAt: later, mailDueAt: null })
      if (made) await db.prisma.partnerRequest.update({ where: { id }, data: { digest } })
      return made
    }
    const opens = async (digest: string) => (await changeByLink(db, digest, NOW, () => ({ change: null, result: 'seen' }))) === 'seen'
    for (const { id } of files) expect(await ask(tied, id, `old ${id}`)).toBe(true)
    const [first] = files
    if (first) expect([await opens(`old ${first.id}`), await ask(free, first.id, 'free')]).toEqual([true, true])
    for (const { kind, value } of ties) await addTie(db, { id: newId(), partner: tied, kind: kind === 'code' ? 'code' : 'person', value: typeof value === 'number' ? people[value] ?? '' : value, note: '', by: 'x' })
    const anybody = { id: 'nobody', roles: ['supervisor' as const] }
    for (const one of files) {
      const shut = tiedFile(one)
      expect([await opens(`old ${one.id}`), (await tiedPartners(db, anybody, one.id)).has(tied), (await linksOfCase(db, anybody, one.id))[0]?.tied, await ask(tied, one.id, `new ${one.id}`)]).toEqual([!shut, shut, shut, !shut])
      // Staff who are tied learn nothing of its links either.
      if (!seen.includes(one.id)) expect([await linksOfCase(db, reader, one.id), await tiedPartners(db, reader, one.id)]).toEqual([[], new Set()])
    }
    if (first) expect(await opens('free')).toBe(true)
    const next = await changeNext(db, reader, ({ events }) => changeOf(events, []))
    expect(next === null ? seen : seen.includes(next)).toEqual(next === null ? [] : true)
  }), { numRuns: 30 })
})
