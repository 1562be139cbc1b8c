// The copy of every night: by one worker, sealed, and what came of it noted where staff and the doctor look.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { encryptionKeys } from '../encryption-keys.ts'
import { knownAuditKey } from '../backup/audit-key-file.ts'
import { dueTry, KEY_MARK, LAST_BACKUP, LastBackup } from '../backup/last.ts'
import { BackupFailed, makeBackup } from '../backup/make.ts'
import { keepNewest, nameAt } from '../backup/names.ts'
import { markOf } from '../backup/sealed.ts'
import { VERSION } from '../version.ts'
import type { Runtime } from '../runtime.ts'
import { claimSetting, readSetting, writeSetting } from '../store/settings.ts'

const CLAIM = 'backup.try'

export async function backUp({ config, db, files, now, log }: Pick<Runtime, 'config' | 'db' | 'files' | 'now' | 'log'>): Promise<void> {
  if (config.backup === null) return
  const { dir, at, keep } = config.backup
  const last = LastBackup.safeParse(await readSetting(db, LAST_BACKUP)).data ?? null
  const due = dueTry(last, at, now())
  if (due === null || !await claimSetting(db, CLAIM, due)) return
  const began = now()
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 })
    const [key] = await encryptionKeys(config)
    if (!key) throw new BackupFailed('There is no key to seal it with.')
    const { size } = await makeBackup({ databaseUrl: db.url, media: files, auditKey: await knownAuditKey(config), version: VERSION }, join(dir, nameAt(began)), key, began, () => {})
    await keepNewest(dir, keep, now())
    await writeSetting(db, KEY_MARK, markOf(key))
    const end = now().toISOString()
    await note({ at: end, ok: true, bytes: size, problem: null, goodAt: end })
  } catch (error) {
    // Of other errors only the name: what they say may hold a password.
    const problem = error instanceof BackupFailed ? error.message : error instanceof Error ? error.name : 'unknown'
    log.error({ reason: problem }, 'the backup failed')
    await note({ at: now().toISOString(), ok: false, bytes: 0, problem, goodAt: last?.goodAt ?? null })
  }

  function note(came: LastBackup): Promise<void> {
    return writeSetting(db, LAST_BACKUP, came)
  }
}
