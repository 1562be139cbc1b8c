// What people see and say of their own case, beyond what the dialogues play: hours of each language, questions that are not asked, the door of a self-check.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { channels } from '../channels/index.ts'
import { Act, Opening } from '../src/cases/acts.ts'
import { asWorkerSees } from '../src/cases/as-worker-sees.ts'
import { apply, fold } from '../src/cases/case.ts'
import { decide } from '../src/cases/decide.ts'
import { issueDossier } from '../src/cases/decide-mediation.ts'
import { askPartner, byLink } from '../src/cases/decide-request.ts'
import type { Ask } from '../src/cases/decide-request.ts'
import { EMPTY_DOSSIER } from '../src/cases/dossier.ts'
import type { CaseEvent } from '../src/cases/events.ts'
import { openCase } from '../src/cases/open.ts'
import { changeOf } from '../src/cases/projection.ts'
import type { CaseState } from '../src/cases/state.ts'
import { onWorkerAct } from '../src/cases/worker-acts.ts'
import { circumstances } from '../src/desk/case-around.ts'
import { selfCheckAnswered, tellCases } from '../src/gateway/case-signs.ts'
import { createHours, DeskHours, tableFor } from '../src/gateway/hours.ts'
import { ownText } from '../src/gateway/own-words.ts'
import { DESK_HOURS, isOpen } from '../src/hours/timetable.ts'
import { askBack } from '../src/jobs/ask-back.ts'
import { LANGUAGES } from '../src/knowledge/languages.ts'
import { newId } from '../src/runtime.ts'
import { saveCases } from '../src/store/case-writing.ts'
import type { Database } from '../src/store/database.ts'
import { readOwnCases } from '../src/store/own-cases.ts'
import { openLog } from '../src/operate/log.ts'
import { content } from './content.ts'
import { freshDatabase } from './desk.ts'
import { openStore } from './store.ts'

let dbs: readonly Database[] = []
beforeAll(async () => {
  const url = await freshDatabase()
  dbs = [openStore(url), openStore(url)]
})
afterAll(async () => { for (const db of dbs) await db.close() })

const NOON = new Date('2026-12-01T12:00:00+09:00')
const opening = (more: object = {}) => Opening.parse({ asker: { kind: 'worker' }, origin: 'counsellor', severity: 'S2', reason: 'wages', way: 'conversation', here: true, ...more })
const at = (now: Date, actor = 'sato') => ({ now, actor, hours: DESK_HOURS, newId })

function after(events: readonly CaseEvent[], act: object, now = NOON): readonly CaseEvent[] {
  const fresh = decide(fold(events), Act.parse(act), { id: 'sato', roles: ['supervisor'] }, at(now))
  if (typeof fresh === 'string') throw new Error(fresh)
  return [...events, ...fresh]
}
const closed = (more: object = {}, outcome = 'solved') => after(openCase(opening(more), at(NOON)), { type: 'close', outcome, withoutAgreement: null, followUp: '2026-12-20' })
const office = { type: 'office' as const, name: '労働基準監督署', publicEmployee: true }
const agreed = (events: readonly CaseEvent[]) => after(events, { type: 'giveConsent', party: office, items: ['problem'], given: 'spoken', until: '2027-01-31', text: 't', language: 'vi', version: '1' })

