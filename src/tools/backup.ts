// Copies the whole desk into one sealed file while it runs: `npm run -s backup -- FILE-or-FOLDER [--keep 14]`; `--verify FILE` reads one back.
import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { encryptionKeys, KEY_FILE, knownKeys } from '../encryption-keys.ts'
import { knownAuditKey } from '../backup/audit-key-file.ts'
import { KEY_MARK, LAST_BACKUP } from '../backup/last.ts'
import type { LastBackup } from '../backup/last.ts'
import { makeBackup } from '../backup/make.ts'
import { keepNewest, nameAt } from '../backup/names.ts'
import { progressLine } from '../backup/progress.ts'
import { markOf } from '../backup/sealed.ts'
import { verifyBackup } from '../backup/verify.ts'
import { VERSION } from '../version.ts'
import { ConfigError, readConfig } from '../config.ts'
import { now } from '../runtime.ts'
import { noteAt } from '../store/noting.ts'
import { openPlace } from './desk-place.ts'

const USAGE = 'Say where to: npm run -s backup -- FILE-or-FOLDER [--keep 14], or read one back: npm run -s backup -- --verify FILE'
const write = (line: string) => process.stdout.write(`${line}\n`)

try {
  const { values: { keep, verify }, positionals: [to] } = parseArgs({ allowPositionals: true, options: { keep: { type: 'string' }, verify: { type: 'string' } } })
  const config = readConfig([])
  const most = keep === undefined ? null : Number(keep)
  if (most !== null && !(Number.isInteger(most) && most > 0)) throw new ConfigError('--keep: is a number of backups, 1 or more')
  if (verify !== undefined) {
    const { head, end } = await verifyBackup(verify, await knownKeys(config))
    write(`The backup is whole: ${end.rows} rows in ${end.tables} tables, ${end.files} files, made ${head.madeAt} by Madoguchi ${head.version}.`)
  } else {
    if (to === undefined) throw new ConfigError(USAGE)
    const folder = existsSync(to) && statSync(to).isDirectory() ? resolve(to) : null
    if (most !== null && folder === null) throw new ConfigError('--keep: is for a folder that is there')
    const place = await openPlace(config)
    try {
      const [key] = await encryptionKeys(config)
      if (!key) throw new ConfigError('ENCRYPTION_KEYS: holds no key')
      const file = folder === null ? resolve(to) : join(folder, nameAt(now()))
      const made = await makeBackup({ ...place, auditKey: await knownAuditKey(config), version: VERSION }, file, key, now(), (progress) => process.stderr.write(`${progressLine(progress)}\n`))
      write(`${made.rows} rows in ${made.tables} tables and ${made.files} files are in ${made.file} (${(made.size / 1e6).toFixed(1)} MB, SHA-256 of its parts ${made.sha256.slice(0, 16)}).`)
      const end = now().toISOString()
      const last: LastBackup = { at: end, ok: true, bytes: made.size, problem: null, goodAt: end }
      await noteAt(place.databaseUrl, { [LAST_BACKUP]: last, [KEY_MARK]: markOf(key) })
      if (folder !== null && most !== null) for (const name of await keepNewest(folder, most, now())) write(`Removed ${name}.`)
      write(`It is of no use without ${config.encryptionKeys ? 'ENCRYPTION_KEYS' : join(config.dataDir, KEY_FILE)}: keep a copy of that in another place.`)
    } finally {
      await place.close()
    }
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
