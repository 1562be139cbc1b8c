// During a rolling restart the code of before runs on the database of after: no migration takes away, renames, or begins to require anything.
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { expect, inject, test } from 'vitest'

const folder = resolve(import.meta.dirname, '../prisma/migrations')
const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort()

/** From before two releases ever ran side by side. */
const BEFORE: readonly string[] = ['20261121160000_staff takes staff.role away']

interface Column { readonly name: string; readonly type: string; readonly nullable: boolean; readonly has_default: boolean }

test('what the code of before reads and writes is still there after every migration', async () => {
  const url = new URL(inject('postgres'))
  const name = `m${randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client({ connectionString: url.href })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name}`)
  url.pathname = `/${name}`
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    const columns = async () => new Map((await client.query<Column>(`
      SELECT c.table_name || '.' || c.column_name AS name, c.udt_name AS type, c.is_nullable = 'YES' AS nullable, c.column_default IS NOT NULL OR c.is_identity = 'YES' AS has_default
      FROM information_schema.columns c WHERE c.table_schema = 'public' ORDER BY 1`)).rows.map((column) => [column.name, column]))
    let before = await columns()
    const faults: string[] = []
    for (const migration of names) {
      await client.query(readFileSync(join(folder, migration, 'migration.sql'), 'utf8'))
      const after = await columns()
      const tables = new Set([...before.keys()].map((column) => column.split('.')[0]))
      for (const [column, { type, nullable }] of before) {
        const now = after.get(column)
        if (!now) faults.push(`${migration} takes ${column} away`)
        else if (now.type !== type) faults.push(`${migration} changes the type of ${column}`)
        else if (nullable && !now.nullable) faults.push(`${migration} begins to require ${column}`)
      }
      for (const [column, { nullable, has_default: known }] of after) {
        if (!before.has(column) && tables.has(column.split('.')[0]) && !nullable && !known) faults.push(`${migration} requires ${column} of who does not know it`)
      }
      before = after
    }
    expect(faults.filter((fault) => !BEFORE.includes(fault))).toEqual([])
  } finally {
    await client.end()
    await admin.query(`DROP DATABASE ${name}`)
    await admin.end()
  }
})
