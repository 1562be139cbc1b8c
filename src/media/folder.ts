// Media in a folder of this machine. A killed process leaves no half file under a key.
import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { checkedKey, isKey } from './store.ts'
import type { MediaStore } from './store.ts'

const SHARD = /^[0-9a-f]{2}$/

export function createFolderStore(folder: string): MediaStore {
  const placeOf = (key: string) => join(folder, ...shardsOf(checkedKey(key)), key)
  return {
    async put(key, file) {
      const place = placeOf(key)
      await mkdir(dirname(place), { recursive: true, mode: 0o700 })
      const part = `${place}.${randomBytes(6).toString('hex')}.part`
      const written = await open(part, 'wx', 0o600)
      try {
        await pipeline(createReadStream(file), written.createWriteStream({ flush: true }))
        await rename(part, place)
      } catch (error) {
        await rm(part, { force: true })
        throw error
      }
      await flushFolder(dirname(place))
    },
    async open(key, range) {
      const file = await open(placeOf(key)).catch(nullWhereMissing)
      if (!file) return null
      try {
        const { size } = await file.stat()
        return { size, bytes: file.createReadStream({ ...range }) }
      } catch (error) {
        await file.close()
        throw error
      }
    },
    async remove(key) {
      const shard = dirname(placeOf(key))
      const names = await readdir(shard).catch(nullWhereMissing) ?? []
      // With what a killed put left behind.
      await Promise.all(names.filter((name) => name.startsWith(key)).map((name) => rm(join(shard, name), { force: true })))
    },
    async *keys() {
      for (const shard of await readdir(folder).catch(nullWhereMissing) ?? []) {
        if (!SHARD.test(shard)) continue
        for (const inner of await readdir(join(folder, shard)).catch(nullWhereMissing) ?? []) {
          if (SHARD.test(inner)) yield* (await readdir(join(folder, shard, inner)).catch(nullWhereMissing) ?? []).filter(isKey)
        }
      }
    },
    describe: () => `folder ${folder}`,
  }
}

/** Two levels, from the end of the key: a UUID of version 7 begins with the time, and a month's files would share one folder. */
function shardsOf(key: string): string[] {
  return [key.slice(-2), key.slice(-4, -2)]
}

/** A new name is on the disk only once its folder is. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function nullWhereMissing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
  throw error
}
