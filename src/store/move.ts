// Copies a whole database into another one, every row the same, and proves it before anything counts as moved.
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { isAlone } from './alone.ts'
import { migrate } from './migrate.ts'
import { connect, countersOf, goOnCounting, printOf, rowsOf, tablesOf, withoutReferences, writerOf } from './rows.ts'
import type { Print, Table } from './rows.ts'

/** Why nothing was moved; both databases are as they were. */
export class MoveRefused extends Error {
  override readonly name = 'MoveRefused'
}

type Prints = ReadonlyMap<string, Print>

/** In the target: that it holds a copy, and which. A desk that has run there since has changed more than this. */
const MARK = 'moved'

/**
 * The target is replaced in one transaction, and only where it is empty or holds an earlier copy that nobody has used.
 * @param say hears one line for each table
 * @throws MoveRefused
 */
export async function moveDatabase(from: string, to: string, migrations: string, say: (line: string) => void): Promise<void> {
  await migrate(from, migrations)
  const source = await connect(from)
  try {
    await nobodyElse(source)
    await makeRoom(to, migrations)
    const target = await connect(to)
    try {
      await source.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
      await target.query('BEGIN')
      const tables = await tablesOf(source)
      await withoutReferences(target, async () => {
        for (const table of tables) {
          const rows = await copy(source, target, table)
          if (rows > 0) say(`${table.name}: ${rows} rows`)
        }
      })
      await goOnCounting(target, await countersOf(source))
      const prints = await printsOf(target, tables)
      const different = compare(await printsOf(source, tables), prints)
      if (different.length > 0) throw new MoveRefused(`The copy is not the same in ${different.join(', ')}. Nothing was moved.`)
      await nobodyElse(source)
      await target.query('INSERT INTO setting (key, value) VALUES ($1, to_jsonb($2::text))', [MARK, digest(prints)])
      await target.query('COMMIT')
    } finally {
      await target.end()
    }
  } finally {
    await source.end()
  }
}

/** What a running desk wrote after it was copied would be lost. */
async function nobodyElse(source: pg.Client): Promise<void> {
  if (!(await isAlone(source))) throw new MoveRefused('Something still uses the old database. Stop the desk, then try again. Nothing was moved.')
}

/** Afterwards the target has every table, all of them empty. */
async function makeRoom(to: string, migrations: string): Promise<void> {
  await migrate(to, migrations)
  const target = await connect(to)
  try {
    const prints = await printsOf(target, await tablesOf(target))
    if ([...prints.values()].every(({ rows }) => rows === 0)) return
    const { rows } = await target.query<{ value: string }>('SELECT value FROM setting WHERE key = $1', [MARK])
    if (rows[0]?.value !== digest(prints)) throw new MoveRefused('The new database holds data of its own. Give an empty one. Nothing was moved.')
    await target.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  } finally {
    await target.end()
  }
  await migrate(to, migrations)
}

async function copy(source: pg.Client, target: pg.Client, table: Table): Promise<number> {
  const write = await writerOf(target, table)
  let copied = 0
  for await (const rows of rowsOf(source, table, counted(table))) {
    await write(rows)
    copied += rows.length
  }
  return copied
}

async function printsOf(client: pg.Client, tables: readonly Table[]): Promise<Prints> {
  const prints = new Map<string, Print>()
  for (const table of tables) prints.set(table.name, await printOf(client, table, counted(table)))
  return prints
}

/** The mark is of this copy alone. */
const counted = ({ name }: Table) => (name === 'setting' ? `key <> '${MARK}'` : 'true')

function compare(before: Prints, after: Prints): string[] {
  return [...before].filter(([table, print]) => after.get(table)?.rows !== print.rows || after.get(table)?.sum !== print.sum).map(([table]) => table)
}

function digest(prints: Prints): string {
  return createHash('sha256').update(JSON.stringify([...prints].toSorted(([a], [b]) => (a < b ? -1 : 1)))).digest('hex')
}
