// The accounts as they are connected now, for a command beside the desk.
import { platformAccounts } from '../accounts.ts'
import type { Config } from '../config.ts'
import type { Account } from '../runtime.ts'
import type { Database } from '../store/database.ts'
import { readSecrets } from '../store/secrets.ts'
import { withKept } from './settings.ts'

/** What cannot be used is left out. */
export async function accountsNow(config: Config, db: Database): Promise<Account[]> {
  const kept = await readSecrets(db)
  return platformAccounts({ ...config, ...withKept(config, new Map([...kept].map(([name, { value }]) => [name, value])), () => {}) })
}
