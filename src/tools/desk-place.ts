// Where the desk of a command lies: its database, started where it is the embedded one, and its photos.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ConfigError } from '../config.ts'
import type { Config } from '../config.ts'
import { createFolderStore } from '../media/folder.ts'
import { createS3Store } from '../media/s3.ts'
import type { MediaStore } from '../media/store.ts'
import { startPostgres } from '../store/postgres.ts'

export const MIGRATIONS = resolve(import.meta.dirname, '../../prisma/migrations')

export interface DeskPlace { readonly databaseUrl: string; readonly media: MediaStore; close(): Promise<void> }

/** @param begin also where no desk ever was @throws ConfigError where there is none */
export async function openPlace(config: Config, begin = false): Promise<DeskPlace> {
  const home = join(config.dataDir, 'postgres')
  if (config.databaseUrl === null && !begin && !existsSync(`${home}.password`)) throw new ConfigError(`There is no desk in ${config.dataDir}. Set DATA_DIR, or DATABASE_URL, as the desk has it.`)
  const media = config.bucket ? await createS3Store({ ...config.bucket, forcePathStyle: config.bucket.endpoint !== null }) : createFolderStore(join(config.dataDir, 'media'))
  const postgres = config.databaseUrl === null ? await startPostgres(home) : null
  return {
    databaseUrl: config.databaseUrl ?? postgres?.urlOf('madoguchi') ?? '', media,
    // A running desk's database is left running.
    close: async () => { if (postgres && !postgres.adopted) await postgres.stop() },
  }
}
