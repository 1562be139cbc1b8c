// Reports of companies as they are kept: written, checked by a second person, released into the ledger, taken back.
import type { CompanyReport } from '../reports/suppression-shape.ts'
import type { Database, Statements } from './database.ts'
import { Prisma } from './generated/client.ts'
import { json } from './json.ts'
import type { Reader } from './visible.ts'

export type ReportState = 'draft' | 'review' | 'released' | 'withdrawn'

export interface ReportRow {
  readonly id: string
  readonly company_id: string | null
  readonly quarter: string
  readonly members: string[]
  readonly months: Readonly<Record<string, readonly string[]>>
  readonly state: ReportState
  readonly content: CompanyReport
  readonly revision: number
  readonly authors: string[]
  readonly author_names: string[]
  readonly reviewer_name: string | null
  readonly reason: string
  readonly saved_at: Date
  readonly released_at: Date | null
  /** A month of it stands in another report of the ledger. */
  readonly overtaken: boolean
}

const ROWS = Prisma.sql`
  SELECT r.id, r.company_id, r.quarter, r.members, r.months, r.state, r.content, r.revision, r.authors, r.reason, r.saved_at, r.released_at, s.name AS reviewer_name,
    ARRAY(SELECT coalesce(m.name, a.id) FROM unnest(r.authors) WITH ORDINALITY a(id, place) LEFT JOIN staff m ON m.id = a.id ORDER BY a.place) AS author_names,
    r.released_at IS NULL AND EXISTS (SELECT 1 FROM report_month l WHERE r.months->(l.company_id::text) ? l.month) AS overtaken
  FROM report r LEFT JOIN staff s ON s.id = r.reviewer_id`

/** A condition on `report r`: who is tied to one of its companies finds nothing of it. */
function reportVisibleTo({ id }: Reader): Prisma.Sql {
  return Prisma.sql`NOT EXISTS (SELECT 1 FROM staff_conflict k JOIN company_code c ON c.code = k.value WHERE k.staff_id = ${id} AND k.kind = 'code' AND c.company_id = ANY(r.members))`
}

/** Newest first. */
export function listReports({ prisma }: Database, reader: Reader): Promise<ReportRow[]> {
  return prisma.$queryRaw<ReportRow[]>`${ROWS} WHERE ${reportVisibleTo(reader)} ORDER BY r.saved_at DESC, r.id LIMIT 500`
}

export async function findReport({ prisma }: Database, reader: Reader, id: string): Promise<ReportRow | null> {
  const [row] = await prisma.$queryRaw<ReportRow[]>`${ROWS} WHERE r.id = ${id}::uuid AND ${reportVisibleTo(reader)}`
  return row ?? null
}

export async function isTiedToAny(db: Statements, reader: Reader, companies: readonly string[]): Promise<boolean> {
  return (await db.$queryRaw<unknown[]>`
    SELECT 1 FROM staff_conflict k JOIN company_code c ON c.code = k.value WHERE k.staff_id = ${reader.id} AND k.kind = 'code' AND c.company_id = ANY(${[...companies]}::uuid[]) LIMIT 1`).length > 0
}

export interface PreparedReport { readonly id: string; readonly company: string | null; readonly quarter: string; readonly members: readonly string[]; readonly months: Readonly<Record<string, readonly string[]>>; readonly content: CompanyReport }

