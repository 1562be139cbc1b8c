// The routes of the statistics: what was consulted in a span, counted for the desk alone, and the same as a file.
import { z } from 'zod'
import { counted } from '../desk/counts.ts'
import { dayInJapan } from '../hours/timetable.ts'
import { guarded } from '../report-files/sheets.ts'
import { before, PRESETS, readSpan, spanOf } from '../reports/periods.ts'
import type { Span } from '../reports/periods.ts'
import { statisticsRows } from '../reports/statistics-rows.ts'
import type { Titles } from '../reports/words.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { tiesOf } from '../store/counting.ts'
import { readPublished } from '../store/published.ts'
import type { StatisticsCounting, StatisticsView } from './api/statistics.ts'
import { HttpRefusal } from './errors.ts'
import { ANSWERED } from './guard.ts'
import type { Asked, Handlers } from './guard.ts'
import { countedAt } from './standing.ts'

const Day = z.string().max(10).catch('')
const Query = z.object({ preset: z.enum(PRESETS).catch('quarter'), day: Day, from: Day, to: Day })
const FileQuery = z.object({ format: z.enum(['csv', 'xlsx']).catch('csv'), language: z.enum(['ja', 'en']).catch('ja') })
const BYTE_ORDER_MARK = '\uFEFF'
const TYPES = { csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const

export function statisticsHandlers(runtime: Runtime): Handlers<Extract<RouteName, `${string} /api/statistics${string}`>> {
  const { db, now } = runtime
  const spanIn = ({ request }: Asked): Span => {
    const { preset, day, from, to } = Query.parse(request.query)
    const today = dayInJapan(now())
    const span = preset === 'free' ? readSpan(from, to) : spanOf(preset, readSpan(day, day)?.from ?? today)
    if (!span) throw new HttpRefusal(400, 'invalid', 'from, to')
    return span
  }
  const titles = (topics: readonly (string | null)[]): Titles => Object.fromEntries(topics.flatMap((topic) => {
    const article = topic === null ? undefined : runtime.content.articles.get(topic)
    return topic === null || !article ? [] : [[topic, { ja: article.articles.ja.title, en: article.articles.en.title }]]
  }))
  return {
    async 'GET /api/statistics'(asked) {
      const span = spanIn(asked)
      const ties = await tiesOf(db, asked.reader.id)
      const [consulted, then, published] = await Promise.all([
        counted(runtime, 'consulted', { span, ...ties }), counted(runtime, 'total', { span: before(span), ...ties }), readPublished(db, span),
      ])
      if (consulted.type === 'counting') return { ...consulted, span } satisfies StatisticsCounting
      if (then.type === 'counting') return { ...then, span } satisfies StatisticsCounting
      const { count, answered } = consulted.value
      return {
        ...countedAt(consulted), span, before: before(span), count, countBefore: then.value, answered, published, topics: titles(count.by.topic.map(({ key }) => key)), tied: ties.tied !== null,
      } satisfies StatisticsView
    },
    async 'GET /api/statistics/file'(asked) {
      const span = spanIn(asked)
      const { format, language } = FileQuery.parse(asked.request.query)
      const consulted = await counted(runtime, 'consulted', { span, ...await tiesOf(db, asked.reader.id) })
      if (consulted.type === 'counting') throw new HttpRefusal(409, 'counting')
      const { count } = consulted.value
      const rows = statisticsRows(count, span, language, titles(count.by.topic.map(({ key }) => key)))
      const { default: ExcelJS } = await import('exceljs')
      const book = new ExcelJS.Workbook()
      const sheet = book.addWorksheet(language === 'ja' ? '集計' : 'Statistics', { views: [{ state: 'frozen', ySplit: 1 }] })
      for (const row of rows) sheet.addRow(format === 'csv' ? row.map(guarded) : [...row])
      sheet.columns.forEach((column, i) => { column.width = [24, 20, 40][i] ?? 12 })
      sheet.getRow(1).font = { bold: true }
      const file = format === 'csv' ? Buffer.concat([Buffer.from(BYTE_ORDER_MARK), Buffer.from(await book.csv.writeBuffer({ formatterOptions: { rowDelimiter: '\r\n' } }))]) : Buffer.from(await book.xlsx.writeBuffer())
      asked.note({ format, from: span.from, to: span.to })
      await asked.recorded()
      asked.response.set({ 'content-type': TYPES[format], 'content-disposition': `attachment; filename="statistics-${span.from}-${span.to}.${format}"`, 'cache-control': 'no-store' }).send(file)
      return ANSWERED
    },
  }
}
