// A database into which a backup is put back: emptied, filled in one transaction, compared, and marked until all of it is there.
import type pg from 'pg'
import { isRestoring, knownMigrations, migrate, RESTORING } from './migrate.ts'
import type { Migration } from './migrate.ts'
import { connect, goOnCounting, printOf, tablesOf, withoutReferences, writerOf } from './rows.ts'
import type { Counters, Print, Table } from './rows.ts'
import { isAlone } from './alone.ts'

/** Why nothing was put back; the database is as it was, or says that it is not whole. */
export class RestoreRefused extends Error {
  override readonly name = 'RestoreRefused'
}

export interface Target {
  /** Everything that `read` writes is there afterwards, as it was expected, or nothing of it. */
  load(counters: Counters, read: () => Promise<void>): Promise<void>
  /** Inside `load`. */
  writer(table: Table): Promise<(rows: readonly string[]) => Promise<void>>
  /** What the table must hold in the end. */
  expect(table: Table, print: Print): Promise<void>
  /** What is newer than the backup is applied, and the database may be used. */
  finish(): Promise<void>
  close(): Promise<void>
}

/**
 * Afterwards the database is empty, as it was when the backup was made, and refuses to start.
 * @throws RestoreRefused
 */
export async function openTarget(url: string, folder: string, migrations: readonly Migration[], replace: boolean): Promise<Target> {
  refuseNewer(folder, migrations)
  // Made where it is missing; nothing is applied yet.
  await migrate(url, folder, { only: [], restoring: true })
  const client = await connect(url)
  try {
    await makeRoom(client, replace)
    await migrate(url, folder, { only: migrations.map(({ name }) => name), restoring: true })
  } catch (error) {
    await client.end()
    throw error
  }
  const expected = new Map<Table, Print>()
  return {
    async load(counters, read) {
      await client.query('BEGIN')
      await withoutReferences(client, async () => {
        await read()
        for (const [table, print] of expected) {
          const { rows, sum } = await printOf(client, table)
          if (rows !== print.rows || sum !== print.sum) throw new RestoreRefused(`What was put back is not what the backup holds in ${table.name}: ${rows} of ${print.rows} rows.`)
        }
      })
      await goOnCounting(client, counters)
      await client.query('COMMIT; ANALYZE')
    },
    writer: (table) => writerOf(client, table),
    expect(table, print) {
      expected.set(table, print)
      return Promise.resolve()
    },
    async finish() {
      await migrate(url, folder, { restoring: true })
      await client.query(`DROP SCHEMA ${RESTORING}`)
    },
    close: () => client.end(),
  }
}

function refuseNewer(folder: string, migrations: readonly Migration[]): void {
  const known = new Map(knownMigrations(folder).map(({ name, checksum }) => [name, checksum]))
  const unknown = migrations.filter(({ name, checksum }) => known.get(name) !== checksum).map(({ name }) => name)
  if (unknown.length > 0) throw new RestoreRefused(`The backup is of a newer Madoguchi: this one does not know ${unknown.join(', ')}. Install that version first. Nothing was changed.`)
}

async function makeRoom(client: pg.Client, replace: boolean): Promise<void> {
  if (!(await isAlone(client))) throw new RestoreRefused('Something uses the database. Stop the desk, then try again. Nothing was changed.')
  // What a killed try left is nobody's data.
  if (!replace && !await isRestoring(client)) {
    for (const table of await tablesOf(client)) {
      if ((await printOf(client, table)).rows > 0) throw new RestoreRefused('The database holds data. Give an empty one, or say --replace and its name to throw away what it holds. Nothing was changed.')
    }
  }
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${RESTORING}`)
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
}
