// A released report as the company of an account sees it: read, laid out and taken home, it is this one.
import { asSeenBy } from '../reports/own-view.ts'
import type { Runtime } from '../runtime.ts'
import { companyOfStaff, releasedFor } from '../store/own-reports.ts'
import type { OwnReportRow } from '../store/own-reports.ts'
import { reportSettings } from '../store/report-settings.ts'
import type { OwnReport, OwnReportLine } from './api/reports.ts'
import { idOf } from './asked.ts'
import { HttpRefusal } from './errors.ts'
import type { Asked } from './guard.ts'

/** To which company an account belongs; null for everybody but companies. */
export const ownCompany = async ({ db }: Runtime, { reader }: Asked) => (reader.roles.includes('company') ? companyOfStaff(db, reader.id) : null)

/** @throws HttpRefusal where it was not released for this company, or was taken back */
export async function openOwnReport(runtime: Runtime, asked: Asked): Promise<OwnReport> {
  const company = await ownCompany(runtime, asked)
  const row = company && await releasedFor(runtime.db, company.id, idOf(asked))
  if (!row) throw new HttpRefusal(404, 'not_found')
  const alone = new Set(row.content.units.flatMap(({ companies }) => (companies.length === 1 ? companies.map(({ id }) => id) : [])))
  const all = row.content.company?.id === company.id ? row.content.units.flatMap(({ companies }) => companies) : [company]
  return {
    ...ownLineOf(row), report: asSeenBy(company, row.content, (await reportSettings(runtime.db)).parentSees),
    companies: all.map(({ id, name }) => ({ id, name, own: alone.has(id) })),
  }
}

export function ownLineOf({ id, content: { period: { from, until } }, released_at, withdrawn }: OwnReportRow): OwnReportLine {
  return { id, from, until, releasedAt: released_at.toISOString(), withdrawn }
}
