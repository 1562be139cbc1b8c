// The key of the record comes back with its rows: without it nobody could say any more that they are whole.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { RestoreRefused } from '../store/restoring.ts'

interface Kept { readonly auditKey: string | null; readonly dataDir: string }

const fileIn = ({ dataDir }: Kept) => join(dataDir, 'audit.key')

/** As the configuration gives it or as it was made once; null where no record was begun. */
export async function knownAuditKey(kept: Kept): Promise<string | null> {
  return kept.auditKey ?? (await readFile(fileIn(kept), 'utf8').catch(() => null))?.trim() ?? null
}

/** @throws RestoreRefused where the configuration names another one */
export function refuseOtherKey({ auditKey }: Kept, restored: string): void {
  if (auditKey !== null && auditKey !== restored) throw new RestoreRefused('AUDIT_KEY is not the key of the record in the backup. Set it to that desk\'s own, or leave it away: then the key comes out of the backup. Nothing was changed.')
}

/** What stood there stays beside it, under another name. */
export async function keepAuditKey(place: Kept, restored: string): Promise<void> {
  if (place.auditKey !== null) return
  const file = fileIn(place)
  const before = await readFile(file, 'utf8').catch(() => null)
  if (before?.trim() === restored) return
  if (before !== null) await rename(file, `${file}.before-restoring`)
  await mkdir(place.dataDir, { recursive: true })
  await writeFile(file, `${restored}\n`, { mode: 0o600 })
}
