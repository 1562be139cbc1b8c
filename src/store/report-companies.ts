// The companies as reports need them: which contract has which group, what was declared, and since when they are counted.
import type { Member } from '../reports/units.ts'
import type { Statements } from './database.ts'

export interface ReportCompany {
  readonly id: string
  readonly name: string
  readonly parent_id: string | null
  readonly tier: number | null
  /** First day in Japan on which its people are counted, `YYYY-MM-DD`. */
  readonly since: string
}

export function reportCompanies(db: Statements): Promise<ReportCompany[]> {
  return db.$queryRaw<ReportCompany[]>`
    SELECT id, name, parent_id, tier, to_char(coalesce(contract_from, (created_at AT TIME ZONE 'Asia/Tokyo')::date), 'YYYY-MM-DD') AS since FROM company ORDER BY name, id`
}

/** As declared last, on this day or before. */
export async function declaredWorkers(db: Statements, day: string): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ company_id: string; workers: number }[]>`
    SELECT DISTINCT ON (company_id) company_id, workers FROM company_workers WHERE as_of <= ${day}::date ORDER BY company_id, as_of DESC, id DESC`
  return new Map(rows.map(({ company_id, workers }) => [company_id, workers]))
}

/**
 * Whose people a contract covers: 3 the company alone, 1 the companies right below it, 2 all below it. A company with a contract of its own
 * is in its own group only.
 */
export function groupOf(companies: readonly ReportCompany[], root: ReportCompany, declared: ReadonlyMap<string, number>): Member[] {
  const below = (id: string): ReportCompany[] => companies.filter(({ parent_id, tier }) => parent_id === id && tier === null)
  const all = (id: string, seen: ReadonlySet<string>): ReportCompany[] => below(id).filter((one) => !seen.has(one.id)).flatMap((one) => [one, ...all(one.id, new Set([...seen, one.id]))])
  const related = root.tier === 1 ? below(root.id) : root.tier === 2 ? all(root.id, new Set([root.id])) : []
  return [root, ...related].map(({ id, name }) => ({ id, name, declared: declared.get(id) ?? null }))
}
