// The accounts and the configuration as they are connected now, for a command beside the desk.
import { platformAccounts } from '../accounts.ts'
import type { Config } from '../config.ts'
import type { Account } from '../runtime.ts'
import type { Database } from '../store/database.ts'
import { readSecrets } from '../store/secrets.ts'
import { withKept } from './settings.ts'

/** With what the page of connections holds; what cannot be used is left out. */
export async function configNow(config: Config, db: Database): Promise<Config> {
  const kept = await readSecrets(db)
  return { ...config, ...withKept(config, new Map([...kept].map(([name, { value }]) => [name, value])), () => {}) }
}

export const accountsNow = async (config: Config, db: Database): Promise<Account[]> => platformAccounts(await configNow(config, db))
