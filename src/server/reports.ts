// The routes of company reports: the calendar, counting one, recommending, the second person, taking back; and the company's own.
import { z } from 'zod'
import { prepareReport } from '../desk/prepare-report.ts'
import { decideReport, withdrawReport } from '../desk/release-report.ts'
import { dayInJapan } from '../hours/timetable.ts'
import { lastDue, monthsOf, periodUntil, Q_PATTERN, quarterOf, yearUntil } from '../reports/calendar.ts'
import { REPORTED_THEMES } from '../reports/company-report.ts'
import { faultsOf, HIDDEN_THEME } from '../reports/verify.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { reportsFor } from '../store/own-reports.ts'
import { declaredWorkers, groupOf, reportCompanies } from '../store/report-companies.ts'
import { changeReportSettings, ReportSettings, reportSettings } from '../store/report-settings.ts'
import { findReport, isTiedToAny, ledger, listReports, moveReport, saveDraft } from '../store/reports.ts'
import type { ReportRow } from '../store/reports.ts'
import type { DueReport, OwnReports, ReportLine, ReportList, ReportMade, ReportSaved, ReportView } from './api/reports.ts'
import { done, idOf } from './asked.ts'
import { HttpRefusal } from './errors.ts'
import type { Asked, Handlers } from './guard.ts'
import { openOwnReport, ownCompany, ownLineOf } from './own-reports.ts'

const Revision = z.int().min(1)
const Text = z.string().trim().max(2_000)
const NewBody = z.strictObject({ company: z.uuid().nullable(), quarter: z.string().regex(Q_PATTERN) })
const Recommended = z.strictObject({ theme: z.enum([...REPORTED_THEMES, 'general']), addressee: z.string().trim().max(100), text: z.strictObject({ ja: Text.min(1), en: Text }) })
const SaveBody = z.strictObject({ revision: Revision, recommendations: z.array(Recommended).max(30) })
const ReviewBody = z.strictObject({ revision: Revision, ask: z.boolean() })
const DecisionBody = z.strictObject({ revision: Revision, decision: z.enum(['release', 'return']), reason: z.string().trim().max(500).default('') })
const WithdrawBody = z.strictObject({ revision: Revision, reason: z.string().trim().min(1).max(500) })

export type ReportRoute = Extract<RouteName, `${string} /api/reports` | `${string} /api/reports/settings` | 'GET /api/reports/:id' | 'PATCH /api/reports/:id' | `POST /api/reports/:id/${'review' | 'decision' | 'withdraw'}` | 'GET /api/own-reports' | 'GET /api/own-reports/:id'>

