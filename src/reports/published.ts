// Figures that others published before, as they stand in prisma/seed/founders-figures.yaml, and how they are shown: letter by letter, with what contradicts itself said beside it. Pure.
import { z } from 'zod'
import { percent } from './counting.ts'

const Both = z.strictObject({ ja: z.string().min(1), en: z.string().min(1) })
export type Both = z.infer<typeof Both>
const day = z.coerce.date().transform((date) => date.toISOString().slice(0, 10))

/** `of`: `table.key` of the row whose share it is. */
const Row = z.strictObject({ key: z.string(), label: Both, value: z.int().nullable(), share: z.string().regex(/^\d+\.\d$/).optional(), of: z.string().optional(), remark: Both.optional() })
export const PublishedSources = z.array(z.strictObject({
  source: z.string(), title: Both, from: day, to: day,
  tables: z.array(z.strictObject({ table: z.string(), label: Both, rows: z.array(Row).min(1) })).min(1),
}))
export type PublishedSource = z.infer<typeof PublishedSources>[number]

/** `computed`: the share as it follows from the counts, where it is another one than was printed. */
export interface PublishedLine { readonly key: string; readonly label: Both; readonly value: number | null; readonly share: string; readonly computed: string; readonly remark: Both | null }
/** `n`: the sum of what is told. */
export interface PublishedTable { readonly table: string; readonly label: Both; readonly n: number; readonly rows: readonly PublishedLine[] }
export interface Published { readonly source: string; readonly title: Both; readonly from: string; readonly to: string; readonly tables: readonly PublishedTable[] }

export function laidOut({ source, title, from, to, tables }: PublishedSource): Published {
  const values = new Map<string, number | null>(tables.flatMap(({ table, rows }) => rows.map(({ key, value }) => [`${table}.${key}`, value])))
  return {
    source, title, from, to,
    tables: tables.map(({ table, label, rows }) => ({
      table, label, n: rows.reduce((sum, { value }) => sum + (value ?? 0), 0),
      rows: rows.map(({ key, label: name, value, share = '', of = '', remark = null }) => {
        const follows = value === null || share === '' ? '' : percent(value, values.get(of) ?? 0)
        return { key, label: name, value, share, computed: follows === share ? '' : follows, remark }
      }),
    })),
  }
}

/** As lines of plain text, for the terminal. */
export function printed({ title, from, to, tables }: Published, language: 'ja' | 'en'): string[] {
  const named = language === 'ja' ? { unread: '資料にない', computed: '計算では' } : { unread: 'not in the source', computed: 'computed' }
  return [
    `${title[language]}  ${from} – ${to}`,
    ...tables.flatMap(({ label, rows }) => ['', `  ${label[language]}`, ...rows.map(({ label: name, value, share, computed, remark }) => {
      const told = [value === null ? named.unread : value.toLocaleString('en'), share === '' ? '' : `${share} %`, computed === '' ? '' : `(${named.computed} ${computed} %)`, remark === null ? '' : `※ ${remark[language]}`]
      return `    ${name[language]}: ${told.filter(Boolean).join('  ')}`
    })]),
  ]
}
