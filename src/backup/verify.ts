// Reads a backup from its first byte to its last, and says what is in it. Needs the key and no database.
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type { Key } from '../config-keys.ts'
import { read } from './parts.ts'
import type { End, Head, Reader } from './parts.ts'
import { BackupBroken, unsealed } from './sealed.ts'

export interface Whole { readonly head: Head; readonly end: End }

/** @throws BackupBroken */
export async function readBackup(file: string, keys: readonly Key[], reader: Reader): Promise<Whole> {
  const told: { whole: Whole | null } = { whole: null }
  try {
    await pipeline(createReadStream(file, { highWaterMark: 262_144 }), (bytes) => unsealed(bytes, keys), createGunzip(), async (plain) => { told.whole = await read(plain, reader) })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'EACCES') throw new BackupBroken(`${file} is not there, is a folder, or may not be read.`)
    throw error
  }
  if (!told.whole) throw new BackupBroken('The backup ended before its end.')
  return told.whole
}

/** What a reader of the whole hears before anything is done with it. `auditKey` null: none is in it. */
export interface Checked extends Whole { readonly auditKey: string | null }

/** @throws BackupBroken */
export async function verifyBackup(file: string, keys: readonly Key[]): Promise<Checked> {
  let auditKey: string | null = null
  const whole = await readBackup(file, keys, {
    head: () => Promise.resolve(),
    part: ({ type }) => Promise.resolve({
      data(content) {
        if (type === 'auditKey') auditKey = (auditKey ?? '') + content.toString('utf8')
        return Promise.resolve()
      },
      done: () => Promise.resolve(),
    }),
  })
  return { ...whole, auditKey }
}
