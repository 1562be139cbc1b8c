// By which codes a person came, and what they said of their company in their own words.
import { json } from './json.ts'
import type { Database, Statements } from './database.ts'
import { personVisibleTo, visibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

/** `at` is ISO 8601. */
export interface CodeUse { readonly conversation_id: string; readonly code: string; readonly at: string }
export interface Saying { readonly conversation_id: string; readonly message_id: string; readonly at: string }
export interface CompanyTurns { readonly codeUses: readonly CodeUse[]; readonly sayings: readonly Saying[] }

/** Every code stays: a later link takes nobody away from the company of an earlier one. */
export async function saveCompanyTurns(tx: Statements, { codeUses, sayings }: CompanyTurns): Promise<void> {
  if (codeUses.length > 0) {
    await tx.$executeRaw`
      INSERT INTO person_company (person_id, home_id, code, at)
      SELECT DISTINCT ON (c.person_id, coalesce(c.home_id, c.person_id), r.code) c.person_id, coalesce(c.home_id, c.person_id), r.code, r.at
      FROM jsonb_to_recordset(${json(codeUses)}::jsonb) AS r(conversation_id uuid, code text, at timestamptz) JOIN conversation c ON c.id = r.conversation_id
      WHERE c.staff_id IS NULL AND NOT EXISTS (
        SELECT 1 FROM person_company w WHERE w.person_id = c.person_id AND w.home_id = coalesce(c.home_id, c.person_id) AND w.code = r.code AND w.entry_id IS NULL)
      ORDER BY c.person_id, coalesce(c.home_id, c.person_id), r.code, r.at`
  }
  if (sayings.length > 0) {
    await tx.$executeRaw`
      INSERT INTO company_said (person_id, home_id, conversation_id, message_id, at)
      SELECT c.person_id, coalesce(c.home_id, c.person_id), c.id, r.message_id, r.at
      FROM jsonb_to_recordset(${json(sayings)}::jsonb) AS r(conversation_id uuid, message_id uuid, at timestamptz) JOIN conversation c ON c.id = r.conversation_id`
  }
}

/** What they said and have not taken back, the latest first. */
export function companiesSaid({ prisma }: Database, reader: Reader, person: string): Promise<{ readonly id: string; readonly text: string; readonly at: Date }[]> {
  return prisma.$queryRaw`
    SELECT w.id::text, m.text, w.at FROM company_said w JOIN message m ON m.id = w.message_id JOIN conversation c ON c.id = w.conversation_id JOIN person p ON p.id = w.person_id
    WHERE w.person_id = ${person}::uuid AND m.withdrawn_at IS NULL AND ${visibleTo(reader)} AND ${personVisibleTo(reader)} ORDER BY w.id DESC LIMIT 20`
}

/** Every code they came by or that staff noted of them. */
export async function codesOfPerson({ prisma }: Database, reader: Reader, person: string): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ code: string }[]>`
    SELECT DISTINCT w.code FROM person_code w JOIN person p ON p.id = w.person_id WHERE w.person_id = ${person}::uuid AND ${personVisibleTo(reader)} ORDER BY w.code`
  return rows.map(({ code }) => code)
}
