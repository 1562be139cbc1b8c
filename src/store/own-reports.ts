// What an account of a company finds: reports that were released, of its own company, and nothing else of the desk.
import type { CompanyReport } from '../reports/suppression-shape.ts'
import type { Database } from './database.ts'

export interface OwnReportRow { readonly id: string; readonly content: CompanyReport; readonly withdrawn: boolean; readonly released_at: Date }

/** Null where the account belongs to none. */
export async function companyOfStaff({ prisma }: Database, staff: string): Promise<{ readonly id: string; readonly name: string } | null> {
  const [row] = await prisma.$queryRaw<{ id: string; name: string }[]>`SELECT c.id, c.name FROM staff s JOIN company c ON c.id = s.company_id WHERE s.id = ${staff}`
  return row ?? null
}

/** Newest first. Once it was released; taken back or not. */
export function reportsFor({ prisma }: Database, company: string): Promise<OwnReportRow[]> {
  return prisma.$queryRaw<OwnReportRow[]>`
    SELECT id, content, state = 'withdrawn' AS withdrawn, released_at FROM report
    WHERE released_at IS NOT NULL AND ARRAY[${company}::uuid] <@ members ORDER BY released_at DESC, id`
}

/** Null also for what was taken back. */
export async function releasedFor({ prisma }: Database, company: string, id: string): Promise<OwnReportRow | null> {
  const [row] = await prisma.$queryRaw<OwnReportRow[]>`
    SELECT id, content, false AS withdrawn, released_at FROM report
    WHERE id = ${id}::uuid AND state = 'released' AND released_at IS NOT NULL AND ARRAY[${company}::uuid] <@ members`
  return row ?? null
}
