// The tables of a desk in a test, opened as the desk itself opens them.
import pg from 'pg'
import { EncryptionKeys } from '../src/config-keys.ts'
import { openDatabase } from '../src/store/database.ts'
import type { Database } from '../src/store/database.ts'
import { createKeyring } from '../src/store/sealing/keyring.ts'
import { freshDatabase } from './desk.ts'
import { TEST_KEYS } from './keys.ts'

export const testKeyring = createKeyring(EncryptionKeys.parse(TEST_KEYS))

export const openStore = (url: string, connections?: number): Database => openDatabase(url, testKeyring, connections)

/** A database of a test's own in which LINE is an account, and a client that asks its tables directly. */
export async function freshStore(): Promise<{ readonly db: Database; readonly client: pg.Client }> {
  const url = await freshDatabase()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`INSERT INTO account (id, channel) VALUES ('line', 'line')`)
  return { db: openStore(url), client }
}

/** A name (an address, a mail, a token) as it stands in the tables, for tests that ask them directly. */
export const nameSeal = (text: string): string => testKeyring.seal('n', text)
