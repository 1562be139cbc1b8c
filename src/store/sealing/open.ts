// Opens a sealed database: with the keyring that fits it, or not at all.
import pg from 'pg'
import { openDatabase } from '../database.ts'
import type { Database } from '../database.ts'
import type { Key, Keyring } from './keyring.ts'
import { keyringFor } from './state.ts'

/**
 * @param url of a database whose migrations are applied
 * @param keys the newest first
 * @throws KeysRefused
 */
export async function openSealed(url: string, keys: readonly Key[], connections?: number): Promise<{ readonly db: Database; readonly keyring: Keyring }> {
  const keyring = await withClient(url, (client) => keyringFor(client, keys))
  return { keyring, db: openDatabase(url, keyring, connections) }
}

/** One connection of its own for what Prisma has no words for. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  // A connection that breaks fails the statement that is under way.
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}
