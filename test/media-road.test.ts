// The road of a photo: from the platform's store to the counsellor's page, checked and cleaned on the way, and gone when it is taken back.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import S3rver from 's3rver'
import sharp from 'sharp'
import type { ConversationList, MediaView, Thread } from '../src/server/api/inbox.ts'
import { eventually, openDesk, signIn } from './desk.ts'
import { lineUser, startLine } from './platforms/line.ts'
import type { LineContent } from './platforms/line.ts'
import { messengerPsid, startMessenger } from './platforms/messenger.ts'

const ending: (() => Promise<void> | void)[] = []
afterEach(async () => { for (const end of ending.splice(0)) await end() })

const SECRET = 'a-channel-secret'
const user = lineUser('Mai')
const photo = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#1a7f6b' } })
  .withExif({ IFD0: { Copyright: 'me' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '35/1 41/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '139/1 41/1 0/1' } })
  .jpeg().toBuffer()

async function open(env: Record<string, string> = {}) {
  const [line, meta] = [await startLine(), await startMessenger()]
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-media-'))
  const desk = await openDesk({
    DATA_DIR: folder, LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url,
    MESSENGER_APP_SECRET: meta.appSecret, MESSENGER_PAGE_TOKEN: meta.token, MESSENGER_VERIFY_TOKEN: meta.verifyToken, MESSENGER_GRAPH_BASE: meta.url, ...env,
  })
  ending.push(() => desk.stop(), () => line.close(), () => meta.close(), () => rmSync(folder, { recursive: true, force: true }))
  const counsellor = await signIn(desk)
  const media = async (): Promise<MediaView[]> => {
    const [first] = (await (await counsellor('/api/conversations?show=all')).json() as ConversationList).conversations
    const thread = first && await (await counsellor(`/api/conversations/${first.id}`)).json() as Thread
    return thread?.messages.flatMap((message) => message.media ?? []) ?? []
  }
  const sends = async (content: LineContent) => {
    const event = line.imageEvent({ user })
    line.contents.set(event.message.id, content)
    await line.deliver(`${desk.url}/webhooks/line`, [event], { secret: SECRET })
    return event.message.id
  }
  const settled = () => eventually(async () => { const [one] = await media(); return one && one.status !== 'pending' && one })
  const shelf = join(folder, 'media')
  const stored = () => (existsSync(shelf) ? readdirSync(shelf, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length : 0)
  return { desk, line, meta, counsellor, media, sends, settled, stored, folder }
}

test('a photo is fetched, loses where it was taken, and is shown to signed-in staff only', async () => {
  const { desk, counsellor, sends, settled, folder } = await open()
  await sends({ bytes: photo })
  const seen = await settled()
  expect(seen).toMatchObject({ status: 'stored', kind: 'image', type: 'image/jpeg', width: 64, height: 48 })
  expect((await sharp(photo).metadata()).exif).toBeDefined()
  const response = await counsellor(`/api/media/${seen.id}`)
  const bytes = Buffer.from(await response.arrayBuffer())
  expect((await sharp(bytes).metadata()).exif).toBeUndefined()
  expect(bytes.length).toBe(seen.size)
  expect(Object.fromEntries(response.headers)).toMatchObject({ 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store' })
  expect((await fetch(`${desk.url}/api/media/${seen.id}`)).status).toBe(401)
  expect((await counsellor('/api/media/018f0000-0000-7000-8000-000000000001')).status).toBe(404)
  expect((await counsellor('/api/media/..%2F..%2Fpostgres')).status).toBe(404)
  await eventually(() => readdirSync(join(folder, 'incoming')).length === 0)
})

test('part of it is served on request, so that a player can seek', async () => {
  const { counsellor, sends, settled } = await open()
  await sends({ bytes: photo })
  const { id, size } = await settled()
  const whole = Buffer.from(await (await counsellor(`/api/media/${id}`)).arrayBuffer())
  const part = await counsellor(`/api/media/${id}`, undefined, { range: 'bytes=10-19' })
  expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 10-19/${size}`])
  expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(10, 20))
  expect((await counsellor(`/api/media/${id}`, undefined, { range: 'bytes=999999-' })).status).toBe(416)
})

test('a video that the platform still prepares is asked for again, and what it no longer has is said to be gone', async () => {
  const { sends, settled, media, line } = await open()
  await sends({ bytes: photo, preparing: 1 })
  expect(await settled()).toMatchObject({ status: 'stored' })
  await sends({ bytes: photo, gone: true })
  await eventually(async () => (await media()).some(({ status }) => status === 'gone'))
  expect(line.refused).toEqual([])
})

test('an error page in place of a photo is no photo: it is asked for again', async () => {
  const { line, sends, settled } = await open()
  line.faults.push({ on: 'content', times: 1, status: 200 })
  await sends({ bytes: photo })
  expect(await settled()).toMatchObject({ status: 'stored', kind: 'image' })
})

test('a program that calls itself a photo is kept out, and the desk says why', async () => {
  const { sends, settled, stored } = await open()
  await sends({ bytes: Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), Buffer.alloc(4000, 1)]) })
  expect(await settled()).toMatchObject({ status: 'refused', reason: 'program' })
  expect(stored()).toBe(0)
})

test('a photo that is taken back is gone from the thread, from its address and from the disk', async () => {
  const { desk, line, counsellor, sends, settled, media, stored } = await open()
  const message = await sends({ bytes: photo })
  const { id } = await settled()
  expect(stored()).toBe(1)
  await line.deliver(`${desk.url}/webhooks/line`, [line.unsendEvent({ user, messageId: message })], { secret: SECRET })
  await eventually(async () => (await media()).length === 0)
  expect((await counsellor(`/api/media/${id}`)).status).toBe(404)
  await eventually(() => stored() === 0)
})

test('a photo that is taken back before it is looked at is never fetched', async () => {
  const { desk, line, media, stored } = await open()
  const event = line.imageEvent({ user })
  line.contents.set(event.message.id, { bytes: photo })
  await line.deliver(`${desk.url}/webhooks/line`, [line.unsendEvent({ user, messageId: event.message.id }), event], { secret: SECRET })
  await eventually(() => line.sent.length > 0)
  expect(await media()).toEqual([])
  expect([stored(), line.requests.filter(({ path }) => path.includes('/content'))]).toEqual([0, []])
})

test('an album on Messenger is three pictures and one answer; an address of another host is never called', async () => {
  const { desk, meta, media } = await open()
  const psid = messengerPsid('Thiri')
  const say = (event: Parameters<typeof meta.deliver>[1][number]) => meta.deliver(`${desk.url}/webhooks/messenger`, [event])
  await say(meta.textEvent({ psid, text: 'Hello' }))
  await eventually(() => meta.sent.length === 3)
  await say(meta.mediaEvent({ psid, type: 'image', url: ['a', 'b', 'c'].map((name) => meta.serveMedia(`${name}.jpg`, photo, 'image/jpeg')) }))
  await eventually(async () => { const all = await media(); return all.length === 3 && all.every(({ status }) => status === 'stored') })
  await eventually(() => meta.sent.length > 3)
  expect(meta.sent).toHaveLength(4)
  await say(meta.mediaEvent({ psid, type: 'image', url: 'http://127.0.0.1:1/secret' }))
  await eventually(async () => (await media()).some(({ status }) => status === 'gone'))
})

test('while the disk or the platform fails the photo waits, and nothing is half there', async () => {
  const { line, sends, settled, stored } = await open()
  line.faults.push({ on: 'content', times: 1, status: 500 })
  await sends({ bytes: photo })
  expect(await settled()).toMatchObject({ status: 'stored' })
  expect(stored()).toBe(1)
})

test('with a bucket configured nothing is kept on this machine, and the photo is shown all the same', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'madoguchi-bucket-'))
  const server = new S3rver({ address: '127.0.0.1', port: 0, directory, silent: true, configureBuckets: [{ name: 'photos' }] })
  const { port } = await server.run()
  const { counsellor, sends, settled, stored } = await open({
    MEDIA_S3_BUCKET: 'photos', MEDIA_S3_ENDPOINT: `http://127.0.0.1:${port}`, MEDIA_S3_ACCESS_KEY_ID: 'S3RVER', MEDIA_S3_SECRET_ACCESS_KEY: 'S3RVER',
  })
  ending.push(() => server.close(), () => rmSync(directory, { recursive: true, force: true }))
  await sends({ bytes: photo })
  const { id, size } = await settled()
  expect(stored()).toBe(0)
  expect(Buffer.from(await (await counsellor(`/api/media/${id}`)).arrayBuffer())).toHaveLength(size ?? -1)
  expect(JSON.stringify(await (await counsellor('/api/status')).json())).not.toContain('S3RVER')
})
