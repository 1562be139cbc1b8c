// The keys beside the database: are they the ones it was begun with, and does the record that they bind say that it is whole?
import { createHash } from 'node:crypto'
import { KEY_FILE, knownKeys } from '../encryption-keys.ts'
import { knownAuditKey } from '../backup/audit-key-file.ts'
import { KEY_MARK } from '../backup/last.ts'
import { markOf as sealMark } from '../backup/sealed.ts'
import type { Config } from '../config.ts'
import { verifyAudit } from '../store/audit.ts'
import type { Database } from '../store/database.ts'
import { readSetting } from '../store/settings.ts'
import { bad, note, ok } from './finding.ts'
import type { Finding } from './finding.ts'

export async function checkKeys(db: Database, config: Config): Promise<Finding[]> {
  const [audit, keys, mark, backup] = [await knownAuditKey(config), await knownKeys(config), await readSetting(db, 'audit-key-mark'), await readSetting(db, KEY_MARK)]
  const folder = config.dataDir
  const lost = [
    ...(mark !== null && mark !== markOf(audit) ? [lostKey({ name: 'audit.key', variable: 'AUDIT_KEY', folder }, config.auditKey !== null)] : []),
    ...(backup !== null && !keys.some((key) => sealMark(key) === backup) ? [keysLost(config)] : []),
  ]
  return lost.length > 0 ? lost : [mark === null ? note('keys.new') : ok('keys.ok')]
}

/** Of what seals the database. */
export const keysLost = ({ dataDir, encryptionKeys }: Config): Finding => lostKey({ name: KEY_FILE, variable: 'ENCRYPTION_KEYS', folder: dataDir }, encryptionKeys !== null)

/** What the environment gives is used whatever file lies there. */
const lostKey = (which: { readonly name: string; readonly variable: string; readonly folder: string }, given: boolean): Finding => bad(given ? 'keys.given' : 'keys.lost', which)

const markOf = (key: string | null) => (key === null ? null : createHash('sha256').update(`mark of ${key}`).digest('hex'))

/** Reads all of it: a minute for some millions of rows. */
export async function checkAudit(db: Database, config: Config): Promise<Finding[]> {
  const key = await knownAuditKey(config)
  // Without its key nobody can say: that is told above.
  if (key === null) return [note('audit.none')]
  const { rows, fault } = await verifyAudit(db, key)
  return [fault === null ? ok('audit.ok', { rows }) : bad('audit.broken', { fault })]
}
