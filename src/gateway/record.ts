// Writes the record of who saw or changed what. Requests that come together share one write.
import { appendAudit } from '../store/audit.ts'
import type { AuditEntry } from '../store/audit.ts'
import type { Database } from '../store/database.ts'
import { together } from './together.ts'

export interface NewEntry {
  readonly actor: string
  readonly action: string
  readonly object?: string
  readonly detail?: Readonly<Record<string, unknown>>
  readonly reason?: string
}

export interface AuditLog {
  /** Resolves once it is on disk: nobody is shown anything that is not. */
  record(entry: NewEntry): Promise<void>
}

export function createAuditLog(db: Database, key: string, now: () => Date): AuditLog {
  const append = together<AuditEntry, void>(async (entries) => {
    await appendAudit(db, key, entries)
    return entries.map(() => undefined)
  })
  return {
    record: ({ actor, action, object = '', detail = {}, reason = '' }) => append({ at: now().toISOString(), actor, action, object, detail, reason }),
  }
}
