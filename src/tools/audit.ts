// Checks the record of who saw or changed what: `npm run -s audit`. Exits with 1 where a row was altered, removed or moved.
import { join } from 'node:path'
import { auditKey } from '../audit-key.ts'
import { readConfig } from '../config.ts'
import { verifyAudit } from '../store/audit.ts'
import { openDatabase } from '../store/database.ts'
import { startPostgres } from '../store/postgres.ts'

try {
  const config = readConfig([])
  const postgres = config.databaseUrl === null ? await startPostgres(join(config.dataDir, 'postgres')) : null
  const db = openDatabase(config.databaseUrl ?? postgres?.urlOf('madoguchi') ?? '', 2)
  try {
    const { rows, fault } = await verifyAudit(db, await auditKey(config, db))
    process.stdout.write(fault === null ? `The record is whole: ${rows} rows.\n` : `The record is NOT whole: ${fault}. ${rows} rows before it are.\n`)
    process.exitCode = fault === null ? 0 : 1
  } finally {
    await db.close()
    // A running desk's database is left running.
    if (postgres && !postgres.adopted) await postgres.stop()
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}
