// The key that binds the rows of the record: from the configuration, or made once and kept beside the data, never in the database.
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { keptKey } from './kept-key.ts'
import type { Database } from './store/database.ts'
import { settingOr } from './store/settings.ts'

/** @throws Error where the record was begun with another key */
export async function auditKey(config: Config, db: Database): Promise<string> {
  const key = config.auditKey ?? await keptKey(join(config.dataDir, 'audit.key'))
  const mark = createHash('sha256').update(`mark of ${key}`).digest('hex')
  if (await settingOr(db, 'audit-key-mark', () => mark) !== mark) {
    throw new Error('The record of who saw what was begun with another key. Set AUDIT_KEY to it, or copy audit.key of that machine\'s DATA_DIR here.')
  }
  return key
}