test('no time at which somebody has to answer falls into a span in which nobody speaks the worker\'s language', async () => {
  const table = fc.record({ 1: fc.constant([['09:00', '12:00'] as const]), [4]: fc.constantFrom([['13:00', '17:30'] as const], [['20:00', '02:00'] as const]), holiday: fc.constant([]) })
  const [db] = dbs
  if (!db) throw new Error('no database')
  const languages = fc.record(Object.fromEntries(LANGUAGES.map((language) => [language, fc.option(table, { nil: undefined })])))
  await fc.assert(fc.asyncProperty(languages, fc.constantFrom(...LANGUAGES), fc.constantFrom('S1', 'S2', 'S3'), fc.integer({ min: 0, max: 40 * 1440 }), async (own, language, severity, minutes) => {
    const settings = DeskHours.parse({ usual: DESK_HOURS, languages: JSON.parse(JSON.stringify(own)) })
    const now = new Date(NOON.getTime() + minutes * 60_000)
    const hours = { of: (one: (typeof LANGUAGES)[number]) => tableFor(settings, one), all: () => settings, refresh: async () => {}, save: async () => {} }
    const around = (await circumstances({ db, hours, now: () => now, newId }, 'sato')).for(language)
    const state = [...openCase(opening({ severity, here: false }), around)].reduce<CaseState | null>(apply, null)
    if (!state) throw new Error('no case')
    const told = onWorkerAct(state, { type: 'end' }, around).reduce<CaseState>((so, event) => apply(so, event), state)
    const times = [...Object.values(state.clocks).flatMap(({ warnAt, dueAt, escalateAt }) => [warnAt, dueAt, escalateAt]), ...told.tasks.map(({ dueAt }) => dueAt)]
    expect(times.length).toBeGreaterThan(3)
    for (const time of times) expect([time, isOpen(tableFor(settings, language), new Date(time))]).toEqual([time, true])
  }), { numRuns: 200 })
})

