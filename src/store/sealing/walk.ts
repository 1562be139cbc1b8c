// Walks along a table and gives its sealed values the seals they would get now, a piece of the table at a time.
import pg from 'pg'
import type { SealedColumn } from './columns.ts'
import type { Keyring } from './keyring.ts'
import { resealed } from './resealed.ts'

const AS_STORED = {
  text: 'r.value', name: 'r.value', json: 'r.value::jsonb', bytes: 'r.value::bytea', texts: 'ARRAY(SELECT jsonb_array_elements_text(r.value::jsonb))',
} as const satisfies Record<SealedColumn['kind'], string>

/** In `pg_trigger.tgtype`. One that names its columns hears nothing of another seal. */
const ON_UPDATE = 16
/** Of 8 kB: what is read, and locked, at once. */
const BLOCKS = 128

/**
 * Once along the table. What somebody else writes meanwhile, and rows they hold, are passed over: walk again until nothing is left to do.
 * @param together where one transaction holds it all; by itself each piece is one
 * @param progress hears which share of the table is done, 0 ... 1
 * @returns how many values got another seal
 */
export async function walkColumn(client: pg.Client, keyring: Keyring, column: SealedColumn, together: boolean, progress: (share: number) => void = () => {}): Promise<number> {
  const table = pg.escapeIdentifier(column.table)
  const { rows: [size] } = await client.query<{ blocks: number; guarded: boolean }>(`
    SELECT (pg_relation_size($1::regclass) / current_setting('block_size')::int)::int AS blocks,
      EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = $1::regclass AND NOT tgisinternal AND tgtype & ${ON_UPDATE} > 0 AND tgattr::text = '') AS guarded`, [table])
  let changed = 0
  for (let block = 0; block < (size?.blocks ?? 0); block += BLOCKS) {
    if (!together) await client.query('BEGIN')
    try {
      // What may not be changed is not: it only gets another seal.
      if (size?.guarded) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
      changed += await walkPiece(client, keyring, column, block)
      if (size?.guarded) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`)
      if (!together) await client.query('COMMIT')
      progress(Math.min(1, (block + BLOCKS) / (size?.blocks ?? 1)))
    } catch (error) {
      if (!together) await client.query('ROLLBACK').catch(() => {})
      throw error
    }
  }
  return changed
}

async function walkPiece(client: pg.Client, keyring: Keyring, column: SealedColumn, block: number): Promise<number> {
  const [table, name] = [pg.escapeIdentifier(column.table), pg.escapeIdentifier(column.column)]
  const { rows } = await client.query<{ at: string; value: string }>(`
    SELECT ctid::text AS at, ${column.kind === 'texts' ? `to_json(${name})` : name}::text AS value FROM ${table}
    WHERE ctid >= '(${block},0)'::tid AND ctid < '(${block + BLOCKS},0)'::tid AND ${toDo(keyring, column)} FOR NO KEY UPDATE SKIP LOCKED`)
  const changed = rows.flatMap(({ at, value }) => {
    const again = resealed(keyring, column, value)
    return again === null ? [] : [{ at, again }]
  })
  if (changed.length === 0) return 0
  await client.query(`
    UPDATE ${table} t SET ${name} = ${AS_STORED[column.kind]} FROM unnest($1::tid[], $2::text[]) AS r(at, value) WHERE t.ctid = r.at`,
  [changed.map(({ at }) => at), changed.map(({ again }) => again)])
  return changed.length
}

/** A condition on the rows that may have something to do; of parts of a JSON value only a look at them tells. */
function toDo(keyring: Keyring, column: SealedColumn): string {
  const name = pg.escapeIdentifier(column.column)
  const current = `'^sealed:(${keyring.newest('t')}[tj]|${keyring.newest('n')}n):'`
  const here = `${name} IS NOT NULL AND ${column.where ?? 'true'}`
  if (column.keys || column.open) return here
  if (column.kind === 'texts') return `${here} AND EXISTS (SELECT 1 FROM unnest(${name}) v WHERE v <> '' AND v !~ ${current})`
  if (column.kind === 'bytes') return `${here} AND position(convert_to('sealed:${keyring.newest('t')}b:', 'UTF8') IN substring(${name} FROM 1 FOR 24)) <> 1`
  if (column.kind === 'json') return `${here} AND ${name} NOT IN ('null', '{}', '[]', '""') AND NOT (jsonb_typeof(${name}) = 'string' AND ${name} #>> '{}' ~ ${current})`
  return `${here} AND ${name} <> '' AND ${name} !~ ${current}`
}
