// A report as rows of cells: what is shown is a number, what is hidden is its words. Nothing hidden is ever an empty cell, or 0.
import type { LaidCell, LaidFact, LaidFigure, LaidReport, LaidSection } from './laid-out.ts'

export type SheetCell = string | number
export interface Sheet { readonly name: string; readonly rows: readonly (readonly SheetCell[])[] }

/** What calculates may calculate with it, and nothing else may. */
export const cellOf = ({ state, value, text }: LaidCell): SheetCell => (state === 'shown' && value !== null ? value : text)

/** The overview, one sheet a section, and how to read it. */
export function sheetsOf(report: LaidReport): Sheet[] {
  const overview: SheetCell[][] = [
    [report.title], [report.company], [report.period], ...(report.mark === null ? [] : [[report.mark]]), [],
    ...report.facts.map(pairOf), [], ...report.headline.map(({ name, cell, note }) => [name, cellOf(cell), note]),
  ]
  return [
    { name: report.columns.overview, rows: overview },
    ...report.sections.map((section) => ({ name: section.heading, rows: sectionRows(section) })),
    { name: report.notes.heading, rows: [[report.sign.text, report.sign.meaning], ...report.notes.paragraphs.map((text) => [text])] },
  ]
}

const pairOf = ({ name, text }: LaidFact): SheetCell[] => [name, text]

function sectionRows({ heading, lead, figures, verdicts, actions }: LaidSection): SheetCell[][] {
  return [
    [heading], ...(lead === '' ? [] : [[lead]]),
    ...figures.flatMap((figure) => [[], [figure.heading], ...(figure.rolledUp === null ? [] : [[figure.rolledUp]]), ...figureRows(figure), ...figure.facts.map(pairOf)]),
    ...verdicts.map(({ name, text, basis }) => [name, text, basis]),
    ...actions.map(({ name, text }) => [name, text]),
  ]
}

function figureRows({ columns, rows, empty }: LaidFigure): SheetCell[][] {
  if (rows.length === 0) return [[empty]]
  return [[...columns], ...rows.map(({ label, inner, people, share }) => [inner ? `　${label}` : label, cellOf(people), share])]
}

/** One table of all of it, with its own names in the first row: for programs. */
export function tableOf({ sections, columns, company, period }: LaidReport): SheetCell[][] {
  const { section, figure, item, people, share, rolledUp } = columns
  const said = (heading: string, name: string, about: string, text: string): SheetCell[] => [company, period, heading, name, about, text, '', '']
  const [ofCompany, ofPeriod] = columns.ofReport
  return [
    [ofCompany, ofPeriod, section, figure, item, people, share, rolledUp],
    ...sections.flatMap(({ heading, figures, verdicts, actions }) => [
      ...figures.flatMap((one) => [
        ...one.rows.map((row): SheetCell[] => [company, period, heading, one.heading, row.label, cellOf(row.people), row.share, one.rolledUp ?? '']),
        ...one.facts.map(({ name, text }) => said(heading, one.heading, name, text)),
      ]),
      ...verdicts.map(({ name, text }) => said(heading, heading, name, text)),
      ...actions.map(({ name, text }) => said(heading, heading, name, text)),
    ]),
  ]
}