test('of a case its person sees where it stands and what was told; nothing that was written for the desk', () => {
  let events = agreed(openCase(opening({ severity: 'S3', reason: 'NOTE-1', themes: ['labour.unpaid-wages'], companies: ['LOT7'], note: 'NOTE-2' }), at(NOON)))
  for (const act of [{ type: 'note', text: 'NOTE-3' }, { type: 'addTask', kind: 'check', what: 'NOTE-4', day: '2026-12-03' }, { type: 'disclose', party: office, items: ['problem'], purpose: 'NOTE-5' },
    { type: 'markIncident', reason: 'NOTE-6' }, { type: 'moveStage', stage: 'phone', reason: 'NOTE-7' }, { type: 'writeSummary', text: 'NOTE-8' }, { type: 'noteWish', text: 'NOTE-9' }]) events = after(events, act)
  const seen = asWorkerSees('c1', fold(events), 'Sato', NOON)
  for (const language of LANGUAGES) {
    const texts = (['standing', 'summary', 'told', 'ways'] as const).map((shows) => ownText(shows, [seen], false, language, content))
    expect(texts.join()).not.toMatch(/NOTE-|LOT7|\bS3\b|\{\{|undefined/)
    expect(texts[0]).toContain('Sato')
    expect(texts[2]).toContain(office.name)
    // A mediation that has not begun is not laid before anybody as a way.
    const { words } = content
    expect([false, true].map((mediates) => ['mediation.notYet', 'own.ways.mediation'].map((key) => ownText('ways', [seen], mediates, language, content).includes(words(language, key))))).toEqual([[true, false], [false, true]])
  }
  expect(asWorkerSees('c1', fold(after(events, { type: 'checkSummary', language: 'vi', text: 'tóm tắt' })), null, NOON).summary).toEqual({ vi: 'tóm tắt' })
  // Written anew, it has to be checked anew.
  expect(asWorkerSees('c1', fold(after(after(events, { type: 'checkSummary', language: 'vi', text: 'x' }), { type: 'writeSummary', text: 'other' })), null, NOON).summary).toEqual({})
  // What a friend asked for somebody is not laid before whoever writes.
  expect(asWorkerSees('c1', fold(agreed(openCase(opening({ asker: { kind: 'friend', name: 'A' } }), at(NOON)))), null, NOON)).toMatchObject({ theirs: false, consents: [], told: [], summary: {} })
})

test('what a partner reads by their link, and what a dossier holds, stands in what its person may read, each once', () => {
  const events = agreed(openCase(opening(), at(NOON)))
  const ask: Ask = { id: newId(), partner: 'p', partnerKind: 'npo', party: office, kind: 'accompany', day: null, prefecture: '愛知県', language: 'vi', question: 'NOTE-1', facts: [], until: '2026-12-20', warned: false }
  const doer = { id: 'sato', roles: ['supervisor'] }
  const told = (so: readonly CaseEvent[]) => asWorkerSees('c1', fold(so), null, NOON).told
  const made = askPartner(fold(events), ask, doer, at(NOON))
  if (typeof made === 'string') throw new Error(made)
  const asked = [...events, ...made]
  expect(told(asked)).toEqual([])
  const opened = [1, 2].reduce<readonly CaseEvent[]>((so) => [...so, ...byLink(fold(so), ask.id, { type: 'open' }, at(NOON)) ?? []], asked)
  const line = { day: '2026-12-01', party: office, items: ['problem'], emergency: false }
  expect(told(opened)).toEqual([line])
  const passage = { section: 'facts' as const, day: null, ja: 'x', translation: '', source: 'none' as const, event: null, media: null }
  const given = issueDossier(fold(opened), { dossier: { ...EMPTY_DOSSIER, party: office, passages: [passage] }, purpose: 'NOTE-2', digest: 'd', warned: false }, doer, at(NOON))
  if (typeof given === 'string') throw new Error(given)
  expect(told([...opened, ...given])).toEqual([line, line])
  for (const language of LANGUAGES) expect(ownText('told', [asWorkerSees('c1', fold([...opened, ...given]), null, NOON)], false, language, content)).not.toMatch(/NOTE-|request|\{\{/)
})

test('a consent ends the moment its person ends it: whoever has the case is told, and a second tap changes nothing', () => {
  const state = fold(agreed(openCase(opening(), at(NOON))))
  const consent = state.consents[0]?.id ?? ''
  expect(state.tasks.map(({ id, kind, dueAt }) => ({ id, kind, dueAt }))).toContainEqual({ id: consent, kind: 'consentEnds', dueAt: '2027-01-25T08:59:00.000Z' })
  const later = onWorkerAct(state, { type: 'withdraw', consent }, at(NOON)).reduce<CaseState>((so, event) => apply(so, event), state)
  expect(later).toMatchObject({ consents: [{ revokedAt: NOON.toISOString() }], tasks: expect.arrayContaining([expect.objectContaining({ kind: 'withdrawn', what: office.name })]) })
  expect(later.tasks.some(({ kind }) => kind === 'consentEnds')).toBe(false)
  expect(decide(later, Act.parse({ type: 'contact', party: office, direction: 'out', way: 'phone', subject: 'fact' }), { id: 'sato', roles: ['supervisor'] }, at(NOON))).toBe('no_consent')
  expect(onWorkerAct(later, { type: 'withdraw', consent }, at(NOON))).toEqual([])
  expect(onWorkerAct(state, { type: 'withdraw', consent: newId() }, at(NOON))).toEqual([])
})

async function personWith(change: { readonly contact?: object; readonly left?: boolean; readonly blocked?: boolean; readonly handling?: string; readonly heard?: Date; readonly none?: boolean }, events: readonly CaseEvent[]): Promise<string> {
  const [db] = dbs
  if (!db) throw new Error('no database')
  const [person, id, conversation] = [newId(), newId(), newId()]
  await db.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`INSERT INTO account (id, channel) VALUES ('webchat', 'webchat') ON CONFLICT DO NOTHING`
    await tx.$executeRaw`INSERT INTO person (id, language, contact) VALUES (${person}::uuid, 'vi', ${JSON.stringify(change.contact ?? {})}::jsonb)`
    if (!change.none) {
      await tx.$executeRaw`INSERT INTO conversation (id, account_id, person_id, address, handling, heard_at, left_at, reachable)
        VALUES (${conversation}::uuid, 'webchat', ${person}::uuid, ${conversation}, ${change.handling ?? 'bot'}, ${change.heard ?? NOON}, ${change.left ? NOON : null}, ${!change.blocked})`
    }
    await saveCases(tx, [{ id, person, conversations: change.none ? [] : [conversation], ...changeOf([], events) }])
  })
  return id
}

test('asked once after closing and once a month later, and never by night, past a counsellor, on a watched phone, or who did not want it', async () => {
  const account = { id: 'webchat', ...channels.webchat.configure({ secret: 'a secret of this test, long enough' }) }
  const begin = { begin: true, neutral: true }
  const people = {
    allowed: await personWith({ contact: begin }, closed()),
    never: await personWith({ heard: new Date('2026-11-20T12:00:00+09:00') }, closed()),
    watched: await personWith({ contact: { ...begin, watched: true } }, closed()),
    left: await personWith({ contact: begin, left: true }, closed()),
    blocked: await personWith({ contact: begin, blocked: true }, closed()),
    talking: await personWith({ contact: begin, handling: 'counsellor' }, closed()),
    absent: await personWith({ none: true }, closed()),
    friend: await personWith({ contact: begin }, closed({ asker: { kind: 'friend', name: 'A' } })),
    falseAlarm: await personWith({ contact: begin }, closed({}, 'falseAlarm')),
  }
  const run = async (now: Date) => { await Promise.all(dbs.map((db) => askBack({ db, hours: createHours(db, () => now), now: () => now, newId, content, accounts: new Map([['webchat', account]]), wakes: { wake: () => {}, process: () => {}, close: async () => {} } }))) }
  const said = async (id: string) => (await dbs[0]?.prisma.caseEvent.findMany({ where: { caseId: id, type: { startsWith: 'question' } }, orderBy: { seq: 'asc' } }))?.map(({ payload }) => {
    const { type, question, reason } = payload as { type: string; question: string; reason?: string }
    return [type, question, ...(reason === undefined ? [] : [reason])].join(' ')
  }) ?? []
  const held = async () => (await dbs[0]?.prisma.heldLine.findMany({ orderBy: { createdAt: 'asc' } })) ?? []
  const hours = JSON.parse(JSON.stringify({ usual: DESK_HOURS, languages: {} })) as object
  await dbs[0]?.prisma.setting.upsert({ where: { key: 'desk-hours' }, create: { key: 'desk-hours', value: hours }, update: { value: hours } })
  for (const minute of [0, 1]) await run(new Date(`2026-12-01T22:0${minute}:00+09:00`))
  expect(await held()).toEqual([])
  expect(Object.fromEntries(await Promise.all(Object.entries(people).map(async ([name, id]) => [name, await said(id)])))).toEqual({
    allowed: ['questionPutOff satisfaction'], never: ['questionDropped satisfaction never'], watched: ['questionDropped satisfaction watched'], left: ['questionDropped satisfaction left'],
    blocked: ['questionDropped satisfaction unreachable'], talking: [], absent: ['questionDropped satisfaction noConversation'], friend: [], falseAlarm: [],
  })
  for (const minute of [0, 1, 2]) await run(new Date(`2026-12-02T10:3${minute}:00+09:00`))
  expect((await held()).map(({ staffId, text, discreet, question }) => ({ staffId, text, discreet, question }))).toEqual([
    { staffId: null, text: content.words('vi', 'own.rateAsk'), discreet: true, question: { choices: expect.arrayContaining([{ value: `rate:5/${people.allowed}`, label: 'Rất tốt' }]), session: expect.objectContaining({ node: 'rateAsk' }) } },
  ])
  for (const minute of [5, 6]) await run(new Date(`2026-12-31T12:0${minute}:00+09:00`))
  expect((await held()).slice(1).map(({ text, question }) => ({ text, question }))).toEqual([
    { text: content.words('vi', 'own.solvedAsk'), question: { choices: expect.arrayContaining([{ value: `notSolved:${people.allowed}`, label: 'Chưa' }]), session: expect.objectContaining({ node: 'solvedAsk' }) } },
  ])
  expect([await said(people.allowed), await said(people.talking), await said(people.watched)]).toEqual([
    ['questionPutOff satisfaction', 'questionAsked satisfaction', 'questionAsked solved'], [], ['questionDropped satisfaction watched', 'questionDropped solved watched'],
  ])
  // The counsellor leaves weeks later: how it was is no question any more.
  await dbs[0]?.prisma.conversation.updateMany({ data: { handling: 'bot' } })
  for (const minute of [10, 11]) await run(new Date(`2026-12-31T12:${minute}:00+09:00`))
  expect(await said(people.talking)).toEqual(['questionDropped satisfaction late', 'questionAsked solved'])
})

test('what was answered can be counted, by who asked', async () => {
  const [db] = dbs
  if (!db) throw new Error('no database')
  const rated = [4, 2].map((rating) => { const events = closed(); return [...events, ...onWorkerAct(fold(events), { type: 'rate', rating }, at(NOON))] })
  for (const events of rated) await personWith({}, events)
  const notSolved = closed({ asker: { kind: 'partner', name: 'NPO' } })
  await personWith({}, [...notSolved, ...onWorkerAct(fold(notSolved), { type: 'solved', answer: 'no' }, at(NOON))])
  const rows = await db.prisma.$queryRaw`SELECT asker, satisfaction, solved, closed_at IS NULL AS open, count(*)::int AS n FROM case_file WHERE satisfaction IS NOT NULL OR solved IS NOT NULL GROUP BY 1, 2, 3, 4 ORDER BY 1, 2`
  expect(rows).toEqual([
    { asker: 'partner', satisfaction: null, solved: 'no', open: true, n: 1 },
    { asker: 'worker', satisfaction: 2, solved: null, open: false, n: 1 }, { asker: 'worker', satisfaction: 4, solved: null, open: false, n: 1 },
  ])
})

test('what somebody answers in a self-check makes their open case graver; without one nothing begins unless they wish it', async () => {
  const [db] = dbs
  if (!db) throw new Error('no database')
  const log = openLog({ level: 'silent', role: 'test' })
  const tell = (conversation: { id: string; personId: string }, choices: readonly string[], wish: boolean) => db.prisma.$transaction((tx) => tellCases(tx, {
    content, hours: createHours(db, () => NOON), now: () => NOON, newId, log,
  }, { signals: [selfCheckAnswered(conversation.id, choices, wish)], conversations: [{ id: conversation.id, person_id: conversation.personId, language: 'vi' }] }))
  const of = (personId: string) => db.prisma.case.findMany({ where: { personId } })
  const id = await personWith({}, openCase(opening(), at(NOON)))
  const known = await db.prisma.conversation.findFirstOrThrow({ where: { cases: { some: { caseId: id } } } })
  await tell(known, ['q3.4'], false)
  expect(await of(known.personId)).toMatchObject([{ id, severity: 'S3', incident: true, origin: 'counsellor' }])
  const [person, conversation] = [newId(), newId()]
  await db.prisma.$executeRaw`INSERT INTO person (id) VALUES (${person}::uuid)`
  await db.prisma.$executeRaw`INSERT INTO conversation (id, account_id, person_id, address) VALUES (${conversation}::uuid, 'webchat', ${person}::uuid, ${conversation})`
  await tell({ id: conversation, personId: person }, ['q3.4'], false)
  expect(await of(person)).toEqual([])
  await tell({ id: conversation, personId: person }, ['q3.4', 'q3.14'], true)
  expect(await of(person)).toMatchObject([{ origin: 'selfCheck', severity: 'S3', incident: true, owner: 'team:duty' }])
  expect((await db.prisma.$transaction((tx) => readOwnCases(tx, person, NOON))).map(({ owner_name }) => owner_name)).toEqual([null])
})
