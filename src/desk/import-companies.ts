// Takes a sheet of companies: all of it, or nothing. The same sheet again changes nothing.
import { codeOf } from '../companies/code.ts'
import type { CompanyEntry } from '../companies/company.ts'
import { inOrder, planImport } from '../companies/plan.ts'
import type { Planned } from '../companies/plan.ts'
import { readRows } from '../companies/rows.ts'
import type { Problem } from '../companies/rows.ts'
import { PREFECTURES } from '../partners/prefectures.ts'
import { changesBetween } from '../partners/shape.ts'
import type { Runtime } from '../runtime.ts'
import { addCompany, allCompanies, declaredWorkers, declareWorkers, lockTree, saveCompany } from '../store/companies.ts'
import { addCode, allCodes, changeCode } from '../store/company-codes.ts'
import type { Statements } from '../store/database.ts'

export interface PlannedLine extends Planned { readonly change: ReturnType<typeof changesBetween<CompanyEntry>> }
export interface Imported { readonly lines: readonly PlannedLine[]; readonly problems: readonly Problem[] }

type Tools = Pick<Runtime, 'db' | 'newId' | 'newCode'>

/** @param dry only says what would change */
export async function importCompanies({ db, newId, newCode }: Tools, cells: readonly (readonly string[])[], dry: boolean, by: string): Promise<Imported> {
  const { rows, unread, problems: unreadable } = readRows(cells, PREFECTURES)
  return db.prisma.$transaction(async (tx) => {
    await lockTree(tx)
    const present = { companies: await allCompanies({ prisma: tx }), workers: await declaredWorkers({ prisma: tx }), codes: await allCodes({ prisma: tx }) }
    const { planned, problems: unfit } = planImport(rows, present, newId, unread)
    const problems = [...unreadable, ...unfit].toSorted((a, b) => a.line - b.line)
    const lines = inOrder(planned).map((one) => ({ ...one, change: changesBetween(one.before?.entry ?? null, one.entry) }))
    if (dry || problems.length > 0) return { lines, problems }
    for (const line of lines) await write(tx, line, by, newCode)
    return { lines, problems }
  }, { timeout: 30_000 })
}

async function write(tx: Statements, { id, before, entry, change, workers, codes }: PlannedLine, by: string, newCode: () => string): Promise<void> {
  if (before === null) await addCompany(tx, { id, entry, change }, by)
  else if (Object.keys(change).length > 0) await saveCompany(tx, { id, entry, change }, before.revision, by)
  if (workers) await declareWorkers(tx, id, workers, by)
  for (const { isNew, ...code } of codes) {
    if (isNew) await addCode(tx, id, code, by)
    else await changeCode(tx, code)
  }
  if (before === null && codes.length === 0) await newCompanyCode(tx, id, { ...BLANK, lot: entry.lot }, by, newCode)
}

/** What a company's first code says besides its lot. */
export const BLANK = { campaign: '', source: '', opens: null, validFrom: null, validTo: null } as const

/** A code that nobody has yet. */
export async function newCompanyCode(tx: Statements, company: string, code: Omit<Parameters<typeof addCode>[2], 'code'>, by: string, newCode: () => string): Promise<string> {
  for (;;) {
    const made = codeOf(Number(newCode()))
    if (await addCode(tx, company, { ...code, code: made }, by)) return made
  }
}
