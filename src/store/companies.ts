// The companies: as everything that counts or chooses by them needs them, as the desk keeps them, and who changed what.
import type { Company, CompanyEntry, Relation, Tier } from '../companies/company.ts'
import { LEAST_SHOWN } from '../companies/company.ts'
import type { Lot } from '../companies/lots.ts'
import type { Workers } from '../companies/shape.ts'
import type { Database, Statements } from './database.ts'
import { json } from './json.ts'
import { staffTiedToCompany } from './visible.ts'
import type { Reader } from './visible.ts'

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

interface EntryRow {
  readonly id: string
  readonly revision: number
  readonly name: string
  readonly other_names: string[]
  readonly parent_id: string | null
  readonly relation: Relation | null
  readonly tier: Tier | null
  readonly contract_from: string | null
  readonly contract_to: string | null
  readonly scope: string
  readonly lot: Lot
  readonly industry: string | null
  readonly prefecture: number | null
}

/** Before and after, by field. */
export type CompanyChanges = Readonly<Record<string, readonly [unknown, unknown]>>
export interface CompanySave { readonly id: string; readonly entry: CompanyEntry; readonly change: CompanyChanges }
export interface DeclaredWorkers extends Workers { readonly company: string; readonly by: string; readonly at: Date }

/** By name. */
export async function allCompanies({ prisma }: { readonly prisma: Statements }): Promise<Company[]> {
  const rows = await prisma.$queryRaw<EntryRow[]>`
    SELECT id, revision, name, other_names, parent_id, relation, tier, contract_from::text, contract_to::text, scope, lot, industry, prefecture FROM company ORDER BY name, id`
  return rows.map(({ id, revision, other_names, parent_id, contract_from, contract_to, ...rest }) => ({
    id, revision, entry: { ...rest, otherNames: other_names, parent: parent_id, contractFrom: contract_from, contractTo: contract_to },
  }))
}

/** Nobody else changes where companies stand while this transaction lasts: two changes that each run in no circle could make one together. */
export async function lockTree(tx: Statements): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('company tree'))`
}

/** A company that stands below another comes after it. */
export async function addCompany(tx: Statements, { id, entry, change }: CompanySave, by: string): Promise<void> {
  const { name, otherNames, parent, relation, tier, contractFrom, contractTo, scope, lot, industry, prefecture } = entry
  await tx.$executeRaw`
    INSERT INTO company (id, name, other_names, parent_id, relation, tier, contract_from, contract_to, scope, lot, industry, prefecture)
    VALUES (${id}::uuid, ${name}, ${[...otherNames]}, ${parent}::uuid, ${relation}, ${tier}, ${contractFrom}::date, ${contractTo}::date, ${scope}, ${lot}, ${industry}, ${prefecture})`
  await noteChange(tx, id, change, by)
}

/** False where somebody else has saved it meanwhile. */
export async function saveCompany(tx: Statements, { id, entry, change }: CompanySave, revision: number, by: string): Promise<boolean> {
  const { name, otherNames, parent, relation, tier, contractFrom, contractTo, scope, lot, industry, prefecture } = entry
  const saved = await tx.$executeRaw`
    UPDATE company SET name = ${name}, other_names = ${[...otherNames]}, parent_id = ${parent}::uuid, relation = ${relation}, tier = ${tier}, contract_from = ${contractFrom}::date,
      contract_to = ${contractTo}::date, scope = ${scope}, lot = ${lot}, industry = ${industry}, prefecture = ${prefecture}, revision = revision + 1
    WHERE id = ${id}::uuid AND revision = ${revision}`
  if (saved === 1) await noteChange(tx, id, change, by)
  return saved === 1
}

/** Newest first. */
export function changesOf({ prisma }: Database, company: string): Promise<{ readonly at: Date; readonly by: string; readonly change: CompanyChanges }[]> {
  return prisma.$queryRaw`SELECT at, by, change FROM company_change WHERE company_id = ${company}::uuid ORDER BY id DESC LIMIT 100`
}

export async function noteChange(tx: Statements, company: string, change: CompanyChanges, by: string): Promise<void> {
  await tx.$executeRaw`INSERT INTO company_change (company_id, change, by) VALUES (${company}::uuid, ${json(change)}::jsonb, ${by})`
}

/** What companies declared, the latest day first and of one day what was declared last. */
export function declaredWorkers({ prisma }: { readonly prisma: Statements }, company: string | null = null): Promise<DeclaredWorkers[]> {
  return prisma.$queryRaw<DeclaredWorkers[]>`
    SELECT company_id AS company, as_of::text AS "asOf", workers, source, by, at FROM company_workers
    WHERE ${company}::uuid IS NULL OR company_id = ${company}::uuid ORDER BY company_workers.as_of DESC, id DESC`
}

export async function declareWorkers(tx: Statements, company: string, { asOf, workers, source }: Workers, by: string): Promise<void> {
  await tx.$executeRaw`INSERT INTO company_workers (company_id, as_of, workers, source, by) VALUES (${company}::uuid, ${asOf}::date, ${workers}, ${source}, ${by})`
}

/** How many people came by the codes of each company, where that identifies nobody; the others are left out. */
export async function countReached({ prisma }: Database): Promise<Readonly<Record<string, number>>> {
  const rows = await prisma.$queryRaw<{ company_id: string; people: number }[]>`
    SELECT company_id, count(DISTINCT person_id)::int AS people FROM person_in_company GROUP BY 1 HAVING count(DISTINCT person_id) >= ${LEAST_SHOWN}`
  return Object.fromEntries(rows.map(({ company_id, people }) => [company_id, people]))
}

/** The same by some codes; null where they are too few. */
export async function countReachedBy({ prisma }: Database, codes: readonly string[]): Promise<number | null> {
  const [row] = await prisma.$queryRaw<{ people: number }[]>`SELECT count(DISTINCT person_id)::int AS people FROM person_code WHERE code = ANY(${[...codes]}::text[])`
  return row && row.people >= LEAST_SHOWN ? row.people : null
}

/** Ids of the companies the reader is tied to: they are told nothing of who came by them. */
export async function companiesTiedTo({ prisma }: Database, reader: Reader): Promise<ReadonlySet<string>> {
  const rows = await prisma.$queryRaw<{ id: string }[]>`SELECT k.id FROM company k WHERE ${staffTiedToCompany(reader)}`
  return new Set(rows.map(({ id }) => id))
}
