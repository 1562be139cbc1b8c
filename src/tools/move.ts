// Moves a desk to another PostgreSQL: `npm run -s move -- postgres://user:password@host/database`. Loses nothing, and can be repeated.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ConfigError, readConfig } from '../config.ts'
import { KEY_FILE } from '../encryption-keys.ts'
import { moveDatabase } from '../store/move.ts'
import { startPostgres } from '../store/postgres.ts'

const MIGRATIONS = resolve(import.meta.dirname, '../../prisma/migrations')

try {
  const to = process.argv[2] ?? ''
  if (!/^postgres(ql)?:\/\/[^/]+\/./.test(to)) throw new ConfigError('Give the new database: npm run -s move -- postgres://user:password@host/database')
  const config = readConfig([])
  const home = join(config.dataDir, 'postgres')
  if (config.databaseUrl === null && !existsSync(`${home}.password`)) throw new ConfigError(`There is no desk in ${config.dataDir}. Set DATA_DIR, or DATABASE_URL, as the desk has it.`)
  const postgres = config.databaseUrl === null ? await startPostgres(home) : null
  try {
    await moveDatabase(config.databaseUrl ?? postgres?.urlOf('madoguchi') ?? '', to, MIGRATIONS, (line) => process.stdout.write(`${line}\n`))
  } finally {
    // A running desk's database is left running.
    if (postgres && !postgres.adopted) await postgres.stop()
  }
  process.stdout.write(`Moved, and compared row by row. Set DATABASE_URL to the new database and start the desk.
Photos and recordings stay in ${join(config.dataDir, 'media')}, or in the bucket. ${config.auditKey === null ? `Keep ${join(config.dataDir, 'audit.key')}: the record of who saw what is bound with it.` : 'Keep AUDIT_KEY as it is.'} ${config.encryptionKeys === null ? `Without ${join(config.dataDir, KEY_FILE)} nothing can be read.` : 'Without ENCRYPTION_KEYS nothing can be read.'}
The old database is as it was: when the new desk runs well, remove it.
`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
