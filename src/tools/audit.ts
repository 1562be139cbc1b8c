// Checks the record of who saw or changed what: `npm run -s audit`. Exits with 1 where a row was altered, removed or moved.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { auditKey } from '../audit-key.ts'
import { readConfig } from '../config.ts'
import { encryptionKeys } from '../encryption-keys.ts'
import { verifyAudit } from '../store/audit.ts'
import { startPostgres } from '../store/postgres.ts'
import { openSealed } from '../store/sealing/open.ts'

try {
  const config = readConfig([])
  // Nothing is made here: without the key that the desk made there is no record to check.
  if (config.auditKey === null && !existsSync(join(config.dataDir, 'audit.key'))) {
    throw new Error(`No record was begun in ${config.dataDir}. Set DATA_DIR, or AUDIT_KEY and DATABASE_URL, as the desk has them.`)
  }
  const postgres = config.databaseUrl === null ? await startPostgres(join(config.dataDir, 'postgres')) : null
  const { db } = await openSealed(config.databaseUrl ?? postgres?.urlOf('madoguchi') ?? '', await encryptionKeys(config), 2)
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