export function reportHandlers(runtime: Runtime): Handlers<ReportRoute> {
  const { db, now } = runtime
  const found = async (asked: Asked): Promise<ReportRow> => {
    const row = await findReport(db, asked.reader, idOf(asked))
    if (!row) throw new HttpRefusal(404, 'not_found')
    return row
  }
  return {
    async 'GET /api/reports'({ reader, note }) {
      const rows = await listReports(db, reader)
      note({ count: rows.length })
      return { reports: rows.map(lineOf), due: await dueReports(runtime, rows, reader), settings: await reportSettings(db) } satisfies ReportList
    },
    async 'POST /api/reports'({ request, reader, response, note }) {
      const { company, quarter } = NewBody.parse(request.body)
      note({ company, quarter })
      const made = await prepareReport(runtime, reader, company, quarter)
      if (made === null) throw new HttpRefusal(404, 'not_found')
      if (typeof made === 'string') throw new HttpRefusal(409, made)
      note({}, `report:${made.id}`)
      response.status(201)
      return made satisfies ReportMade
    },
    async 'PATCH /api/reports/settings'({ request, note }) {
      const change = ReportSettings.partial().parse(request.body)
      note({ change })
      if (!(await changeReportSettings(db, change))) throw new HttpRefusal(409, 'threshold_falls')
      return reportSettings(db)
    },
    async 'GET /api/reports/:id'(asked) {
      const row = await found(asked)
      return {
        ...lineOf(row), revision: row.revision, report: row.content, authors: row.author_names, mine: row.authors.includes(asked.reader.id),
        reviewer: row.reviewer_name, reason: row.reason, overtaken: row.overtaken,
      } satisfies ReportView
    },
    async 'PATCH /api/reports/:id'(asked) {
      const { revision, recommendations } = SaveBody.parse(asked.request.body)
      const row = await found(asked)
      if (row.state !== 'draft') throw new HttpRefusal(409, 'in_review')
      const content = { ...row.content, recommendations }
      if (faultsOf(content).includes(HIDDEN_THEME)) throw new HttpRefusal(409, 'theme_hidden')
      const saved = await saveDraft(db, { id: row.id, revision, content, by: asked.reader.id, now: now() })
      if (saved === null) throw new HttpRefusal(409, 'changed')
      return { revision: saved } satisfies ReportSaved
    },
    async 'POST /api/reports/:id/review'(asked) {
      const { revision, ask } = ReviewBody.parse(asked.request.body)
      const { id, reason } = await found(asked)
      asked.note({ asks: ask })
      const move = ask ? { from: 'draft', to: 'review', reason: '' } as const : { from: 'review', to: 'draft', reason } as const
      if (!(await moveReport(db.prisma, { id, revision, ...move, by: null, now: now() }))) throw new HttpRefusal(409, 'changed')
    },
    async 'POST /api/reports/:id/decision'(asked) {
      const body = DecisionBody.parse(asked.request.body)
      asked.note({ decision: body.decision })
      return done(await decideReport(runtime, asked.reader, idOf(asked), body))
    },
    async 'POST /api/reports/:id/withdraw'(asked) {
      const { revision, reason } = WithdrawBody.parse(asked.request.body)
      return done(await withdrawReport(runtime, asked.reader, idOf(asked), revision, reason))
    },
    async 'GET /api/own-reports'(asked) {
      const company = await ownCompany(runtime, asked)
      const rows = company ? await reportsFor(db, company.id) : []
      asked.note({ count: rows.length })
      return { company, reports: rows.map(ownLineOf) } satisfies OwnReports
    },
    'GET /api/own-reports/:id': (asked) => openOwnReport(runtime, asked),
  }
}

/** Quarters that are over and of which nothing was released, a company at a time. */
async function dueReports({ db, now }: Runtime, rows: readonly ReportRow[], reader: Asked['reader']): Promise<DueReport[]> {
  const today = dayInJapan(now())
  const quarter = lastDue(today, (await reportSettings(db)).cadence)
  const [companies, declared, counted] = await Promise.all([reportCompanies(db.prisma), declaredWorkers(db.prisma, today), ledger(db.prisma)])
  const due: DueReport[] = []
  for (const root of companies.filter(({ tier }) => tier !== null)) {
    const members = groupOf(companies, root, declared).map(({ id }) => id)
    const period = periodUntil(quarter, { since: quarterOf(root.since.slice(0, 7)), counted: new Set(members.flatMap((id) => [...(counted.get(id) ?? [])])) })
    const theirs = rows.filter((row) => row.company_id === root.id && row.quarter === quarter)
    if (!period || theirs.some(({ released_at }) => released_at !== null) || await isTiedToAny(db.prisma, reader, members)) continue
    due.push({ company: { id: root.id, name: root.name }, quarter, from: period.from, until: period.until, report: theirs.find(({ state }) => state === 'draft' || state === 'review')?.id ?? null })
  }
  // At the end of a year, those who stand in no report of it may be counted together.
  const year = lastDue(today, 'year')
  const months = monthsOf(yearUntil(year))
  const small = companies.filter(({ id, tier, since }) => tier !== null && quarterOf(since.slice(0, 7)) <= year && !months.some((month) => counted.get(id)?.has(month)))
  const together = rows.filter((row) => row.company_id === null && row.quarter === year)
  if (small.length < 2 || together.some(({ released_at }) => released_at !== null)) return due
  const { from, until } = yearUntil(year)
  return [...due, { company: null, quarter: year, from, until, report: together.find(({ state }) => state === 'draft' || state === 'review')?.id ?? null }]
}

function lineOf({ id, content, state, saved_at, released_at }: ReportRow): ReportLine {
  const { company, period: { from, until }, tooFew } = content
  return { id, company, from, until, state, tooFew, savedAt: saved_at.toISOString(), releasedAt: released_at?.toISOString() ?? null }
}
