// A desk that people wrote to and staff worked at: whoever copies its tables and its files reads nothing of what was said.
import { createHmac, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EMPTY_DOSSIER } from '../src/cases/dossier.ts'
import type { CaseOpened } from '../src/server/api/cases.ts'
import type { ContactView, Thread } from '../src/server/api/inbox.ts'
import type { SearchView } from '../src/server/api/list.ts'
import { post, start } from './direct-line.ts'
import { eventually } from './desk.ts'
import { INBOUND_KEY, openMailDesk } from './mail-desk.ts'
import { mailText, proven } from './mails.ts'
import { lineUser, startLine } from './platforms/line.ts'
import { plainly } from './tables.ts'

const ending: (() => Promise<void>)[] = []
/** Each begins with a sign no word of ours has: what is looked for everywhere. */
const SAID = {
  line: '¤line my boss shouts at me', subject: '¤subject wages', mail: '¤mail not paid since May', chat: '¤chat they keep my passport', reply: '¤reply を読みました', held: '¤held まだ送りません',
  note: '¤note 急ぎ', corrected: '¤corrected 急がない', name: '¤name Minh', reason: '¤reason 社長が怖い', contact: '¤contact 電話で聞いた', dossier: '¤dossier 事実', terms: '¤terms by phone', wish: '¤wish 転職したい',
} as const
let desk: Awaited<ReturnType<typeof openMailDesk>>
const ids = new Map<string, string>()
const thread = async (who: string) => await (await desk.counsellor(`/api/conversations/${ids.get(who)}`)).json() as Thread
const done = async (answer: Promise<Response>) => { const response = await answer; expect([200, 201]).toContain(response.status); return response }

beforeAll(async () => {
  const line = await startLine()
  desk = await openMailDesk(null, ending, { LINE_CHANNEL_SECRET: 's', LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url })
  ending.push(() => line.close())
  const user = lineUser('Minh')
  const image = line.imageEvent({ user })
  line.contents.set(image.message.id, { bytes: await sharp({ create: { width: 64, height: 48, channels: 3, background: '#1a7f6b' } }).jpeg().toBuffer() })
  await line.deliver(`${desk.desk.url}/webhooks/line`, [line.textEvent({ user, text: SAID.line }), image], { secret: 's' })
  await post(desk.desk, await start(desk.desk, 'en'), SAID.chat, randomUUID())
  const raw = mailText({ text: SAID.mail, subject: SAID.subject, headers: [proven('phone.example')] })
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = createHmac('sha256', INBOUND_KEY).update(`${timestamp}.`).update(raw).digest('hex')
  await done(fetch(`${desk.desk.url}/webhooks/email`, { method: 'POST', body: Buffer.from(raw, 'latin1'), headers: { 'content-type': 'message/rfc822', 'x-timestamp': timestamp, 'x-signature': signature } }))
  for (const who of ['line', 'chat', 'mail'] as const) ids.set(who, (await desk.line(({ text }) => text === SAID[who])).id)
  await eventually(async () => (await thread('line')).messages.some(({ media }) => media?.status === 'stored'))
  const at = `/api/conversations/${ids.get('line')}`
  await done(desk.counsellor(`${at}/take-over`, {}))
  await done(desk.counsellor(`${at}/replies`, { id: randomUUID(), text: SAID.reply, asIs: true }))
  const note = randomUUID()
  await done(desk.counsellor(`${at}/notes`, { id: note, text: SAID.note, mentions: [] }))
  await done(desk.counsellor(`${at}/notes/${note}`, { text: SAID.corrected }, {}, 'PATCH'))
  await done(desk.counsellor(`${at}/contact`, { begin: true, channels: [], hours: null, neutral: true, watched: false, note: SAID.terms }))
  const person = (await thread('line')).conversation.person
  await done(desk.counsellor(`/api/people/${person}/facts`, { field: 'callName', status: 'known', value: SAID.name, base: 0, conversation: null }))
  const opening = { asker: { kind: 'worker' }, origin: 'counsellor', severity: 'S3', reason: SAID.reason, way: 'phone', here: true, themes: ['labour'], companies: [], note: SAID.contact }
  const { id } = await (await done(desk.counsellor('/api/cases', { conversation: ids.get('line'), language: 'vi', opening }))).json() as CaseOpened
  ids.set('case', id ?? '')
  await done(desk.counsellor(`/api/cases/${id}/acts`, { type: 'noteWish', text: SAID.wish }))
  const passages = [{ section: 'facts', day: null, ja: SAID.dossier, translation: SAID.dossier, source: 'person', event: null, media: null }]
  await done(desk.counsellor(`/api/cases/${id}/dossier`, { revision: 0, dossier: { ...EMPTY_DOSSIER, party: { type: 'lawyer', name: '弁護士', publicEmployee: false }, passages } }, {}, 'PATCH'))
  await done(desk.counsellor('/api/me', { desk: { undoSeconds: 20 } }, {}, 'PATCH'))
  await done(desk.counsellor(`${at}/replies`, { id: randomUUID(), text: SAID.held, asIs: true }))
  // However long the reading takes, it is still held.
  const db = new pg.Client({ connectionString: desk.databaseUrl })
  await db.connect()
  expect((await db.query(`UPDATE held_line SET due_at = now() + interval '1 day'`)).rowCount).toBe(1)
  await db.end()
})
afterAll(async () => { for (const end of ending) await end() })

