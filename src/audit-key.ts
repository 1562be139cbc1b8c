// The key that binds the rows of the record: from the configuration, or made once and kept beside the data, never in the database.
import { createHash, randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Config } from './config.ts'
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

async function keptKey(file: string): Promise<string> {
  const kept = await readFile(file, 'utf8').catch(() => null)
  if (kept !== null) return kept.trim()
  await mkdir(dirname(file), { recursive: true })
  // Linked when it is whole: of two processes that start together, both read the first one's.
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(draft, randomBytes(32).toString('hex'), { mode: 0o600 })
  try {
    await link(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    await rm(draft, { force: true })
  }
  return (await readFile(file, 'utf8')).trim()
}
