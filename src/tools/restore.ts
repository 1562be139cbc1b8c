// Puts a backup back into an empty database: `npm run -s restore -- FILE`. With `--replace NAME` the database of that name is thrown away first.
import { parseArgs } from 'node:util'
import { join } from 'node:path'
import { knownKeys } from '../encryption-keys.ts'
import { progressLine } from '../backup/progress.ts'
import { restoreBackup } from '../backup/restore.ts'
import { ConfigError, readConfig } from '../config.ts'
import { MIGRATIONS, openPlace } from './desk-place.ts'

try {
  const { values: { replace }, positionals: [file] } = parseArgs({ allowPositionals: true, options: { replace: { type: 'string' } } })
  if (file === undefined) throw new ConfigError('Say which: npm run -s restore -- FILE')
  const config = readConfig([])
  const keys = await knownKeys(config)
  const place = await openPlace(config, true)
  try {
    const name = decodeURIComponent(new URL(place.databaseUrl).pathname.slice(1))
    if (replace !== undefined && replace !== name) throw new ConfigError(`--replace: the database is called ${name}. Say that name to throw away what it holds.`)
    const { head, end } = await restoreBackup(file, keys, { ...place, auditKey: config.auditKey, dataDir: config.dataDir, migrations: MIGRATIONS }, replace !== undefined, (progress) => process.stderr.write(`${progressLine(progress)}\n`))
    process.stdout.write(`Put back, and compared with the backup of ${head.madeAt}: ${end.rows} rows in ${end.tables} tables, ${end.files} files.
Next:
  - Check that the record is whole: npm run -s audit${config.auditKey === null ? ` (its key is in ${join(config.dataDir, 'audit.key')})` : ''}
  - Start the desk with the same ENCRYPTION_KEYS${config.encryptionKeys ? '' : ' (or encryption.keys)'} as before: what it sealed opens with no other.
  - If its address changed, set PUBLIC_URL, and the webhooks on LINE and Messenger.
  - What workers wrote after ${head.madeAt} is not here. Platforms send again only what they were not told was received.
`)
  } finally {
    await place.close()
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
