// Figures that others published, as they were loaded.
import { laidOut } from '../reports/published.ts'
import type { Both, Published, PublishedSource } from '../reports/published.ts'
import type { Span } from '../reports/periods.ts'
import type { Database } from './database.ts'
import { json } from './json.ts'

interface Row {
  readonly source: string
  readonly table: string
  readonly key: string
  readonly place: number
  readonly parent: string | null
  readonly label: { readonly row: Both; readonly table: Both; readonly source: Both }
  readonly period_from: string
  readonly period_to: string
  readonly value: number | null
  readonly share: string | null
  readonly remark: Both | null
}

/** Replaces what was loaded before, all or nothing. @returns how many figures stand there now */
export async function loadPublished({ prisma }: Database, sources: readonly PublishedSource[]): Promise<number> {
  const rows = sources.flatMap(({ source, title, from, to, tables }) => tables.flatMap(({ table, label, rows: lines }) => lines.map((line) => ({ source, title, from, to, table, label, line }))))
    .map(({ source, title, from, to, table, label, line }, place): Row => ({
      source, table, key: line.key, place, parent: line.of ?? null, label: { row: line.label, table: label, source: title }, period_from: from, period_to: to,
      value: line.value, share: line.share ?? null, remark: line.remark ?? null,
    }))
  return prisma.$transaction(async (tx) => {
    await tx.$executeRaw`DELETE FROM published_figure`
    return tx.$executeRaw`
      INSERT INTO published_figure (source, "table", key, place, parent, label, period_from, period_to, value, share, remark)
      SELECT r.source, r."table", r.key, r.place, r.parent, r.label, r.period_from, r.period_to, r.value, r.share, r.remark
      FROM jsonb_to_recordset(${json(rows)}::jsonb) AS r(source text, "table" text, key text, place int, parent text, label jsonb, period_from date, period_to date, value int, share text, remark jsonb)`
  })
}

/** Those of exactly this span; of every span without one. */
export async function readPublished({ prisma }: Database, span: Span | null = null): Promise<Published[]> {
  const rows = await prisma.$queryRaw<Row[]>`
    SELECT source, "table", key, place, parent, label, to_char(period_from, 'YYYY-MM-DD') AS period_from, to_char(period_to, 'YYYY-MM-DD') AS period_to, value, share, remark FROM published_figure
    WHERE ${span === null} OR (period_from = ${span?.from ?? null}::date AND period_to = ${span?.to ?? null}::date) ORDER BY place`
  return [...Map.groupBy(rows, ({ source }) => source)].flatMap(([source, lines]) => {
    const [first] = lines
    return first ? [laidOut({ source, title: first.label.source, from: first.period_from, to: first.period_to, tables: tablesOf(lines) })] : []
  })
}

function tablesOf(lines: readonly Row[]): PublishedSource['tables'] {
  return [...Map.groupBy(lines, ({ table }) => table)].map(([table, rows]) => ({
    table, label: rows[0]?.label.table ?? { ja: table, en: table },
    rows: rows.map(({ key, label, value, share, parent, remark }) => ({ key, label: label.row, value, ...(share !== null && { share }), ...(parent !== null && { of: parent }), ...(remark !== null && { remark }) })),
  }))
}
