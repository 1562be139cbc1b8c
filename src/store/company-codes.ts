// The codes of companies: what they lead to, what they open, and which of them people named.
import type { CompanyCode } from '../companies/code.ts'
import type { Database, Statements } from './database.ts'

/** `company` null: of a municipality, an association, a campaign. */
export interface KeptCode extends CompanyCode { readonly company: string | null; readonly withdrawn: boolean; readonly by: string; readonly at: Date }

/** The newest first; of one company, or all. */
export function allCodes({ prisma }: { readonly prisma: Statements }, company: string | null = null): Promise<KeptCode[]> {
  return prisma.$queryRaw<KeptCode[]>`
    SELECT code, company_id AS company, lot, campaign, source, opens, valid_from::text AS "validFrom", valid_to::text AS "validTo", withdrawn_at IS NOT NULL AS withdrawn, created_by AS by, created_at AS at
    FROM company_code WHERE ${company}::uuid IS NULL OR company_id = ${company}::uuid ORDER BY created_at DESC, code`
}

/** False where the code is taken already. */
export async function addCode(tx: Statements, company: string, { code, lot, campaign, source, opens, validFrom, validTo }: CompanyCode, by: string): Promise<boolean> {
  const added = await tx.$executeRaw`
    INSERT INTO company_code (code, company_id, lot, campaign, source, opens, valid_from, valid_to, created_by)
    VALUES (${code}, ${company}::uuid, ${lot}, ${campaign}, ${source}, ${opens}, ${validFrom}::date, ${validTo}::date, ${by}) ON CONFLICT DO NOTHING`
  return added === 1
}

export async function changeCode(tx: Statements, { code, lot, campaign, source, opens, validFrom, validTo }: CompanyCode): Promise<void> {
  await tx.$executeRaw`
    UPDATE company_code SET lot = ${lot}, campaign = ${campaign}, source = ${source}, opens = ${opens}, valid_from = ${validFrom}::date, valid_to = ${validTo}::date WHERE code = ${code}`
}

/** @param at null: it counts again. Whom it led here stay the company's. */
export async function withdrawCode({ prisma }: Database, company: string, code: string, at: Date | null): Promise<boolean> {
  return (await prisma.$executeRaw`UPDATE company_code SET withdrawn_at = ${at} WHERE code = ${code} AND company_id = ${company}::uuid`) === 1
}

/** Of these codes those that the desk made, each with what it opens on this day; null where that is the greeting, or it does not count (any more). */
export async function openedBy(tx: Statements, codes: readonly string[], day: string): Promise<ReadonlyMap<string, string | null>> {
  if (codes.length === 0) return new Map()
  const rows = await tx.$queryRaw<{ code: string; opens: string | null }[]>`
    SELECT code, CASE WHEN withdrawn_at IS NULL AND coalesce(valid_from <= ${day}::date, TRUE) AND coalesce(valid_to >= ${day}::date, TRUE) THEN opens END AS opens
    FROM company_code WHERE code = ANY(${[...new Set(codes)]}::text[])`
  return new Map(rows.map(({ code, opens }) => [code, opens]))
}

/** The names of the companies to which codes lead, by code. Those that lead to none are left out. */
export async function companyNames({ prisma }: { readonly prisma: Statements }, codes: readonly string[]): Promise<Readonly<Record<string, string>>> {
  if (codes.length === 0) return {}
  const rows = await prisma.$queryRaw<{ code: string; name: string }[]>`
    SELECT q.code, k.name FROM company_code q JOIN company k ON k.id = q.company_id WHERE q.code = ANY(${[...new Set(codes)]}::text[])`
  return Object.fromEntries(rows.map(({ code, name }) => [code, name]))
}