/** To be called with the lock. @returns the id of the draft, which may be one that was there already and was counted again; null where that is in review */
export async function keepDraft(tx: Statements, { id, company, quarter, members, months, content }: PreparedReport, by: string, now: Date): Promise<string | null> {
  const [open] = await tx.$queryRaw<{ id: string; state: ReportState; content: CompanyReport }[]>`
    SELECT id, state, content FROM report WHERE company_id IS NOT DISTINCT FROM ${company}::uuid AND quarter = ${quarter} AND state IN ('draft', 'review')`
  if (open?.state === 'review') return null
  const kept = { ...content, recommendations: open?.content.recommendations ?? [] }
  const values = Prisma.sql`${[...members]}::uuid[], ${json(months)}::jsonb, ${json(kept)}::jsonb, ${now}`
  if (open) {
    await tx.$executeRaw`
      UPDATE report SET (members, months, content, saved_at) = (${values}), revision = revision + 1, authors = CASE WHEN ${by} = ANY(authors) THEN authors ELSE authors || ${by}::text END WHERE id = ${open.id}::uuid`
    return open.id
  }
  await tx.$executeRaw`INSERT INTO report (id, company_id, quarter, authors, members, months, content, saved_at) VALUES (${id}::uuid, ${company}::uuid, ${quarter}, ARRAY[${by}]::text[], ${values})`
  return id
}

/** @returns the new revision; null where somebody saved meanwhile, or it is no draft any more */
export async function saveDraft({ prisma }: Database, { id, revision, content, by, now }: { readonly id: string; readonly revision: number; readonly content: CompanyReport; readonly by: string; readonly now: Date }): Promise<number | null> {
  const [row] = await prisma.$queryRaw<{ revision: number }[]>`
    UPDATE report SET content = ${json(content)}::jsonb, revision = revision + 1, saved_at = ${now}, authors = CASE WHEN ${by} = ANY(authors) THEN authors ELSE authors || ${by}::text END
    WHERE id = ${id}::uuid AND revision = ${revision} AND state = 'draft' RETURNING revision`
  return row?.revision ?? null
}

export interface ReportMove { readonly id: string; readonly revision: number; readonly from: ReportState; readonly to: ReportState; readonly reason: string; readonly by: string | null; readonly now: Date }

/** @returns false where it changed meanwhile */
export async function moveReport(tx: Statements, { id, revision, from, to, reason, by, now }: ReportMove): Promise<boolean> {
  return (await tx.$executeRaw`
    UPDATE report SET state = ${to}, reason = ${reason}, reviewer_id = coalesce(${by}, reviewer_id), revision = revision + 1, saved_at = ${now},
      released_at = CASE WHEN ${to} = 'released' THEN ${now} ELSE released_at END
    WHERE id = ${id}::uuid AND revision = ${revision} AND state = ${from}`) === 1
}

/** Writes its months into the ledger, in the transaction of its release. @returns false where one stands there already */
export async function enterLedger(tx: Statements, { id, months }: Pick<ReportRow, 'id' | 'months'>): Promise<boolean> {
  await oneAtATime(tx)
  const rows = Object.entries(months).flatMap(([company, theirs]) => theirs.map((month) => ({ company, month })))
  const added = await tx.$executeRaw`
    INSERT INTO report_month (company_id, month, report_id) SELECT company, month, ${id}::uuid FROM unnest(${rows.map(({ company }) => company)}::uuid[], ${rows.map(({ month }) => month)}::text[]) l(company, month)
    ON CONFLICT DO NOTHING`
  return added === rows.length
}

/** What was released once, of all companies: `company month`. */
export async function ledger(db: Statements): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await db.reportMonth.findMany({ select: { companyId: true, month: true } })
  return new Map([...Map.groupBy(rows, ({ companyId }) => companyId)].map(([id, months]) => [id, new Set(months.map(({ month }) => month))]))
}

/** Of a company, or of the small groups together: what was released, taken back or not. */
export function releasedReports(db: Statements, company: string | null): Promise<{ quarter: string; content: CompanyReport }[]> {
  return db.$queryRaw<{ quarter: string; content: CompanyReport }[]>`SELECT quarter, content FROM report WHERE company_id IS NOT DISTINCT FROM ${company}::uuid AND released_at IS NOT NULL ORDER BY released_at`
}

/** Until the transaction ends: two reports that are counted or released at once see each other. */
export async function oneAtATime(tx: Statements): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('madoguchi-reports'))`
}
