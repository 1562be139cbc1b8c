// Files from the worker's page: taken with limits, looked at like everybody's, echoed, and shown to nobody else.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { request as ask } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, expect, test } from 'vitest'
import { sweepUploads } from '../src/jobs/media.ts'
import { createFolderStore } from '../src/media/folder.ts'
import type { ConversationList, MediaView, Thread } from '../src/server/api/inbox.ts'
import { noteUpload } from '../src/store/webchat.ts'
import { eventually, openDesk, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { history, start, upload, watch } from './direct-line.ts'
import type { PostedFile, Started } from './direct-line.ts'
import { openStore } from './store.ts'

const ending: (() => Promise<void> | void)[] = []
afterEach(async () => { for (const end of ending.splice(0)) await end() })

const picture = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#1a7f6b' } })
  .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '35/1 41/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '139/1 41/1 0/1' } }).jpeg().toBuffer()
const photo = (name = 'photo.jpg'): PostedFile => ({ name, type: 'image/jpeg', bytes: new Uint8Array(picture) })
const program: PostedFile = { name: 'photo.jpg', type: 'image/jpeg', bytes: new Uint8Array(Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), Buffer.alloc(4000, 1)])) }
const message = (clientActivityID: string, text?: string) => ({ type: 'message', ...(text && { text }), attachments: [{ contentType: 'image/jpeg', name: 'photo.jpg' }], channelData: { clientActivityID } })

