// People around cases: who could have one, whose it is about, and what staff are called.
import { ROLES, SEES } from '../permissions.ts'
import { IS_PRESENT } from './assignment.ts'
import type { Database, Statements } from './database.ts'
import { Prisma } from './generated/client.ts'
import { caseVisibleTo, tiedToCase, visibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

export interface CaseCandidate { readonly id: string; readonly name: string; readonly present: boolean; readonly speaks: boolean; readonly open: number }

const TAKERS = ROLES.filter((role) => SEES[role] === 'all')

/** Enabled, in a role that sees every case, and not tied to this one. Who is there and speaks the language stands first, then who has least. */
export function candidatesForCase({ prisma }: Database, reader: Reader, id: string): Promise<CaseCandidate[]> {
  return prisma.$queryRaw<CaseCandidate[]>`
    SELECT s.id, s.name, ${IS_PRESENT} AND NOT s.away AS present, coalesce(p.language = ANY(s.languages || ARRAY['ja']), false) AS speaks,
      (SELECT count(*)::int FROM case_file o WHERE o.owner = s.id AND o.closed_at IS NULL) AS open
    FROM case_file f LEFT JOIN person p ON p.id = f.person_id, staff s
    WHERE f.id = ${id}::uuid AND ${caseVisibleTo(reader)} AND s.disabled_at IS NULL AND s.roles && ${TAKERS}::text[] AND NOT ${tiedToCase(Prisma.sql`s.id`)}
    ORDER BY present DESC, speaks DESC, open, s.name, s.id`
}

/** The person of a conversation the reader sees; the row stays locked. */
export async function personOfConversation(tx: Statements, reader: Reader, conversation: string): Promise<{ person_id: string; entry_code: string | null; language: string | null } | null> {
  const [row] = await tx.$queryRaw<{ person_id: string; entry_code: string | null; language: string | null }[]>`
    SELECT c.person_id, c.entry_code, p.language FROM conversation c JOIN person p ON p.id = c.person_id WHERE c.id = ${conversation}::uuid AND ${visibleTo(reader)} FOR UPDATE OF c`
  return row ?? null
}

/** Somebody who rang or came by: a person without a conversation. */
export async function newPerson(tx: Statements, id: string, language: string | null): Promise<void> {
  await tx.$executeRaw`INSERT INTO person (id, language) VALUES (${id}::uuid, ${language})`
}

/** Whether the reader is tied to one of these companies: then they must not even begin a case about it. */
export async function isTiedToCompany(tx: Statements, reader: Reader, companies: readonly string[]): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`SELECT 1 FROM staff_tied WHERE staff_id = ${reader.id} AND kind = 'code' AND value = ANY(${[...companies]}::text[])`
  return rows.length > 0
}

/** As workers know whoever has a case; null where a team has it, or they have no such name. */
export async function publicNameOf({ prisma }: Database, owner: string): Promise<string | null> {
  return (await prisma.staff.findUnique({ where: { id: owner }, select: { publicName: true } }))?.publicName ?? null
}

export async function staffNames({ prisma }: Database): Promise<Readonly<Record<string, string>>> {
  const rows = await prisma.$queryRaw<{ id: string; name: string }[]>`SELECT id, name FROM staff`
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}
