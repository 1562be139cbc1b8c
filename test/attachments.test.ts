// Files that staff send: what is taken, where it goes, and by which address a platform fetches it.
import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { email } from '../channels/email/index.ts'
import { EmailConfig } from '../channels/email/wire.ts'
import { line as lineChannel } from '../channels/line/index.ts'
import { messenger } from '../channels/messenger/index.ts'
import { MessengerConfig } from '../channels/messenger/wire.ts'
import { createFileLinks } from '../src/media/file-links.ts'
import type { ConversationList } from '../src/server/api/inbox.ts'
import type { AttachedFile } from '../src/server/api/thread.ts'
import { eventually } from './desk.ts'
import { history } from './direct-line.ts'
import { messengerPsid, startMessenger } from './platforms/messenger.ts'
import { startSmtp } from './platforms/smtp.ts'
import { answer, json, openThreadDesk } from './thread-desk.ts'
import type { ThreadDesk } from './thread-desk.ts'

let at: ThreadDesk
let cookie = ''
beforeAll(async () => {
  at = await openThreadDesk()
  const signedIn = await fetch(`${at.desk.url}/api/auth/sign-in/email`, {
    method: 'POST', headers: { 'content-type': 'application/json', origin: at.desk.url }, body: JSON.stringify({ email: 'anh@example.org', password: 'another long password' }),
  })
  cookie = signedIn.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ')
})
afterAll(() => at.close())
beforeEach(() => at.writesOnLine())

const photo = () => sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#1a7f6b' } }).withExif({ IFD3: { GPSLatitude: '35/1 41/1 0/1' } }).jpeg().toBuffer()

/** As a page does, in the name of Anh. */
async function attach(bytes: Uint8Array, name: string): Promise<{ status: number; body: AttachedFile & { error?: string } }> {
  const response = await fetch(`${at.desk.url}/api/conversations/${at.id}/files?name=${encodeURIComponent(name)}`, {
    method: 'POST', headers: { origin: at.desk.url, cookie, 'content-type': 'application/octet-stream' }, body: new Blob([Uint8Array.from(bytes)]),
  })
  return { status: response.status, body: await response.json() as AttachedFile & { error?: string } }
}

