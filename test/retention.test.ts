// What is over by its rule goes by itself, and nothing else; who wished to be forgotten is, when it is due and nothing protects them.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import { createAuditLog } from '../src/gateway/record.ts'
import { eraseDue, removeWhatIsOver } from '../src/jobs/privacy.ts'
import { remindOfIncidents } from '../src/jobs/incidents.ts'
import { openTranslation } from '../src/language/translation.ts'
import { createFolderStore } from '../src/media/folder.ts'
import { openNotifier } from '../src/notify/notifier.ts'
import { clocksOf, daysLeft, isDuty, refusal, remindersAt } from '../src/privacy/incident.ts'
import { processorsOf } from '../src/privacy/processors.ts'
import { decide, RETAINED, RULES } from '../src/privacy/rules.ts'
import type { Database } from '../src/store/database.ts'
import { addIncident } from '../src/store/incidents.ts'
import { holdPerson, liftHold } from '../src/store/legal-holds.ts'
import { addRequest, askIn, decideRequest, takeBackIn } from '../src/store/privacy-requests.ts'
import { countOver, removeOver } from '../src/store/retention.ts'
import { decideRule, readRules, setRule, wantRule } from '../src/store/retention-rules.ts'
import { content } from './content.ts'
import { freshDatabase } from './desk.ts'
import { startPushService } from './platforms/push-service.ts'
import { openStore } from './store.ts'

const NOW = new Date('2026-11-24T12:00:00+09:00')
const DAY_MS = 86_400_000
const ago = (days: number) => new Date(NOW.getTime() - days * DAY_MS)
let db: Database
let folder: string
let runtime: Parameters<typeof removeWhatIsOver>[0]

beforeAll(async () => {
  db = openStore(await freshDatabase())
  folder = await mkdtemp(join(tmpdir(), 'retention-'))
  await db.prisma.account.create({ data: { id: 'line', channel: 'line' } })
  const now = () => NOW
  const translation = openTranslation({ db, translator: null, now, key: 'key', budget: { limit: null, reservePercent: 0 }, masks: true, glossary: () => Promise.resolve({ version: '1', terms: [] } as never), personal: () => content.personal })
  runtime = { db, now, content, translation, media: createFolderStore(folder), audit: createAuditLog(db, 'a key', now) }
})
afterAll(async () => {
  await db.close()
  await rm(folder, { recursive: true })
})

interface Given { readonly days: number; readonly openCase?: boolean; readonly danger?: boolean; readonly held?: boolean }

/** Somebody who wrote last so many days ago, with a photo. */
async function wrote({ days, openCase = false, danger = false, held = false }: Given) {
  const [person, conversation, message, media] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  await db.prisma.person.create({ data: { id: person } })
  await db.prisma.conversation.create({ data: { id: conversation, accountId: 'line', personId: person, address: `U${person}`, lastAt: ago(days), createdAt: ago(days), ...(danger && { danger: { kind: 'violence', level: 'S4', words: [], at: '' }, handling: 'counsellor' }) } })
  await db.prisma.message.create({ data: { id: message, conversationId: conversation, seq: 1, author: 'worker', kind: 'image', text: 'a photo', at: ago(days) } })
  await db.prisma.media.create({ data: { id: media, messageId: message, status: 'stored', kind: 'image', type: 'image/png', size: 1, createdAt: ago(days) } })
  await writeFile(join(folder, 'incoming'), 'x')
  await runtime.media.put(media, join(folder, 'incoming'), 'image/png')
  if (openCase) {
    const id = randomUUID()
    await db.prisma.case.create({ data: { id, personId: person, asker: 'worker', origin: 'counsellor', severity: 'S2', stage: 'desk', owner: 'team:duty', lastSeq: 0, openedAt: ago(days), changedAt: ago(days), nextAt: NOW, nextWhat: 'review', conversations: { create: { conversationId: conversation } } } })
  }
  if (held) await holdPerson(db, { id: randomUUID(), person, reason: 'court', by: 'a', at: NOW })
  return { person, conversation, message, media, bytes: async () => (await runtime.media.open(media)) !== null, lines: () => db.prisma.message.count({ where: { conversationId: conversation } }), erased: async () => (await db.prisma.person.findUniqueOrThrow({ where: { id: person } })).erasedAt !== null }
}

test('every rule has its standard within its bounds, and only what is shorter waits for a second person', () => {
  for (const kind of RETAINED) expect(decide(kind, RULES[kind].days, 0)).not.toBe('out_of_bounds')
  expect([decide('cases', 1_094, 1_825), decide('cases', 1_824, 1_825), decide('cases', 1_825, 1_825), decide('cases', 2_000, 1_825), decide('cases', 4_000, 1_825), decide('media', 30.5, 365)])
    .toEqual(['out_of_bounds', 'second_person', 'same', 'now', 'out_of_bounds', 'out_of_bounds'])
})

