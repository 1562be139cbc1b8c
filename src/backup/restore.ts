// Puts a backup back: into a database that holds nothing, compared row by row before it counts. Cut off in the middle, the database says so.
import { mkdir, open, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Key } from '../config-keys.ts'
import type { MediaStore } from '../media/store.ts'
import { openTarget } from '../store/restoring.ts'
import type { Target } from '../store/restoring.ts'
import type { Table } from '../store/rows.ts'
import { keepAuditKey, refuseOtherKey } from './audit-key-file.ts'
import { createMeter } from './progress.ts'
import type { Progress } from './progress.ts'
import type { Reader } from './parts.ts'
import { readBackup, verifyBackup } from './verify.ts'
import type { Checked } from './verify.ts'

/** Where it is put. `auditKey`: of the configuration; null: kept in `dataDir`. `migrations`: their folder. */
export interface Place { readonly databaseUrl: string; readonly media: MediaStore; readonly auditKey: string | null; readonly dataDir: string; readonly migrations: string }

const Rows = z.array(z.string())

/**
 * Reads the file twice: nothing is touched before all of it is known to be whole.
 * @param replace what the database holds is thrown away
 * @throws BackupBroken, RestoreRefused; then everything is as it was, or the database refuses to start until this was done again
 */
export async function restoreBackup(file: string, keys: readonly Key[], place: Place, replace: boolean, say: (progress: Progress) => void): Promise<Checked> {
  const checked = await verifyBackup(file, keys)
  if (checked.auditKey !== null) refuseOtherKey(place, checked.auditKey)
  const { migrations, counters } = checked.head
  const target = await openTarget(place.databaseUrl, place.migrations, migrations, replace)
  try {
    const meter = createMeter(checked.end.rows, say)
    await target.load(counters, async () => { await readBackup(file, keys, tablesInto(target, (name, rows) => meter.add(name, rows))) })
    await readBackup(file, keys, filesInto(place))
    if (checked.auditKey !== null) await keepAuditKey(place, checked.auditKey)
    await target.finish()
  } finally {
    await target.close()
  }
  return checked
}

const NOTHING = { data: () => Promise.resolve(), done: () => Promise.resolve() }

function tablesInto(target: Target, count: (table: string, rows: number) => void): Reader {
  return {
    head: () => Promise.resolve(),
    async part(name) {
      if (name.type !== 'table') return NOTHING
      const table: Table = name
      const write = await target.writer(table)
      return {
        async data(content) {
          const rows = Rows.parse(JSON.parse(content.toString('utf8')))
          await write(rows)
          count(table.name, rows.length)
        },
        done: ({ rows = 0, sum = '' }) => target.expect(table, { rows, sum }),
      }
    },
  }
}

/** One file after another, by way of a file of its own: a store takes whole files only. */
function filesInto({ media, dataDir }: Place): Reader {
  return {
    head: () => Promise.resolve(),
    async part(name) {
      if (name.type !== 'media') return NOTHING
      await mkdir(dataDir, { recursive: true })
      const arriving = join(dataDir, 'restoring.part')
      const file: FileHandle = await open(arriving, 'w', 0o600)
      return {
        async data(content) { await file.write(content) },
        async done() {
          await file.close()
          await media.put(name.key, arriving, 'application/octet-stream')
          await rm(arriving, { force: true })
        },
      }
    },
  }
}