async function open() {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-uploads-'))
  const desk = await openDesk({ DATA_DIR: folder })
  ending.push(() => desk.stop(), () => rmSync(folder, { recursive: true, force: true }))
  const shelf = join(folder, 'media')
  const stored = () => (existsSync(shelf) ? readdirSync(shelf, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length : 0)
  const left = () => readdirSync(join(folder, 'incoming'))
  return { desk, started: await start(desk, 'en'), stored, left, folder }
}

async function mediaOf(desk: TestDesk): Promise<MediaView[]> {
  const counsellor = await signIn(desk)
  return eventually(async () => {
    const { conversations } = await (await counsellor('/api/conversations?show=all')).json() as ConversationList
    const threads = await Promise.all(conversations.map(async ({ id }) => await (await counsellor(`/api/conversations/${id}`)).json() as Thread))
    const media = threads.flatMap(({ messages }) => messages.flatMap((one) => one.media ?? []))
    return media.length > 0 && media.every(({ status }) => status !== 'pending') && media
  })
}

const own = async (desk: TestDesk, started: Started) => (await history(desk, started)).activities.filter(({ from }) => from.role === 'user')

test('a photo with a text is one activity on the stream, two lines at the desk, and loses where it was taken', async () => {
  const { desk, started, stored, left } = await open()
  const page = watch(started.streamUrl)
  ending.unshift(() => page.socket.terminate())
  const { status, json } = await upload(desk, started, [photo(), photo('photo (1).jpg')], message('u1', 'my pay slip'))
  expect(status).toBe(200)
  const echo = await eventually(() => page.seen.find(({ id }) => id === json.id))
  expect(echo).toMatchObject({ text: 'my pay slip', from: { role: 'user' }, channelData: { clientActivityID: 'u1' }, attachments: [{ contentType: 'image/jpeg', name: 'photo.jpg' }, { name: 'photo (1).jpg' }] })
  expect(page.seen.filter(({ id }) => id === json.id)).toHaveLength(1)
  const shown = await fetch(echo.attachments?.[0]?.contentUrl ?? '')
  expect([shown.status, shown.headers.get('content-type'), shown.headers.get('cross-origin-resource-policy')]).toEqual([200, 'image/jpeg', 'cross-origin'])
  const cleaned = Buffer.from(await shown.arrayBuffer())
  expect([(await sharp(picture).metadata()).exif === undefined, (await sharp(cleaned).metadata()).exif]).toEqual([false, undefined])
  expect(await mediaOf(desk)).toMatchObject([{ kind: 'image', status: 'stored', width: 64 }, { kind: 'image', status: 'stored' }])
  // What came as it was, is gone once it was looked at.
  await eventually(() => stored() === 2)
  expect(left()).toEqual([])
})

test('an address of a file is good for this file of this conversation only, and not for ever', async () => {
  const { desk, started } = await open()
  await upload(desk, started, [photo()], message('u1'))
  const address = new URL((await eventually(async () => (await own(desk, started))[0]))?.attachments?.[0]?.contentUrl ?? '')
  expect((await fetch(address)).status).toBe(200)
  const changed = (change: (url: URL) => void) => {
    const url = new URL(address)
    change(url)
    return fetch(url)
  }
  expect((await changed((url) => url.searchParams.delete('t'))).status).toBe(403)
  expect((await changed((url) => url.searchParams.set('t', started.token))).status).toBe(403)
  expect((await changed((url) => { url.pathname = url.pathname.replace(/[^/]+$/, '018f0000-0000-7000-8000-000000000001') })).status).toBe(403)
  expect((await changed((url) => { url.pathname = url.pathname.replace(started.conversationId, 'another') })).status).toBe(403)
  const { exp, iat } = JSON.parse(Buffer.from(address.searchParams.get('t')?.split('.')[1] ?? '', 'base64url').toString()) as { exp: number; iat: number }
  expect(exp - iat).toBeLessThanOrEqual(86_400)
})

test('an upload that is repeated, one after the other or at the same moment, is one message, and its bytes are kept once', async () => {
  const { desk, started, stored, left } = await open()
  const answers = [...await Promise.all([1, 2, 3].map(() => upload(desk, started, [photo()], message('same')))), await upload(desk, started, [photo()], message('same'))]
  expect(new Set(answers.map(({ json }) => json.id)).size).toBe(1)
  expect(await mediaOf(desk)).toHaveLength(1)
  await eventually(() => stored() === 1)
  expect(await own(desk, started)).toHaveLength(1)
  expect(left()).toEqual([])
})

test('a program that calls itself a photo is kept out, and the page is told so in place of the picture', async () => {
  const { desk, started, stored } = await open()
  const page = watch(started.streamUrl)
  ending.unshift(() => page.socket.terminate())
  const { json } = await upload(desk, started, [program], message('u1'))
  const told = await eventually(() => page.seen.findLast(({ id, channelData }) => id === json.id && channelData['refused'] !== undefined))
  expect(told.channelData['refused']).toBe('program')
  expect(told.attachments).toBeUndefined()
  expect(await mediaOf(desk)).toMatchObject([{ status: 'refused', reason: 'program' }])
  await eventually(() => stored() === 0)
})

test('one file may also be the whole body, and an upload without an activity is a bare message', async () => {
  const { desk, started } = await open()
  const response = await fetch(`${desk.url}/v3/directline/conversations/${started.conversationId}/upload?userId=dl_x`, {
    method: 'POST', headers: { authorization: `Bearer ${started.token}`, 'content-type': 'image/jpeg', 'content-disposition': 'name="file"; filename="slip.jpg"' }, body: new Uint8Array(picture),
  })
  expect(response.status).toBe(200)
  expect((await upload(desk, started, [photo('bare.jpg')], null)).status).toBe(200)
  const lines = await eventually(async () => { const all = await own(desk, started); return all.length === 2 && all })
  expect(lines.map(({ attachments }) => attachments?.[0]?.name)).toEqual(['slip.jpg', 'bare.jpg'])
})

test('what is no upload is refused with a reason, and nothing of it is kept', async () => {
  const { desk, started, stored, left } = await open()
  const other = await start(desk)
  expect((await upload(desk, { ...started, token: other.token }, [photo()], message('a'))).status).toBe(404)
  expect((await upload(desk, { ...started, token: 'none' }, [photo()], message('a'))).status).toBe(403)
  expect((await upload(desk, started, [], message('a'))).json.error?.code).toBe('MissingProperty')
  expect((await upload(desk, started, Array.from({ length: 11 }, (_, i) => photo(`${i}.jpg`)), message('a'))).json.error?.code).toBe('BadArgument')
  expect((await upload(desk, started, [photo()], { type: 'event', name: 'x' })).json.error?.message).toContain('type')
  expect((await upload(desk, started, [photo()], message('a\0b'))).status).toBe(400)
  expect((await upload(desk, started, [photo()], message('a\ud800'))).status).toBe(400)
  expect((await upload(desk, started, [photo()], { text: 'no type' })).json.error?.message).toContain('type')
  const broken = await fetch(`${desk.url}/v3/directline/conversations/${started.conversationId}/upload`, {
    method: 'POST', headers: { authorization: `Bearer ${started.token}`, 'content-type': 'multipart/form-data; boundary=x' }, body: '--y\r\n\r\nnothing',
  })
  expect([broken.status, (await broken.json() as { error: { code: string } }).error.code]).toEqual([400, 'MalformedData'])
  expect([stored(), left()]).toEqual([0, []])
})

test('more than 25 MB is refused with 413, whether the length was said before or not', async () => {
  const { desk, started, stored, left } = await open()
  const url = new URL(`${desk.url}/v3/directline/conversations/${started.conversationId}/upload`)
  const send = (headers: Record<string, string | number>) => new Promise<{ status: number; body: string }>((done, fail) => {
    const call = ask(url, { method: 'POST', headers: { authorization: `Bearer ${started.token}`, 'content-type': 'image/jpeg', ...headers } }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (chunk: string) => { body += chunk }).on('end', () => done({ status: response.statusCode ?? 0, body }))
    })
    call.on('error', fail)
    const chunk = Buffer.alloc(1_000_000)
    for (let i = 0; i < 26; i++) call.write(chunk)
    call.end()
  })
  for (const headers of [{ 'content-length': 26_000_000 }, { 'transfer-encoding': 'chunked' }]) {
    const { status, body } = await send(headers)
    expect([status, body.includes('PayloadTooLarge')]).toEqual([413, true])
  }
  expect([stored(), left()]).toEqual([0, []])
})