test('nobody agrees to a shorter time that they wished themselves; who wished it may drop it', async () => {
  await setRule(db, { kind: 'media', days: 400, reason: 'r', by: 'a', at: NOW })
  await wantRule(db, { kind: 'media', days: 100, reason: 'less', by: 'a', at: NOW })
  expect(await decideRule(db, 'media', 'a', 'agree', NOW)).toBe(false)
  const [, media] = await readRules(db)
  expect(media).toMatchObject({ kind: 'media', days: 400, wanted: { days: 100, by: 'a' } })
  expect(await decideRule(db, 'media', 'b', 'agree', NOW)).toBe(true)
  expect((await readRules(db))[1]).toMatchObject({ days: 100, wanted: null })
  await wantRule(db, { kind: 'sheets', days: 60, reason: 'less', by: 'a', at: NOW })
  expect((await readRules(db)).find(({ kind }) => kind === 'sheets')).toMatchObject({ days: 180, set: null })
  expect(await decideRule(db, 'sheets', 'a', 'refuse', NOW)).toBe(true)
  expect(await decideRule(db, 'sheets', 'b', 'agree', NOW)).toBe(false)
})

test('open cases, unsettled danger and what is held stay however old they are; what is over goes with its bytes, and is recorded as a number', async () => {
  const [open, danger, held, recent, old] = [await wrote({ days: 2_000, openCase: true }), await wrote({ days: 2_000, danger: true }), await wrote({ days: 2_000, held: true }), await wrote({ days: 20 }), await wrote({ days: 1_096 })]
  expect([await countOver(db, 'conversations', ago(1_095)), await countOver(db, 'media', ago(100))]).toEqual([1, 1])
  await removeWhatIsOver(runtime)
  for (const one of [open, danger, held, recent]) expect([await one.bytes(), await one.lines(), await one.erased()]).toEqual([true, 1, false])
  expect([await old.bytes(), await old.lines(), await old.erased()]).toEqual([false, 0, true])
  const record = () => db.prisma.audit.findMany({ where: { action: 'retention.removed' }, orderBy: { seq: 'asc' } })
  expect((await record()).map(({ actor, object, detail }) => [actor, object, detail])).toEqual([
    ['system', 'retention:conversations', { kind: 'conversations', count: 1, days: 1_095 }], ['system', 'retention:people', { kind: 'people', count: 1, days: 1_095 }],
  ])
  await removeWhatIsOver(runtime)
  expect(await record()).toHaveLength(2)
  await liftHold(db, held.person, 'a', NOW)
  await removeWhatIsOver(runtime)
  expect([await held.bytes(), await held.lines()]).toEqual([false, 0])
})

test('a photo goes before its conversation; killed between the row and the bytes, the next look takes the bytes too', async () => {
  const photo = await wrote({ days: 101 })
  const killed = { ...runtime.media, remove: () => Promise.reject(new Error('killed')) }
  await expect(removeWhatIsOver({ ...runtime, media: killed })).rejects.toThrow('killed')
  expect(await db.prisma.media.findUniqueOrThrow({ where: { id: photo.media } })).toMatchObject({ status: 'gone', reason: 'retention' })
  expect([await photo.bytes(), await photo.lines()]).toEqual([true, 1])
  await removeWhatIsOver(runtime)
  expect(await photo.bytes()).toBe(false)
  // A copy that was under way puts it back.
  await runtime.media.put(photo.media, join(folder, 'incoming'), 'image/png')
  await removeWhatIsOver(runtime)
  expect(await photo.bytes()).toBe(true)
  await removeWhatIsOver({ ...runtime, now: () => new Date(NOW.getTime() + DAY_MS) })
  expect([await photo.bytes(), await db.prisma.fileRemoval.count({ where: { key: photo.media } })]).toEqual([false, 0])
})

test('what is held at the last moment keeps its row and its bytes', async () => {
  const late = await wrote({ days: 101, held: true })
  expect(await removeOver(db, 'media', [late.media], ago(100), NOW)).toBe(0)
  expect([await late.bytes(), await db.prisma.fileRemoval.count({ where: { key: late.media } })]).toEqual([true, 0])
})

test('an erasure waits for its day, can be taken back until then, and waits for an open case to end', async () => {
  const [one, changed, busy] = [await wrote({ days: 1 }), await wrote({ days: 1 }), await wrote({ days: 1, openCase: true })]
  const wish = async ({ person, conversation }: typeof one, dueAt: Date) => {
    const id = randomUUID()
    await askIn(db.prisma, conversation, 'erasure', id, NOW)
    expect(await addRequest(db.prisma, { id: randomUUID(), kind: 'erasure', person, conversation: null, by: 'a', at: NOW })).toBe(false)
    expect(await decideRequest(db, id, { state: 'confirmed', by: 'b', at: NOW, proof: 'channel', reason: '', dueAt })).toBe(true)
    expect(await decideRequest(db, id, { state: 'confirmed', by: 'b', at: NOW, proof: 'channel', reason: '', dueAt })).toBe(false)
    return id
  }
  const id = await wish(one, new Date(NOW.getTime() + 1))
  await wish(changed, NOW)
  await wish(busy, NOW)
  await takeBackIn(db.prisma, changed.conversation, NOW)
  await eraseDue(runtime)
  expect([await one.erased(), await changed.erased(), await busy.erased()]).toEqual([false, false, false])
  await db.prisma.privacyRequest.update({ where: { id }, data: { dueAt: NOW } })
  await db.prisma.case.updateMany({ where: { personId: busy.person }, data: { closedAt: NOW } })
  await eraseDue(runtime)
  expect([await one.erased(), await one.bytes(), await changed.erased(), await busy.erased()]).toEqual([true, false, false, true])
  expect(await db.prisma.privacyRequest.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'done', conversationId: null })
})

