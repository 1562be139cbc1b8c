// Reads the rows of a sheet of companies, in words that people write. What cannot be read is told row by row, and then nothing is taken.
import type { CompanyCode } from './code.ts'
import { RELATIONS } from './company.ts'
import type { CompanyEntry } from './company.ts'
import { LOTS } from './lots.ts'
import { CodeShape, CompanyFields, OwnCode, WorkersShape } from './shape.ts'
import type { Workers } from './shape.ts'
import { COLUMN_NAMES, COLUMNS, INDUSTRY_NAMES, INDUSTRY_WORDS, LOT_WORDS, RELATION_WORDS, TIER_WORDS } from './sheet.ts'
import type { Column } from './sheet.ts'

export type Fault = 'unknown' | 'missing' | 'bad' | 'order' | 'no_column' | 'twice' | 'no_such_id' | 'too_many' | 'no_parent' | 'circle' | 'ambiguous' | 'taken'
/** `line`: of the sheet, the head is 1. `column` null: it is about the whole sheet. `value` is what stands there. */
export interface Problem { readonly line: number; readonly column: Column | null; readonly problem: Fault; readonly value: string }

/** `entry.parent` is the name that stands in the sheet. `given`: the columns it has; what it does not have stays as it is. */
export interface Row { readonly line: number; readonly given: ReadonlySet<Column>; readonly id: string | null; readonly entry: CompanyEntry; readonly workers: Workers | null; readonly codes: readonly CompanyCode[] }

export const MOST_ROWS = 1_000
const fold = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s/g, '')
const same = (a: string, b: string) => fold(a) === fold(b)

/** `unread`: the names of companies in rows that have a mistake. */
export interface ReadRows { readonly rows: readonly Row[]; readonly unread: readonly string[]; readonly problems: readonly Problem[] }

/** @param cells the first row names the columns, in Japanese or by their field */
export function readRows(cells: readonly (readonly string[])[], prefectures: readonly string[]): ReadRows {
  const [head = [], ...body] = cells
  const columns = head.map((title) => COLUMN_NAMES.find((name) => same(title, name) || same(title, COLUMNS[name])) ?? null)
  if (!columns.includes('name')) return { rows: [], unread: [], problems: [{ line: 1, column: 'name', problem: 'no_column', value: COLUMNS.name }] }
  const given = new Set(columns.filter((name) => name !== null))
  const filled = body.map((values, i) => ({ line: i + 2, values })).filter(({ values }) => values.some((value) => value.trim() !== ''))
  if (filled.length > MOST_ROWS) return { rows: [], unread: [], problems: [{ line: MOST_ROWS + 2, column: null, problem: 'too_many', value: String(MOST_ROWS) }] }
  const read = filled.map(({ line, values }) => readRow(line, (name) => values[columns.indexOf(name)]?.trim() ?? '', prefectures))
  const name = columns.indexOf('name')
  return { unread: filled.flatMap(({ values }, i) => (read[i] && 'problems' in read[i] ? [values[name] ?? ''] : [])), rows: read.flatMap((one) => ('entry' in one ? [{ ...one, given }] : [])), problems: read.flatMap((one) => ('entry' in one ? [] : one.problems)) }
}

function readRow(line: number, cell: (name: Column) => string, prefectures: readonly string[]): Omit<Row, 'given'> | { readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const wrong = (column: Column, problem: Fault, value = cell(column)) => {
    if (!problems.some((one) => one.column === column)) problems.push({ line, column, problem, value: value.slice(0, 100) })
    return null
  }
  const one = <T extends string>(column: Column, words: Readonly<Record<T, readonly string[]>>, of: readonly T[], value = cell(column)): T | null =>
    value === '' ? null : of.find((name) => same(value, name) || words[name].some((word) => same(word, value))) ?? wrong(column, 'unknown', value)
  const day = (column: Column, value = cell(column)): string | null => {
    if (value === '') return null
    const [, year, month = '', date = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(value.normalize('NFKC')) ?? []
    return year === undefined ? wrong(column, 'bad', value) : `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  }
  const prefecture = cell('prefecture') === '' ? null : prefectures.findIndex((name) => same(name, cell('prefecture')) || same(name.replace(/(?<!^北海)[都道府県]$/, ''), cell('prefecture'))) + 1 || wrong('prefecture', 'unknown')
  const tier = one('tier', TIER_WORDS, ['1', '2', '3'])
  const lot = one('lot', LOT_WORDS, LOTS) ?? 'company'
  if (cell('name') === '') wrong('name', 'missing')
  const relation = one('relation', RELATION_WORDS, RELATIONS)
  if (cell('parent') !== '' && cell('relation') === '') wrong('relation', 'missing')
  if (cell('parent') === '' && cell('relation') !== '') wrong('parent', 'missing')
  const { data: fields, error } = CompanyFields.omit({ parent: true }).safeParse({
    name: cell('name'), otherNames: listOf(cell('otherNames')), relation, tier: tier === null ? null : Number(tier), contractFrom: day('contractFrom'), contractTo: day('contractTo'), scope: cell('scope'), lot,
    industry: one('industry', INDUSTRY_WORDS, INDUSTRY_NAMES), prefecture,
  })
  for (const { path } of error?.issues ?? []) { const column = COLUMN_NAMES.find((name) => name === path[0]); if (column) wrong(column, 'bad') }
  if (fields?.contractFrom && fields.contractTo && fields.contractFrom > fields.contractTo) wrong('contractTo', 'order')
  const codes = listOf(cell('codes')).flatMap((text) => {
    const [code = '', lotWord = '', campaign = '', from = '', to = '', source = '', opens = ''] = text.split(/[|｜]/).map((part) => part.trim())
    const own = OwnCode.safeParse(code.normalize('NFKC'))
    const rest = CodeShape.safeParse({ lot: one('codes', LOT_WORDS, LOTS, lotWord) ?? lot, campaign, source, opens: opens === '' ? null : opens, validFrom: day('codes', from), validTo: day('codes', to) })
    if (own.success && rest.success) return [{ code: own.data, ...rest.data }]
    wrong('codes', 'bad', text)
    return []
  })
  const workers = workersIn(cell, day, wrong)
  if (problems.length > 0 || !fields) return { problems }
  return { line, id: cell('id') === '' ? null : cell('id'), entry: { ...fields, parent: cell('parent') === '' ? null : cell('parent') }, workers, codes }
}

function workersIn(cell: (name: Column) => string, day: (column: Column) => string | null, wrong: (column: Column, problem: Fault) => null): Workers | null {
  if (cell('workers') === '') return cell('workersAsOf') === '' ? null : wrong('workers', 'missing')
  if (cell('workersAsOf') === '') return wrong('workersAsOf', 'missing')
  const { data, error } = WorkersShape.safeParse({ workers: Number(cell('workers').normalize('NFKC').replace(/[,、人名\s]/g, '') || NaN), asOf: day('workersAsOf'), source: cell('workersSource') })
  if (data) return data
  return wrong(error.issues.some(({ path }) => path[0] === 'workers') ? 'workers' : error.issues.some(({ path }) => path[0] === 'asOf') ? 'workersAsOf' : 'workersSource', 'bad')
}

const listOf = (text: string) => text.split(/[\n;；]+/).map((part) => part.trim()).filter((part) => part !== '')
