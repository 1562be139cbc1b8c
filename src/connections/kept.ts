// The key of what the page of connections holds, and the accounts as they are connected now, for a command beside the desk.
import { createHmac } from 'node:crypto'
import { platformAccounts } from '../accounts.ts'
import type { Config } from '../config.ts'
import type { Account } from '../runtime.ts'
import type { Database } from '../store/database.ts'
import { readSecrets } from '../store/secrets.ts'
import { withKept } from './settings.ts'

/** Made from the key of the record, which is not in the database either. */
export const connectionsKey = (auditKey: string): Buffer => createHmac('sha256', auditKey).update('connections').digest()

/** What does not open or cannot be used is left out. */
export async function accountsNow(config: Config, db: Database, key: Buffer): Promise<Account[]> {
  const kept = await readSecrets(db, key, () => {})
  return platformAccounts({ ...config, ...withKept(config, new Map([...kept].map(([name, { value }]) => [name, value])), () => {}) })
}