test('a file is looked at before it is taken, goes only where the channel takes it, and LINE fetches it by an address that ends', async () => {
  const { act, anh, db, desk, line, thread } = at
  const there = at.id
  expect((await attach(await photo(), 'p.jpg')).body.error).toBe('no_files_here')
  await at.writesOnWebchat()
  await act('take-over', {}, anh)
  expect(await attach(Buffer.from('MZ\x90\0 a program'), 'a.exe')).toMatchObject({ status: 422 })
  expect((await attach(Buffer.from('only words'), 'a.txt')).body.error).toBe('file_kind')
  expect((await attach(Buffer.alloc(0), 'a.jpg')).body.error).toBe('file_empty')
  const { status, body: file } = await attach(await photo(), '../地図.png')
  expect([status, file.kind, file.name, file.type]).toEqual([201, 'image', '地図.jpg', 'image/jpeg'])
  expect(file.size).toBeLessThan(1_000_000)
  const links = createFileLinks(JSON.parse(JSON.stringify((await db.query(`SELECT value FROM setting WHERE key = 'file-secret'`)).rows[0].value)) as string, desk.url, () => new Date())
  expect((await fetch(links.issue(file.id))).status).toBe(404)
  await db.query('UPDATE attachment SET conversation_id = $1 WHERE id = $2', [there, file.id])
  at.id = there
  await act('take-over', {}, anh)
  // Another's file is none of one's own.
  expect(await act('replies', { id: randomUUID(), text: '', files: [file.id] })).toEqual([409, 'no_file'])
  expect(await act('replies', { id: randomUUID(), text: '', files: [randomUUID()] }, anh)).toEqual([409, 'no_file'])
  expect(await act('replies', answer({ text: '地図です', files: [file.id] }), anh)).toEqual([201, null])
  const sent = await eventually(() => line.sent.find(({ messages }) => JSON.stringify(messages).includes('originalContentUrl')))
  expect(sent.messages.map(({ type }) => type)).toEqual(['text', 'image'])
  const address = /https:\/\/desk\.example(\/files\/[^"]+)/.exec(JSON.stringify(sent.messages))?.[1] ?? ''
  const fetched = await fetch(desk.url + address)
  expect([fetched.status, fetched.headers.get('content-type'), (await sharp(Buffer.from(await fetched.arrayBuffer())).metadata()).exif]).toEqual([200, 'image/jpeg', undefined])
  for (const wrong of [`${address}x`, address.replace(file.id, randomUUID()), createFileLinks('another secret', '', () => new Date()).issue(file.id)]) expect((await fetch(desk.url + wrong)).status).toBe(404)
  expect(links.read(links.issue(file.id).split('/').at(-1) ?? '')).toBe(file.id)
  expect(createFileLinks('k', '', () => new Date(Date.now() + 16 * 86_400_000)).read(createFileLinks('k', '', () => new Date()).issue(file.id).split('/').at(-1) ?? '')).toBeNull()
  expect((await thread()).messages.at(-1)).toMatchObject({ author: 'counsellor', kind: 'image', media: { id: file.id, status: 'stored', name: '地図.jpg' } })
  expect(line.refused).toEqual([])
})

test('on the web chat a photo and a PDF stand in the worker\'s own page; one that was undone can go again', async () => {
  const { act, anh, desk, sato } = at
  const chat = await at.writesOnWebchat()
  await act('take-over', {}, anh)
  const [{ body: picture }, { body: paper }] = [await attach(await photo(), 'p.jpg'), await attach(Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF'), '契約.pdf')]
  await anh('/api/me', { desk: { undoSeconds: 20 } }, {}, 'PATCH')
  const undone = answer({ text: '', files: [picture.id, paper.id] })
  expect(await act('replies', undone, anh)).toEqual([201, null])
  expect(await act(`held/${undone.id}`, {}, anh, 'DELETE')).toEqual([200, null])
  await anh('/api/me', { desk: { undoSeconds: 0 } }, {}, 'PATCH')
  expect(await act('replies', answer({ text: '', files: [picture.id, paper.id] }), anh)).toEqual([201, null])
  const files = await eventually(async () => { const all = (await history(desk, chat)).activities.flatMap(({ attachments = [] }) => attachments); return all.length === 2 && all })
  expect(files.map(({ contentType, name }) => [contentType, name])).toEqual([['image/jpeg', 'p.jpg'], ['application/pdf', '契約.pdf']])
  for (const { contentUrl } of files) expect((await fetch(contentUrl.replace(/^https?:\/\/[^/]+/, desk.url))).status).toBe(200)
  const listed = (await json<ConversationList>(sato('/api/conversations?show=all'))).conversations.find((one) => one.id === at.id)
  expect(listed?.can).toMatchObject({ sends: ['text', 'image', 'file'], largestFile: 25_000_000 })
})

const FILE = { id: 'f1', kind: 'file' as const, name: '契約.pdf', type: 'application/pdf', size: 20, url: 'https://desk.example/files/x' }
const SAID = { id: 'l1', text: FILE.name, language: 'ja', author: 'counsellor' as const, file: FILE }
const KEY = '0198a000-0000-7000-8000-00000000000a'
const io = () => ({ maybeSent: false, signal: AbortSignal.timeout(8_000), now: () => new Date() })

test('a mail carries the file itself, and says so where it is gone', async () => {
  const smtp = await startSmtp()
  const config = EmailConfig.parse({ address: 'desk@soudan.example', smtpUrl: smtp.url, imapUrl: null, inboundKey: null, authservId: null, secret: 'a secret for tests only', words: { ja: { subject: 's', footer: 'f' } } })
  const [mail] = email.render([SAID], { person: 'thiri@phone.example', thread: '', retryKey: KEY })
  if (!mail) throw new Error('no mail')
  expect(await email.send?.(mail, config, { ...io(), open: async () => null })).toMatchObject({ status: 'failed', certain: true })
  expect(await email.send?.(mail, config, { ...io(), open: async () => Buffer.from('%PDF-1.4 contents') })).toMatchObject({ status: 'sent', refs: [{ line: 'l1' }] })
  expect(smtp.sent.map(({ mail: { attachments } }) => attachments.map(({ filename, contentType, content }) => [filename, contentType, content.toString()]))).toEqual([[['契約.pdf', 'application/pdf', '%PDF-1.4 contents']]])
  await smtp.close()
})

test('Messenger is told where to fetch it; LINE, which takes no papers, gets nothing in its place', async () => {
  const meta = await startMessenger()
  const psid = messengerPsid('Ana')
  meta.textEvent({ psid, text: 'hello' })
  const to = { person: psid, thread: '', retryKey: KEY, heardAt: new Date().toISOString() }
  const [payload] = messenger.render([SAID], to)
  if (!payload) throw new Error('nothing to send')
  const config = MessengerConfig.parse({ appSecret: meta.appSecret, pageToken: meta.token, verifyToken: meta.verifyToken, graphBase: meta.url })
  expect(await messenger.send?.(payload, config, io())).toMatchObject({ status: 'sent' })
  expect(meta.sent).toMatchObject([{ message: { attachment: { type: 'file', payload: { url: FILE.url } } } }])
  expect(lineChannel.render([SAID], to)).toEqual([])
  await meta.close()
})
