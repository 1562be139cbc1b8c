// The one place that decides which conversations a reader may see. Every statement that serves staff carries its condition.
import { SEES } from '../permissions.ts'
import type { Role } from '../permissions.ts'
import { Prisma } from './generated/client.ts'
import type { Database } from './database.ts'

/** Who reads. Without one no conversation, message, medium or person leaves the store. */
export interface Reader { readonly id: string; readonly roles: readonly Role[] }

/**
 * A condition on `conversation c`: what the reader's roles see, less everything of companies and people they are tied to, and less
 * the conversations by which members of staff are paged themselves.
 * Whoever came by a company's code is that company's on every app they use.
 */
export function visibleTo({ id, roles }: Reader): Prisma.Sql {
  const scopes = new Set(roles.map((role) => SEES[role]))
  const scope = scopes.has('all') ? Prisma.sql`TRUE` : scopes.has('danger') ? Prisma.sql`(c.danger IS NOT NULL OR c.assignee_id = ${id})` : Prisma.sql`FALSE`
  return Prisma.sql`(${scope} AND c.staff_id IS NULL AND NOT ${tiedTo(Prisma.sql`${id}`)})`
}

/** Whether a member of staff is tied to `conversation c`. */
export function tiedTo(staff: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT 1 FROM staff_conflict k WHERE k.staff_id = ${staff} AND (
      (k.kind = 'person' AND k.value = c.person_id::text)
      OR (k.kind = 'code' AND EXISTS (SELECT 1 FROM conversation same WHERE same.person_id = c.person_id AND same.entry_code = k.value))))`
}

export async function isVisible({ prisma }: Database, reader: Reader, conversation: string): Promise<boolean> {
  const rows = await prisma.$queryRaw<unknown[]>`SELECT 1 FROM conversation c WHERE c.id = ${conversation}::uuid AND ${visibleTo(reader)}`
  return rows.length > 0
}
