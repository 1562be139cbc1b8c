// How a page catches up: it names the mark of its last answer, and gets every row that was written since.
import { Prisma } from './generated/client.ts'
import type { Database } from './database.ts'

/**
 * The oldest transaction that is still under way: whatever is not yet to be seen was or will be written by this one or a later one, so
 * that nothing falls between two answers. To be asked for before the rows are.
 */
export async function markNow({ prisma }: Database): Promise<string> {
  const [row] = await prisma.$queryRaw<{ mark: string }[]>`SELECT pg_snapshot_xmin(pg_current_snapshot())::xid::text AS mark`
  return row?.mark ?? '0'
}

/**
 * Whether the row of this table was written since the mark, by whatever statement: PostgreSQL keeps with each row which transaction wrote
 * it. A mark of the future is of another database: then every row counts.
 * @param mark null: every row
 */
export function writtenSince(mark: string | null, table: string): Prisma.Sql {
  if (mark === null) return Prisma.sql`TRUE`
  return Prisma.sql`(age(${mark}::text::xid) < 0 OR age(${Prisma.raw(`${table}.xmin`)}) <= age(${mark}::text::xid))`
}
