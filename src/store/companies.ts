// The companies as everything that counts or chooses by them needs them.
import type { Database } from './database.ts'

export interface CompanyRow {
  readonly id: string
  readonly name: string
  readonly parent_id: string | null
  readonly relation: string | null
  readonly tier: number | null
  readonly lot: string
}

/** All of them, by name: some hundreds. */
export async function readCompanies({ prisma }: Database): Promise<CompanyRow[]> {
  return prisma.$queryRaw<CompanyRow[]>`SELECT id, name, parent_id, relation, tier, lot FROM company ORDER BY name, id`
}
