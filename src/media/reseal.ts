// Gives files that lie sealed with an older key, or plain, the seal of the newest; what was cut off goes on where it is called again.
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { readHead } from './sealed-file.ts'
import { beginningOf, sealedStore } from './sealed.ts'
import type { FileKeys } from './sealed.ts'
import type { MediaStore } from './store.ts'

const TOLD_EVERY = 1_000

/** @param say hears how many are done. @returns how many got another seal */
export async function resealFiles(store: MediaStore, keys: FileKeys, say: (done: number) => void): Promise<number> {
  const sealed = sealedStore(store, keys)
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-files-'))
  let done = 0
  try {
    for await (const key of store.keys()) {
      if (await keyOfFile(store, key) === keys.newest('t')) continue
      const file = join(folder, key)
      const found = await sealed.open(key)
      if (!found) continue
      await pipeline(found.bytes, createWriteStream(file, { mode: 0o600 }))
      // What somebody erased meanwhile does not come back; what is erased within the put itself is removed once more a day later (src/store/file-removals.ts).
      if (await keyOfFile(store, key) !== null) await sealed.put(key, file, 'application/octet-stream')
      await rm(file)
      done += 1
      if (done % TOLD_EVERY === 0) say(done)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return done
}

/** How many files are sealed with each key, by its number; 0: with none. */
export async function countFiles(store: MediaStore): Promise<ReadonlyMap<number, number>> {
  const counts = new Map<number, number>()
  for await (const key of store.keys()) {
    const number = await keyOfFile(store, key)
    if (number !== null) counts.set(number, (counts.get(number) ?? 0) + 1)
  }
  return counts
}

/** 0: it is not sealed. Null: it is not there. */
async function keyOfFile(store: MediaStore, key: string): Promise<number | null> {
  const found = await store.open(key)
  if (!found) return null
  const { begin, rest } = await beginningOf(found.bytes)
  rest.destroy()
  return readHead(begin)?.number ?? 0
}