test('the clocks of an incident run in Japan\'s days, the day on which it was known not counted', () => {
  expect(clocksOf(new Date('2026-12-31T14:59:00Z'), false)).toEqual({ soon: '2027-01-03', preliminary: '2027-01-05', final: '2027-01-30' })
  expect(clocksOf(new Date('2026-12-31T15:00:00Z'), true)).toEqual({ soon: '2027-01-04', preliminary: '2027-01-06', final: '2027-03-02' })
  expect([daysLeft('2027-01-03', new Date('2027-01-03T14:59:00Z')), daysLeft('2027-01-03', new Date('2027-01-03T15:00:00Z'))]).toEqual([0, -1])
  const open = { knownAt: new Date('2026-11-01T03:00:00Z'), unlawful: false, preliminaryAt: null, finalAt: null, closedAt: null }
  expect(remindersAt(open, new Date('2026-11-01T04:00:00Z'))).toEqual(['known'])
  expect(remindersAt(open, new Date('2026-11-06T04:00:00Z'))).toEqual(['known', 'soon', 'preliminary'])
  expect(remindersAt({ ...open, preliminaryAt: NOW }, new Date('2026-12-02T04:00:00Z'))).toEqual(['finalWeek', 'final', 'finalLate'])
  expect(remindersAt({ ...open, closedAt: NOW }, NOW)).toEqual([])
  expect([isDuty({ kinds: ['sensitive'], people: 1 }), isDuty({ kinds: [], people: 1_000 }), isDuty({ kinds: [], people: 1_001 })]).toEqual([true, false, true])
  const asked = { ...open, closeAskedBy: 'a' }
  expect([refusal('close', asked, 'a', false), refusal('close', asked, 'b', false), refusal('close', open as never, 'a', true), refusal('preliminary', { ...asked, closedAt: NOW }, 'b', false)]).toEqual(['another_person', null, null, 'incident_closed'])
})

test('whoever looks after incidents is reminded of each clock once, without a word of what happened', async () => {
  const push = await startPushService()
  const config = readConfig([], { ON_CALL_INNER_WEBHOOKS: 'yes', PUBLIC_URL: 'http://desk.example', LOG_LEVEL: 'silent' })
  const notifier = await openNotifier({ config, db, accounts: new Map(), now: () => NOW })
  try {
    for (const [id, roles] of [['boss', ['supervisor']], ['other', ['counsellor']]] as const) {
      await db.prisma.staff.create({ data: { id, name: id, email: `${id}@example.org`, roles: [...roles] } })
      await db.prisma.staffDevice.create({ data: { id: randomUUID(), staffId: id, endpoint: `${push.subscription.endpoint}${id === 'boss' ? '' : '/other'}`, secrets: push.subscription.keys } })
    }
    const facts = { title: 'A lost telephone', people: null, kinds: [], what: '', data: '', cause: '', harm: '', measures: '', prevention: '', notice: '', other: '' }
    const id = randomUUID()
    await addIncident(db, id, { knownAt: ago(3), unlawful: false, facts }, { by: 'boss', at: NOW })
    for (let times = 0; times < 2; times++) await remindOfIncidents({ db, now: () => NOW, notifier, config, log: pino({ level: 'silent' }) })
    expect(push.faults).toEqual([])
    expect(push.shown.map(({ payload }) => payload)).toEqual([expect.objectContaining({ link: `http://desk.example/desk/incidents/${id}` }), expect.anything()])
    expect(JSON.stringify(push.shown)).not.toContain('telephone')
  } finally {
    notifier.close()
    await push.close()
  }
})

test('who handles what is written is told as it is configured', () => {
  const nobody = { channels: ['webchat'], mail: [], translation: { provider: null, masks: true }, bucket: null }
  expect(processorsOf(nobody)).toEqual([])
  expect(processorsOf({ channels: ['webchat', 'line', 'email'], mail: ['smtps://u:secret@mail.example.org:465', 'imaps://mail.example.org'], translation: { provider: { type: 'google', location: 'asia-northeast1' }, masks: false }, bucket: { region: 'ap-northeast-1', endpoint: null } }))
    .toEqual([{ by: 'line', host: '', region: '' }, { by: 'email', host: 'mail.example.org', region: '' }, { by: 'googleOpen', host: '', region: 'asia-northeast1' }, { by: 's3', host: 'Amazon Web Services', region: 'ap-northeast-1' }])
})
