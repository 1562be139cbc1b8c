// What a company sees of a released report: the contract's company its group, a related company itself, and nobody anybody else.
import type { CompanyReport } from './suppression-shape.ts'

/** `parentSees`: the figures of related companies, or only that they stand in the report. */
export function asSeenBy(company: { readonly id: string; readonly name: string }, report: CompanyReport, parentSees: 'figures' | 'status'): CompanyReport {
  if (report.company === null) return report
  const isOwn = report.company.id === company.id
  if (isOwn && parentSees === 'figures') return report
  const units = report.units.filter(({ companies }) => (isOwn ? companies.some(({ id }) => id === company.id) : companies.length === 1 && companies[0]?.id === company.id))
  if (isOwn) return { ...report, units }
  return { ...report, company, units, tooFew: units.length === 0, rolledUp: report.rolledUp.filter(({ type }) => type === 'quarters'), recommendations: [] }
}