test('while the disk takes nothing the upload is refused as "later", and the same one succeeds afterwards, once', async () => {
  const { desk, started, stored, left, folder } = await open()
  const shelf = join(folder, 'media')
  rmSync(shelf, { recursive: true, force: true })
  writeFileSync(shelf, '')
  expect((await upload(desk, started, [photo()], message('u1'))).status).toBe(500)
  expect(left()).toEqual([])
  rmSync(shelf)
  expect((await upload(desk, started, [photo()], message('u1'))).status).toBe(200)
  expect(await mediaOf(desk)).toMatchObject([{ status: 'stored' }])
  await eventually(() => stored() === 1)
  expect(await own(desk, started)).toHaveLength(1)
})

test('what was uploaded and never became a message is removed after two days', async () => {
  const { desk, started, stored, folder } = await open()
  await upload(desk, started, [photo()], message('u1'))
  const db = openStore(desk.databaseUrl, 2)
  ending.unshift(() => db.close())
  await eventually(async () => stored() === 1 && await db.prisma.upload.count() === 0)
  const [left, fresh] = ['018f0000-0000-7000-8000-00000000000a', '018f0000-0000-7000-8000-00000000000b']
  const media = createFolderStore(join(folder, 'media'))
  const file = join(folder, 'a file')
  writeFileSync(file, 'left over')
  for (const key of [left, fresh]) {
    await noteUpload(db, key)
    await media.put(key, file, 'text/plain')
  }
  await db.prisma.$executeRaw`UPDATE upload SET at = now() - interval '49 hours' WHERE key = ${left}::uuid`
  await sweepUploads({ db, media, now: () => new Date() })
  expect([await media.open(left), stored()]).toEqual([null, 2])
  expect((await db.prisma.upload.findMany()).map(({ key }) => key)).toEqual([fresh])
})
