// Lays a company report out in one language: everything that is said of it comes from the report as data and from the sentences.
import type { LaidColumns, LaidFact, LaidReport } from './laid-out.ts'
import { layOutUnit, listed } from './lay-out-unit.ts'
import { dayName, number, periodName, rowName, said } from './report-words.ts'
import type { ReportWords } from './report-words.ts'
import type { CompanyReport, RolledUp } from './suppression-shape.ts'

/** `releasedOn`: a day in Japan, null before. `related`: companies of which it is only said that they stand in it. */
export interface Standing {
  readonly state: 'draft' | 'review' | 'released' | 'withdrawn'
  readonly releasedOn: string | null
  readonly reason: string
  readonly related?: readonly string[]
}

export function layOut(report: CompanyReport, { state, releasedOn, reason, related = [] }: Standing, words: ReportWords): LaidReport {
  const company = report.company?.name ?? said(words, 'together')
  const period = periodName(words, report.period)
  const around = { words, threshold: report.threshold, period }
  const released = releasedOn === null ? said(words, 'foot.notYet') : said(words, 'foot.released', { day: dayName(words, releasedOn) })
  return {
    language: words.language, title: said(words, 'title'), company, period,
    mark: state === 'released' ? null : said(words, `mark.${state}`, { reason }),
    facts: factsOf(report, releasedOn, related, words),
    rolledUp: [...(report.tooFew || report.units.length === 0 ? [said(words, 'tooFew', { count: report.threshold })] : []), ...report.rolledUp.map((one) => rolledUp(one, report, words))],
    sign: { text: said(words, 'sign.text'), meaning: said(words, 'sign.meaning', { count: report.threshold }) },
    units: report.units.map((unit) => layOutUnit(around, unit, report.units.length === 1)),
    actions: report.recommendations.length === 0 ? null : {
      heading: said(words, 'section.actions'), lead: said(words, 'section.actionsLead'),
      items: report.recommendations.map(({ theme, addressee, text }, i) => ({ key: `${i}`, name: [rowName(words, 'themes', theme), addressee].filter((part) => part !== '').join(said(words, 'actions.for')), text: text[words.language] === '' ? text.ja : text[words.language] })),
    },
    notes: { heading: said(words, 'notes.heading'), paragraphs: words.paragraphs.map((text) => text.replaceAll('{{count}}', String(report.threshold))) },
    foot: [said(words, 'foot.whose', { company, period }), said(words, 'foot.how', { threshold: report.threshold, released })],
    columns: columnsOf(words),
  }
}

function factsOf({ threshold, units, countedOn, company }: CompanyReport, releasedOn: string | null, related: readonly string[], words: ReportWords): LaidFact[] {
  const companies = units.flatMap((unit) => unit.companies.map(({ name }) => name))
  const declared = units.map((unit) => unit.declared)
  const known = declared.filter((one) => one !== null)
  return [
    { name: said(words, 'about.released'), text: releasedOn === null ? said(words, 'about.notYet') : dayName(words, releasedOn) },
    { name: said(words, 'about.threshold'), text: said(words, 'about.thresholdText', { count: threshold }) },
    { name: said(words, 'about.counted'), text: dayName(words, countedOn) },
    { name: said(words, 'about.workers'), text: known.length === 0 || known.length < declared.length ? said(words, 'about.workersUnknown') : said(words, 'about.workersText', { count: number(words, known.reduce((sum, one) => sum + one, 0)) }) },
    ...(companies.length > 1 && company !== null ? [{ name: said(words, 'about.scope'), text: listed(words, companies) }] : []),
    ...(related.length > 0 ? [{ name: said(words, 'about.related'), text: listed(words, related) }] : []),
  ]
}

function rolledUp(one: RolledUp, { units }: CompanyReport, words: ReportWords): string {
  switch (one.type) {
    case 'quarters': return said(words, 'rolled.quarters', { quarters: listed(words, one.quarters.map((quarter) => said(words, 'period.short', { year: quarter.slice(0, 4), quarter: quarter.slice(6) }))) })
    case 'companies': return said(words, 'rolled.companies', { names: listed(words, units.flatMap(({ companies }) => companies).filter(({ id }) => one.companies.includes(id)).map(({ name }) => name)) })
    case 'groups': return said(words, 'rolled.groups', { count: one.count })
  }
}

function columnsOf(words: ReportWords): LaidColumns {
  const column = (name: string) => said(words, `columns.${name}`)
  return { company: column('company'), period: column('period'), unit: column('unit'), section: column('section'), figure: column('figure'), item: column('item'), people: column('people'), share: column('share'), overview: column('overview'), asTable: column('asTable') }
}

