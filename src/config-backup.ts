// Where copies of the whole desk are laid every night, when, and how many of them stay.
import { resolve } from 'node:path'
import { z } from 'zod'

export const BackupEnvironment = z.object({
  BACKUP_DIR: z.string().trim().min(1).optional(),
  BACKUP_AT: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is a time in Japan, such as 03:30').default('03:30'),
  BACKUP_KEEP: z.coerce.number().int().min(1).max(1_000).default(14),
})

export interface BackupConfig {
  /** A folder, absolute. */
  readonly dir: string
  /** Of each day in Japan, `03:30`. */
  readonly at: string
  /** So many of the newest stay. */
  readonly keep: number
}

export function backupOf({ BACKUP_DIR, BACKUP_AT: at, BACKUP_KEEP: keep }: z.infer<typeof BackupEnvironment>): BackupConfig | null {
  return BACKUP_DIR === undefined ? null : { dir: resolve(BACKUP_DIR), at, keep }
}
