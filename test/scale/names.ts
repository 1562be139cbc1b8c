// Where people write from, sealed as the desk seals it: PostgreSQL has no key and cannot make these.
import { rmSync, writeFileSync } from 'node:fs'
import type pg from 'pg'
import { EncryptionKeys } from '../../src/config-keys.ts'
import { keyringFor } from '../../src/store/sealing/state.ts'
import { TEST_KEYS } from '../keys.ts'

const PIECE = 100_000

/** Of every `scale.talk` its address and thread, as `scale.name (c, address, thread)`. @param file that is made, and gone afterwards, where PostgreSQL finds it */
export async function writeNames(db: pg.Client, file: string): Promise<void> {
  const keyring = await keyringFor(db, EncryptionKeys.parse(TEST_KEYS))
  await db.query('CREATE UNLOGGED TABLE scale.name (c bigint PRIMARY KEY, address text, thread text)')
  for (let first = 1; ; first += PIECE) {
    const { rows } = await db.query<{ c: string; address: string; thread: string }>(`
      SELECT c, CASE channel WHEN 'line' THEN 'U' || md5(c::text) WHEN 'email' THEN 'w' || p || '@example.org' ELSE md5(c::text) END AS address, CASE WHEN channel = 'email' THEN c::text ELSE '' END AS thread
      FROM scale.talk WHERE c >= $1 AND c < $2`, [first, first + PIECE])
    if (rows.length === 0) break
    writeFileSync(file, rows.map(({ c, address, thread }) => `${c}\t${keyring.seal('n', address)}\t${thread === '' ? '' : keyring.seal('n', thread)}\n`).join(''), { mode: 0o644 })
    await db.query(`COPY scale.name FROM '${file}'`)
  }
  rmSync(file)
  await db.query('ANALYZE scale.name')
}
