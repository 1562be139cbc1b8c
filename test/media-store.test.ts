// Media on this machine's disk: bytes taken in up to a limit, and files that are there whole or not at all.
import { spawnSync } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile, rename, stat, utimes, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import { describe, expect, test, vi } from 'vitest'
import { createFolderStore } from '../src/media/folder.ts'
import { receive, sweep } from '../src/media/receive.ts'
import { PIECE } from '../src/media/sealed-file.ts'
import { sealedStore } from '../src/media/sealed.ts'
import { fileOf, temporaryFolder } from './media-files.ts'
import { testKeyring } from './store.ts'

const KEY = '0190a5b2-7c3d-7e4f-8a9b-0123456789ab'
const OTHER = '0190a5b2-7c3d-7e4f-8a9b-0123456789ac'
const filesIn = async (folder: string) => (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
const modeOf = async (path: string) => (await stat(path)).mode & 0o777

async function* chunks(count: number, size: number, done: { read: number; closed: boolean }) {
  try {
    for (let left = count; left > 0; left -= 1) {
      done.read += 1
      yield new Uint8Array(size).fill(left)
    }
  } finally {
    done.closed = true
  }
}

test('what comes in goes to a file of its own', async () => {
  const folder = join(await temporaryFolder(), 'incoming')
  const got = await receive(chunks(3, 1_000, { read: 0, closed: false }), 3_000, folder)
  if (got === 'too_large') throw new Error(got)
  expect(got.size).toBe(3_000)
  expect((await readFile(got.path)).length).toBe(3_000)
  expect([await modeOf(got.path), await modeOf(folder)]).toEqual([0o600, 0o700])
})

test('over the limit nothing more is read, and nothing is left', async () => {
  const folder = await temporaryFolder()
  const done = { read: 0, closed: false }
  expect(await receive(chunks(1_000_000, 1_000, done), 2_999, folder)).toBe('too_large')
  expect(done.closed).toBe(true)
  expect(done.read).toBeLessThan(10)
  expect(await readdir(folder)).toEqual([])
})

test('a line that breaks leaves nothing', async () => {
  const folder = await temporaryFolder()
  const broken = async function* () {
    yield new Uint8Array(10)
    throw new Error('reset')
  }
  await expect(receive(broken(), 100, folder)).rejects.toThrow('reset')
  expect(await readdir(folder)).toEqual([])
})

test('put, read, read a part, remove', async () => {
  const folder = join(await temporaryFolder(), 'media')
  const store = createFolderStore(folder)
  expect(await store.open(KEY)).toBeNull()
  await store.put(KEY, await fileOf('0123456789'), 'text/plain')
  await store.put(OTHER, await fileOf('other'), 'text/plain')
  const whole = await store.open(KEY)
  expect(whole?.size).toBe(10)
  expect(whole && (await buffer(whole.bytes)).toString()).toBe('0123456789')
  const part = await store.open(KEY, { start: 2, end: 4 })
  expect(part?.size).toBe(10)
  expect(part && (await buffer(part.bytes)).toString()).toBe('234')
  await store.remove(KEY)
  await store.remove(KEY)
  expect(await store.open(KEY)).toBeNull()
  expect((await filesIn(folder)).map(({ name }) => name)).toEqual([OTHER])
  expect(store.describe()).toBe(`folder ${folder}`)
})

test('only this user reads them, two folders deep, spread by the random end of the key', async () => {
  const folder = join(await temporaryFolder(), 'media')
  await createFolderStore(folder).put(KEY, await fileOf('x'), 'text/plain')
  expect(await modeOf(join(folder, 'ab', '89', KEY))).toBe(0o600)
  for (const path of [folder, join(folder, 'ab'), join(folder, 'ab', '89')]) expect(await modeOf(path)).toBe(0o700)
})

test.each(['../../etc/passwd', `../${KEY}`, `${KEY}/..`, `${KEY}\n`, KEY.toUpperCase(), '', 'a'.repeat(36)])('%j is no key', async (key) => {
  const folder = join(await temporaryFolder(), 'media')
  const store = createFolderStore(folder)
  await expect(store.put(key, await fileOf('x'), 'text/plain')).rejects.toThrow('not the key')
  await expect(store.open(key)).rejects.toThrow('not the key')
  await expect(store.remove(key)).rejects.toThrow('not the key')
  await expect(stat(folder)).rejects.toThrow('ENOENT')
})

test('while a file is being written there is none under its key, and then all of it', async () => {
  const folder = await temporaryFolder()
  const pipe = join(await temporaryFolder(), 'pipe')
  expect(spawnSync('mkfifo', [pipe]).status).toBe(0)
  const store = createFolderStore(folder)
  const done = store.put(KEY, pipe, 'video/mp4')
  const source = createWriteStream(pipe)
  source.write(Buffer.alloc(200_000, 1))
  await vi.waitFor(async () => {
    const [part] = await filesIn(folder)
    if (!part) throw new Error('nothing yet')
    expect((await stat(join(part.parentPath, part.name))).size).toBe(200_000)
  }, 60_000)
  expect(await store.open(KEY)).toBeNull()
  source.end(Buffer.alloc(1_000, 2))
  await done
  expect((await filesIn(folder)).map(({ name }) => name)).toEqual([KEY])
  const opened = await store.open(KEY)
  expect(opened && (await buffer(opened.bytes)).length).toBe(201_000)
})

test('what a killed process left behind goes with the file', async () => {
  const folder = await temporaryFolder()
  const store = createFolderStore(folder)
  await store.put(KEY, await fileOf('x'), 'text/plain')
  await writeFile(join(folder, 'ab', '89', `${KEY}.00ff.part`), 'half')
  await store.remove(KEY)
  expect(await filesIn(folder)).toEqual([])
})

test('a source that cannot be read leaves nothing', async () => {
  const folder = await temporaryFolder()
  const source = await temporaryFolder()
  await mkdir(join(source, 'folder'))
  await expect(createFolderStore(folder).put(KEY, join(source, 'folder'), 'text/plain')).rejects.toThrow('EISDIR')
  await expect(createFolderStore(folder).put(KEY, join(source, 'missing'), 'text/plain')).rejects.toThrow('ENOENT')
  expect(await filesIn(folder)).toEqual([])
})

test('a disk that takes no more says so, and keeps no half file', async () => {
  const folder = await temporaryFolder()
  const file = await fileOf(Buffer.alloc(1_000_000, 1))
  const program = `
    import { createFolderStore } from ${JSON.stringify(resolve(import.meta.dirname, '../src/media/folder.ts'))}
    await createFolderStore(${JSON.stringify(folder)}).put('${KEY}', ${JSON.stringify(file)}, 'image/png').catch((error) => console.log(error.code))`
  const { stdout } = spawnSync('sh', ['-c', 'ulimit -f 100; exec "$0" --input-type=module -e "$1"', process.execPath, program], { encoding: 'utf8' })
  expect(stdout.trim()).toBe('EFBIG')
  expect(await filesIn(folder)).toEqual([])
})

test('what a killed process left behind is swept away, what another one still writes is not', async () => {
  const folder = await temporaryFolder()
  for (const name of ['old', 'fresh']) await writeFile(join(folder, name), 'x')
  await utimes(join(folder, 'old'), new Date('2026-01-01'), new Date('2026-01-01'))
  await sweep(folder, new Date('2026-01-02'))
  expect(await readdir(folder)).toEqual(['fresh'])
  await sweep(join(folder, 'missing'), new Date())
})

describe('sealed', () => {
  const sealed = async () => {
    const folder = await temporaryFolder()
    const plain = createFolderStore(folder)
    return { plain, store: sealedStore(plain, testKeyring), place: (key: string) => join(folder, key.slice(-2), key.slice(-4, -2), key) }
  }
  const read = async (opened: Promise<{ readonly size: number; readonly bytes: Readable } | null>) => {
    const found = await opened
    return found && { size: found.size, bytes: await buffer(found.bytes) }
  }

  test.each([0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 5])('a file of %i bytes is read whole and in part, and says nothing where it lies', async (size) => {
    const { store, place } = await sealed()
    const bytes = Buffer.alloc(size, 'a worker wrote this')
    const file = await fileOf(bytes)
    await store.put(KEY, file, 'text/plain')
    expect(await read(store.open(KEY))).toEqual({ size, bytes })
    for (const [start, end] of [[0, 0], [size - 1, size - 1], [PIECE - 3, PIECE + 3], [PIECE, 2 * PIECE - 1], [0, size + 9]] as const) {
      if (start >= 0 && start < size) expect(await read(store.open(KEY, { start, end }))).toEqual({ size, bytes: bytes.subarray(start, end + 1) })
    }
    expect((await readFile(place(KEY))).includes('worker')).toBe(false)
    expect(await readdir(join(file, '..'))).toEqual(['sent.jpg'])
  })

  test('what was changed, cut off, added or given another name breaks off', async () => {
    const { store, place } = await sealed()
    await store.put(KEY, await fileOf(Buffer.alloc(2 * PIECE + 5, 1)), 'text/plain')
    const lies = await readFile(place(KEY))
    const flipped = Buffer.from(lies)
    flipped.writeUInt8((flipped[100] ?? 0) ^ 1, 100)
    for (const wrong of [flipped, lies.subarray(0, -5), lies.subarray(0, -21), lies.subarray(0, 36), Buffer.concat([lies, Buffer.alloc(40)])]) {
      await writeFile(place(KEY), wrong)
      await expect(read(store.open(KEY))).rejects.toThrow('changed')
    }
    await writeFile(place(KEY), lies)
    expect((await read(store.open(KEY)))?.size).toBe(2 * PIECE + 5)
    await mkdir(join(place(OTHER), '..'), { recursive: true })
    await rename(place(KEY), place(OTHER))
    await expect(read(store.open(OTHER))).rejects.toThrow('changed')
  })

  test('what lay there before is read as it is', async () => {
    const { plain, store } = await sealed()
    for (const text of ['0123456789', 'x'.repeat(200)]) {
      await plain.put(KEY, await fileOf(text), 'text/plain')
      expect((await read(store.open(KEY)))?.bytes.toString()).toBe(text)
      expect((await read(store.open(KEY, { start: 2, end: 4 })))?.bytes.toString()).toBe(text.slice(2, 5))
    }
    expect(await store.open(OTHER)).toBeNull()
  })
})
