// What a sheet of companies would change, and why it cannot be taken: worked out before anything is written.
import type { CompanyCode } from './code.ts'
import type { Company, CompanyEntry } from './company.ts'
import type { Problem, Row } from './rows.ts'
import type { Workers } from './shape.ts'
import { COLUMN_NAMES } from './sheet.ts'
import { wouldCircle } from './tree.ts'

/** What the desk has. `workers` are all that were ever declared, `codes` of all companies and of none. */
export interface Present {
  readonly companies: readonly Company[]
  readonly workers: readonly (Workers & { readonly company: string })[]
  readonly codes: readonly (CompanyCode & { readonly company: string | null })[]
}

/** One row as it would be written. `before` null: a new company. */
export interface Planned {
  readonly line: number
  readonly id: string
  readonly before: Company | null
  readonly entry: CompanyEntry
  /** Not declared so yet; null: nothing new. */
  readonly workers: Workers | null
  /** New, or with other particulars than now. */
  readonly codes: readonly (CompanyCode & { readonly isNew: boolean })[]
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s/g, '')

/**
 * A code that stands in no row stays as it is.
 * @param newId for each company that is new
 * @param unread names of companies in rows that could not be read: they are there for those below them
 */
export function planImport(rows: readonly Row[], present: Present, newId: () => string, unread: readonly string[] = []): { readonly planned: readonly Planned[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const wrong = ({ line }: Row, column: Problem['column'], problem: Problem['problem'], value: string) => { problems.push({ line, column, problem, value: value.slice(0, 100) }) }
  const byId = new Map(present.companies.map((one) => [one.id, one]))
  const named = Map.groupBy(present.companies, ({ entry }) => fold(entry.name))
  const lines = Map.groupBy(rows, ({ entry }) => fold(entry.name))

  const placed = rows.map((row) => {
    const alike = named.get(fold(row.entry.name)) ?? []
    if (row.id !== null && !byId.has(row.id)) wrong(row, 'id', 'no_such_id', row.id)
    if (row.id === null && alike.length > 1) wrong(row, 'name', 'ambiguous', row.entry.name)
    const before = row.id === null ? alike[0] ?? null : byId.get(row.id) ?? null
    return { row, before, id: before?.id ?? newId() }
  })
  const first = new Map<string, number>()
  for (const { row, id } of placed) {
    // Two of one name are told apart by their numbers alone.
    const twice = first.has(id) || (row.id === null && (lines.get(fold(row.entry.name)) ?? []).some(({ line }) => line < row.line))
    if (twice) wrong(row, 'name', 'twice', row.entry.name)
    first.set(id, row.line)
  }

  const after = new Map([...present.companies.map(({ id, entry }) => [id, entry.name] as const), ...placed.map(({ id, row }) => [id, row.entry.name] as const)])
  const parents = Map.groupBy([...after], ([, name]) => fold(name))
  const resolved = placed.map((one) => {
    const { parent } = one.row.entry
    const found = parent === null ? [] : parents.get(fold(parent)) ?? []
    // As it stands now wins among several of one name.
    const [only] = found.find(([id]) => id === one.before?.entry.parent) ?? found[0] ?? [null]
    if (parent !== null && found.length === 0 && !unread.some((name) => fold(name) === fold(parent))) wrong(one.row, 'parent', 'no_parent', parent)
    if (found.length > 1 && only !== one.before?.entry.parent) wrong(one.row, 'parent', 'ambiguous', parent ?? '')
    return { ...one, entry: overlaid(one.before?.entry ?? null, { ...one.row.entry, parent: only }, one.row) }
  })
  const tree = [...new Map([...present.companies.map(({ id, entry }) => [id, entry.parent] as const), ...resolved.map(({ id, entry }) => [id, entry.parent] as const)])].map(([id, parent]) => ({ id, parent }))
  for (const { row, id, entry } of resolved) if (wouldCircle(tree.filter((one) => one.id !== id), id, entry.parent) || entry.parent === id) wrong(row, 'parent', 'circle', row.entry.parent ?? '')

  const owners = new Map<string, string | null>(present.codes.map(({ code, company }) => [code, company]))
  const known = new Map(present.codes.map(({ code, company: _company, ...rest }) => [code, JSON.stringify(particulars({ code, ...rest }))]))
  const planned = resolved.map(({ row, id, before, entry }): Planned => {
    for (const { code } of row.codes) {
      if (owners.has(code) && owners.get(code) !== id) wrong(row, 'codes', 'taken', code)
      owners.set(code, id)
    }
    const declared = row.workers
    const isKnown = declared === null || present.workers.some((one) => one.company === id && one.asOf === declared.asOf && one.workers === declared.workers && one.source === declared.source)
    const codes = row.codes.filter((one) => known.get(one.code) !== JSON.stringify(particulars(one))).map((one) => ({ ...one, isNew: !known.has(one.code) }))
    return { line: row.line, id, before, entry, workers: isKnown ? null : declared, codes }
  })
  return { planned, problems: problems.toSorted((a, b) => a.line - b.line) }
}

/** What the sheet has no column for stays as it is. */
function overlaid(before: CompanyEntry | null, read: CompanyEntry, { given }: Row): CompanyEntry {
  if (before === null) return read
  const lacking = new Map<string, unknown>(Object.entries(before).filter(([field]) => !COLUMN_NAMES.some((name) => name === field && given.has(name))))
  return { ...read, ...Object.fromEntries(lacking) }
}

const particulars = ({ lot, campaign, source, opens, validFrom, validTo }: CompanyCode) => [lot, campaign, source, opens, validFrom, validTo]

/** Parents before those below them, so that each can be written after the one it names. */
export function inOrder(planned: readonly Planned[]): Planned[] {
  const waiting = new Map(planned.map((one) => [one.id, one]))
  const ordered: Planned[] = []
  const visit = (one: Planned) => {
    if (!waiting.delete(one.id)) return
    const above = one.entry.parent === null ? undefined : waiting.get(one.entry.parent)
    if (above) visit(above)
    ordered.push(one)
  }
  for (const one of planned) visit(one)
  return ordered
}
