// Where the desk of a command lies: its database, started where it is the embedded one, its photos, and what it is connected to.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { platformAccounts } from '../accounts.ts'
import { ConfigError } from '../config.ts'
import type { Config } from '../config.ts'
import { accountsNow } from '../connections/kept.ts'
import { knownKeys } from '../encryption-keys.ts'
import { createFolderStore } from '../media/folder.ts'
import { createS3Store } from '../media/s3.ts'
import type { MediaStore } from '../media/store.ts'
import type { Account } from '../runtime.ts'
import { startPostgres } from '../store/postgres.ts'
import { openSealed } from '../store/sealing/open.ts'

export const MIGRATIONS = resolve(import.meta.dirname, '../../prisma/migrations')

const homeOf = ({ dataDir }: Config) => join(dataDir, 'postgres')
/** A desk was begun here, or lies on a server. */
const isThere = (config: Config) => config.databaseUrl !== null || existsSync(`${homeOf(config)}.password`)

export interface DeskPlace { readonly databaseUrl: string; readonly media: MediaStore; close(): Promise<void> }

/** @param begin also where no desk ever was @throws ConfigError where there is none */
export async function openPlace(config: Config, begin = false): Promise<DeskPlace> {
  if (!begin && !isThere(config)) throw new ConfigError(`There is no desk in ${config.dataDir}. Set DATA_DIR, or DATABASE_URL, as the desk has it.`)
  const media = config.bucket ? await createS3Store({ ...config.bucket, forcePathStyle: config.bucket.endpoint !== null }) : createFolderStore(join(config.dataDir, 'media'))
  const postgres = config.databaseUrl === null ? await startPostgres(homeOf(config)) : null
  return {
    databaseUrl: config.databaseUrl ?? postgres?.urlOf('madoguchi') ?? '', media,
    // A running desk's database is left running.
    close: async () => { if (postgres && !postgres.adopted) await postgres.stop() },
  }
}

/** What the environment and the page of connections connect; where no desk is, what the environment does. */
export async function connectedAccounts(config: Config): Promise<Account[]> {
  if (!isThere(config)) return platformAccounts(config)
  const place = await openPlace(config)
  try {
    const { db } = await openSealed(place.databaseUrl, await knownKeys(config), 1)
    return await accountsNow(config, db).finally(() => db.close())
  } finally {
    await place.close()
  }
}
