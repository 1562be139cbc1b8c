// What a database knows about the keys it is sealed with: which one seals names, and a proof of each that was ever given.
import pg from 'pg'
import { isAlone } from '../alone.ts'
import { SEALED_COLUMNS } from './columns.ts'
import { createKeyring, SealBroken } from './keyring.ts'
import type { Key, Keyring } from './keyring.ts'
import { walkColumn } from './walk.ts'

const NAMES_KEY = 'sealing-names'
const PROOFS = 'sealing-proofs'

/** The keys do not fit this database, or something else does not allow what was asked; nothing was changed. */
export class KeysRefused extends Error {
  override readonly name = 'KeysRefused'
}

/**
 * To be asked before anything is read or written. In a database that no key has sealed yet, names that stand there plain are sealed first: nobody would be found again.
 * @param keys the newest first
 * @throws KeysRefused where the database was sealed with others
 */
export async function keyringFor(client: pg.Client, keys: readonly Key[]): Promise<Keyring> {
  const names = await namesKey(client) ?? await firstNames(client, keys)
  if (!keys.some(({ number }) => number === names)) throw unknown(names)
  const keyring = createKeyring(keys, names)
  await prove(client, keyring)
  return keyring
}

/** Seals every name with the newest key, in one transaction. @throws KeysRefused where the database is used by anything else */
export async function changeNames(client: pg.Client, keys: readonly Key[]): Promise<number> {
  const alone = async () => { if (!(await isAlone(client))) throw new KeysRefused('Something uses the database. Stop the desk, then try again. Nothing was changed.') }
  await alone()
  return within(client, async () => {
    const keyring = createKeyring(keys)
    const changed = await sealNames(client, keyring)
    await writeSetting(client, NAMES_KEY, String(keyring.newest('n')))
    await alone()
    return changed
  })
}

/** That a key was here is forgotten with it. */
export async function forgetKey(client: pg.Client, number: number): Promise<void> {
  await client.query('UPDATE setting SET value = value - $2::text WHERE key = $1', [PROOFS, String(number)])
}

async function namesKey(client: pg.Client): Promise<number | null> {
  const { rows: [row] } = await client.query<{ number: string }>(`SELECT value #>> '{}' AS number FROM setting WHERE key = $1`, [NAMES_KEY])
  return row ? Number(row.number) : null
}

/** Once, whatever processes start at the same moment. */
function firstNames(client: pg.Client, keys: readonly Key[]): Promise<number> {
  return within(client, async () => {
    await client.query('LOCK TABLE setting IN SHARE ROW EXCLUSIVE MODE')
    const known = await namesKey(client)
    if (known !== null) return known
    const keyring = createKeyring(keys)
    await sealNames(client, keyring)
    await writeSetting(client, NAMES_KEY, String(keyring.newest('n')))
    return keyring.newest('n')
  })
}

async function sealNames(client: pg.Client, keyring: Keyring): Promise<number> {
  let changed = 0
  for (const column of SEALED_COLUMNS) if (column.kind === 'name') changed += await walkColumn(client, keyring, column, true)
  return changed
}

async function prove(client: pg.Client, keyring: Keyring): Promise<void> {
  const { rows: [row] } = await client.query<{ value: Record<string, string> }>('SELECT value FROM setting WHERE key = $1', [PROOFS])
  const proofs = row?.value ?? {}
  for (const [number, seal] of Object.entries(proofs)) {
    try {
      keyring.open(seal)
    } catch (error) {
      if (error instanceof SealBroken) throw unknown(Number(number))
      throw error
    }
  }
  const newest = keyring.newest('t')
  if (!proofs[newest]) await client.query(`
    INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = setting.value || excluded.value`, [PROOFS, { [newest]: keyring.seal('t', 'a key of this desk') }])
}

const unknown = (number: number) => new KeysRefused(
  `The database is sealed with another key ${number} than the one given. Set ENCRYPTION_KEYS to the desk's keys, or copy encryption.keys of the other machine's DATA_DIR here.`)

async function writeSetting(client: pg.Client, key: string, value: string): Promise<void> {
  await client.query('INSERT INTO setting (key, value) VALUES ($1, to_jsonb($2::text)) ON CONFLICT (key) DO UPDATE SET value = excluded.value', [key, value])
}

async function within<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN')
  try {
    const result = await work()
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  }
}
