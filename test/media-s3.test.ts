// Media in a bucket, against a server that speaks S3.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { buffer } from 'node:stream/consumers'
import S3rver from 's3rver'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createS3Store } from '../src/media/s3.ts'
import { fileOf, temporaryFolder } from './media-files.ts'

const KEY = '0190a5b2-7c3d-7e4f-8a9b-0123456789ab'
const SETTINGS = { bucket: 'media', region: 'ap-northeast-1', accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER', forcePathStyle: true }

async function bucket(settings: Partial<typeof SETTINGS> = {}) {
  const server = new S3rver({ address: '127.0.0.1', port: 0, directory: await temporaryFolder(), silent: true, configureBuckets: [{ name: 'media' }] })
  const { port } = await server.run()
  onTestFinished(() => server.close())
  return createS3Store({ ...SETTINGS, ...settings, endpoint: `http://127.0.0.1:${port}` })
}

/** A server that answers what it is told to. */
async function endpoint(answer: (tries: number) => number) {
  const seen = { tries: 0, bytes: [] as number[] }
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      seen.tries += 1
      seen.bytes.push(body.length)
      response.writeHead(answer(seen.tries)).end()
    })
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => { server.once('listening', resolve) })
  onTestFinished(() => { server.close() })
  return { seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

test('put, read, read a part, remove', async () => {
  const store = await bucket()
  expect(await store.open(KEY)).toBeNull()
  await store.put(KEY, await fileOf('0123456789'), 'text/plain; charset=utf-8')
  const whole = await store.open(KEY)
  expect(whole?.size).toBe(10)
  expect(whole && (await buffer(whole.bytes)).toString()).toBe('0123456789')
  const part = await store.open(KEY, { start: 2, end: 4 })
  expect(part?.size).toBe(10)
  expect(part && (await buffer(part.bytes)).toString()).toBe('234')
  expect(await Array.fromAsync(store.keys())).toEqual([KEY])
  await store.remove(KEY)
  await store.remove(KEY)
  expect(await store.open(KEY)).toBeNull()
})

test('a file larger than what is sent at once arrives whole', async () => {
  const store = await bucket()
  await store.put(KEY, await fileOf(Buffer.alloc(3_000_000, 7)), 'video/mp4')
  const opened = await store.open(KEY)
  expect(opened && (await buffer(opened.bytes)).equals(Buffer.alloc(3_000_000, 7))).toBe(true)
})

test('refused credentials are an error that names no secret', async () => {
  const store = await bucket({ accessKeyId: 'AKIAWRONGWRONG', secretAccessKey: 'wrongwrongwrong' })
  const error = await store.put(KEY, await fileOf('x'), 'text/plain').catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(Error)
  expect(String(error)).toBe('Error: the object store failed with InvalidAccessKeyId (403)')
  expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/AKIAWRONG|wrongwrong/)
  await expect(store.open(KEY)).rejects.toThrow('InvalidAccessKeyId')
  await expect(store.remove(KEY)).rejects.toThrow('InvalidAccessKeyId')
})

test('a bucket that is not there is an error, not a missing file', async () => {
  const store = await bucket({ bucket: 'elsewhere' })
  await expect(store.open(KEY)).rejects.toThrow('NoSuchBucket (404)')
})

test('a key that is no UUID goes nowhere', async () => {
  const store = await bucket()
  for (const key of ['../x', `${KEY}/../x`, '']) {
    await expect(store.put(key, await fileOf('x'), 'text/plain')).rejects.toThrow('not the key')
    await expect(store.open(key)).rejects.toThrow('not the key')
    await expect(store.remove(key)).rejects.toThrow('not the key')
  }
})

test('a busy server is asked again, each time with the whole file, and nothing goes to the console', async () => {
  const warn = vi.spyOn(console, 'warn')
  onTestFinished(() => warn.mockRestore())
  const { seen, url } = await endpoint((tries) => tries < 3 ? 503 : 200)
  const store = await createS3Store({ ...SETTINGS, endpoint: url })
  await store.put(KEY, await fileOf('0123456789'), 'text/plain')
  expect(seen).toEqual({ tries: 3, bytes: [10, 10, 10] })
  expect(warn).not.toHaveBeenCalled()
})

test('after three tries it is given up, and a refusal is not tried again', async () => {
  const busy = await endpoint(() => 500)
  await expect((await createS3Store({ ...SETTINGS, endpoint: busy.url })).open(KEY)).rejects.toThrow('(500)')
  expect(busy.seen.tries).toBe(3)
  const closed = await endpoint(() => 403)
  await expect((await createS3Store({ ...SETTINGS, endpoint: closed.url })).remove(KEY)).rejects.toThrow('(403)')
  expect(closed.seen.tries).toBe(1)
})

test('a server that is not there is an error with its code', async () => {
  const store = await createS3Store({ ...SETTINGS, endpoint: 'http://127.0.0.1:1' })
  await expect(store.open(KEY)).rejects.toThrow('the object store failed with ECONNREFUSED (no answer)')
})

test('the status page is told where, and no secret', async () => {
  const store = await createS3Store({ ...SETTINGS, endpoint: 'https://name:password@objects.example.jp' })
  expect(store.describe()).toBe('bucket media at objects.example.jp')
  expect((await createS3Store({ ...SETTINGS, endpoint: null })).describe()).toBe('bucket media in ap-northeast-1')
})