async function everyRow(types?: pg.CustomTypesConfig): Promise<string> {
  const db = new pg.Client({ connectionString: desk.databaseUrl, ...(types && { types }) })
  await db.connect()
  const { rows: tables } = await db.query<{ name: string }>(`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`)
  const texts: string[] = []
  for (const { name } of tables) texts.push(...(await db.query<{ text: string }>(`SELECT t::text AS text FROM "${name}" t`)).rows.map(({ text }) => text))
  await db.end()
  return texts.join('\n')
}

test('no row of any table holds what was said, and with the keys all of it is there', async () => {
  expect((await everyRow()).match(/.{0,60}¤.{0,20}/g)).toBeNull()
  const plain = await everyRow(plainly)
  expect(Object.values(SAID).filter((text) => !plain.includes(text))).toEqual([])
})

test('no file tells what it is: neither the photo nor the mail as it came', async () => {
  const folder = join(desk.folder, 'media')
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  expect(files.length).toBeGreaterThanOrEqual(2)
  for (const file of files) {
    const bytes = await readFile(join(file.parentPath, file.name))
    expect([bytes.subarray(0, 16).toString(), bytes.includes('Thiri'), bytes.includes('phone.example')]).toEqual(['madoguchi sealed', false, false])
  }
})

test('at the desk everything reads as it was written, and is found by its words', async () => {
  const { messages, entries } = await thread('line')
  expect(messages.map(({ text }) => text)).toEqual(expect.arrayContaining([SAID.line, SAID.reply]))
  expect(entries.find(({ type }) => type === 'note')?.detail).toMatchObject({ text: SAID.corrected })
  const photo = messages.find(({ media }) => media)?.media
  expect(Buffer.from(await (await desk.counsellor(`/api/media/${photo?.id}`)).arrayBuffer()).subarray(0, 3).toString('hex')).toBe('ffd8ff')
  expect((await thread('mail')).messages[0]).toMatchObject({ text: SAID.mail, subject: SAID.subject })
  expect((await (await desk.counsellor(`/api/conversations/${ids.get('line')}/contact`)).json() as ContactView).held).toMatchObject([{ text: SAID.held }])
  expect(JSON.stringify(await (await desk.counsellor(`/api/cases/${ids.get('case')}`)).json())).toContain(SAID.reason)
  await eventually(async () => (await (await desk.counsellor('/api/conversations/search', { text: 'passport', days: null })).json() as SearchView).lines[0]?.conversation === ids.get('chat'))
})

test('what looks like a seal, or like a mark of one, is only a text', async () => {
  const chat = await start(desk.desk, 'en')
  const hostile = ['sealed:1t:AAAA', '{"a":"sealed:1j:AAAA"}', '\uFDD1mark', '\uFDD2{"a":1}', '"\uFDD2[1]"']
  for (const text of hostile) await post(desk.desk, chat, text, randomUUID())
  await eventually(async () => (await desk.line(({ text }) => text === hostile.at(-1))).id)
  const { id } = await desk.line(({ text }) => text === hostile[0])
  expect((await desk.thread(id)).filter(({ author }) => author === 'worker').map(({ text }) => text)).toEqual(hostile)
})
