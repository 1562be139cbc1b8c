// With which keys the values of a database are sealed, and which processes use it with which.
import pg from 'pg'
import { KEYS_OF } from '../database.ts'
import { SEALED_COLUMNS } from './columns.ts'
import type { SealedColumn } from './columns.ts'

/** How many values are sealed with each key, by its number. */
export interface Count { readonly sealed: ReadonlyMap<number, number>; readonly plain: number }

export async function countSeals(client: pg.Client): Promise<Count> {
  const sealed = new Map<number, number>()
  let plain = 0
  for (const column of SEALED_COLUMNS) {
    const { rows } = await client.query<{ key: string | null; n: string }>(counting(column))
    for (const { key, n } of rows) {
      if (key === null) plain += Number(n)
      else sealed.set(Number(key), (sealed.get(Number(key)) ?? 0) + Number(n))
    }
  }
  return { sealed, plain }
}

/** Of parts of a JSON value only those that are sealed are counted. */
function counting({ table, column, kind, keys, open, where = 'true' }: SealedColumn): string {
  const [from, name] = [pg.escapeIdentifier(table), pg.escapeIdentifier(column)]
  if (keys || open) return `SELECT found[1] AS key, count(*) AS n FROM ${from}, regexp_matches(${name}::text, '"sealed:(\\d+)[tjn]:', 'g') found WHERE ${where} GROUP BY 1`
  const value = {
    text: name, name, texts: `unnest(${name})`, bytes: `encode(substring(${name} FROM 1 FOR 24), 'escape')`,
    json: `CASE WHEN jsonb_typeof(${name}) = 'string' THEN ${name} #>> '{}' WHEN ${name} NOT IN ('null', '{}', '[]') THEN ${name}::text END`,
  }[kind]
  return `SELECT substring(value FROM '^sealed:(\\d+)[tjnb]:') AS key, count(*) AS n FROM (SELECT ${value} AS value FROM ${from} WHERE ${where}) v WHERE value <> '' GROUP BY 1`
}

/** Of every process that uses the database: its keys, the one that seals first. */
export async function keysInUse(client: pg.Client): Promise<number[][]> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT DISTINCT application_name AS name FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND starts_with(application_name, $1)`, [KEYS_OF])
  return rows.map(({ name }) => name.slice(KEYS_OF.length).split(' ').map(Number))
}
