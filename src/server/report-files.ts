// Company reports as people read them: laid out for a page, as a PDF, as sheets. All of it is drawn from the one report as data.
import { z } from 'zod'
import { dayInJapan } from '../hours/timetable.ts'
import { layOut } from '../reports/lay-out.ts'
import { REPORT_LANGUAGES } from '../reports/laid-out.ts'
import type { LaidReport } from '../reports/laid-out.ts'
import { reportPdf } from '../report-files/pdf.ts'
import { reportCsv, reportWorkbook } from '../report-files/sheets.ts'
import { reportWords } from '../report-files/words.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { findReport } from '../store/reports.ts'
import { idOf } from './asked.ts'
import { HttpRefusal } from './errors.ts'
import { ANSWERED } from './guard.ts'
import type { Asked, Handlers } from './guard.ts'
import { openOwnReport } from './own-reports.ts'
import { topicName } from './report-names.ts'

type Path = Extract<RouteName, `${string} /api/${'reports' | 'own-reports'}/:id/${'page' | 'files'}${string}`>

const Language = z.enum(REPORT_LANGUAGES).catch('ja')
const Format = z.enum(['pdf', 'xlsx', 'csv'])
type Format = z.infer<typeof Format>

const TYPES: Readonly<Record<Format, string>> = { pdf: 'application/pdf', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', csv: 'text/csv; charset=utf-8' }

/** What a report is drawn from, whoever reads it. */
type Drawn = Parameters<typeof layOut>[0]
type Open = { readonly report: Drawn; readonly standing: Parameters<typeof layOut>[1]; readonly at: Date }

export function reportFileHandlers(runtime: Runtime): Handlers<Path> {
  const laidOut = ({ report, standing }: Open, { request }: Asked): LaidReport => {
    const language = Language.parse(request.query['language'])
    return layOut(report, standing, reportWords(language, topicName(runtime, language)))
  }
  const atDesk = async (asked: Asked): Promise<Open> => {
    const row = await findReport(runtime.db, asked.reader, idOf(asked))
    if (!row) throw new HttpRefusal(404, 'not_found')
    return { report: row.content, at: row.released_at ?? row.saved_at, standing: { state: row.state, reason: row.reason, releasedOn: row.released_at && dayInJapan(row.released_at) } }
  }
  const atCompany = async (asked: Asked): Promise<Open> => {
    const { report, releasedAt, companies } = await openOwnReport(runtime, asked)
    const shown = new Set(report.units.flatMap((unit) => unit.companies.map(({ id }) => id)))
    return { report, at: new Date(releasedAt), standing: { state: 'released', reason: '', releasedOn: dayInJapan(new Date(releasedAt)), related: companies.filter(({ id }) => !shown.has(id)).map(({ name }) => name) } }
  }
  const download = async (open: Open, asked: Asked) => {
    const format = Format.safeParse(asked.request.params['format'])
    if (!format.success) throw new HttpRefusal(404, 'not_found')
    const page = laidOut(open, asked)
    const bytes = await drawn(page, format.data, open.at)
    asked.note({ format: format.data, language: page.language })
    await asked.recorded()
    const name = `report-${open.report.period.from}-${open.report.period.until}-${page.language}.${format.data}`
    asked.response.set({ 'content-type': TYPES[format.data], 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' }).send(bytes)
    return ANSWERED
  }
  return {
    'GET /api/reports/:id/page': async (asked) => laidOut(await atDesk(asked), asked),
    'GET /api/reports/:id/files/:format': async (asked) => download(await atDesk(asked), asked),
    'GET /api/own-reports/:id/page': async (asked) => laidOut(await atCompany(asked), asked),
    'GET /api/own-reports/:id/files/:format': async (asked) => download(await atCompany(asked), asked),
  }
}

function drawn(page: LaidReport, format: Format, at: Date): Promise<Buffer> {
  switch (format) {
    case 'pdf': return reportPdf(page, at)
    case 'xlsx': return reportWorkbook(page, at)
    case 'csv': return reportCsv(page)
  }
}
