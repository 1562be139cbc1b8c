// A report as rows of cells: what is shown is a number, what is hidden is its words. Nothing hidden is ever an empty cell, or 0.
import type { LaidCell, LaidFact, LaidFigure, LaidReport, LaidSection } from './laid-out.ts'

export type SheetCell = string | number
type SheetRow = readonly SheetCell[]
export interface Sheet { readonly name: string; readonly rows: readonly SheetRow[] }

/** What calculates may calculate with it, and nothing else may. */
export const cellOf = ({ state, value, text }: LaidCell): SheetCell => (state === 'shown' && value !== null ? value : text)

const pairOf = ({ name, text }: LaidFact): SheetRow => [name, text]

/** The overview, one sheet a section with all units below each other, what is recommended, and how to read it. */
export function sheetsOf({ title, company, period, mark, facts, rolledUp, units, actions, notes, sign, columns }: LaidReport): Sheet[] {
  const overview: SheetRow[] = [
    [title], [company], [period], ...(mark === null ? [] : [[mark]]), [], ...facts.map(pairOf), ...rolledUp.map((text) => [text]),
    ...units.flatMap(({ heading, lead, headline }): SheetRow[] => [[], ...(heading === null ? [] : [[heading, lead]]), ...headline.map(({ name, cell, note }) => [name, cellOf(cell), note])]),
  ]
  const keys = [...new Set(units.flatMap(({ sections }) => sections.map(({ key }) => key)))]
  const sections = keys.map((key): Sheet => {
    const found = units.flatMap(({ heading, sections: all }) => all.filter((one) => one.key === key).map((section) => ({ heading, section })))
    const rows = found.flatMap(({ heading, section }): SheetRow[] => [...(heading === null ? [] : [[], [heading]]), ...sectionRows(section)])
    const name = found[0]?.section.heading ?? key
    return { name, rows: [[name], ...rows] }
  })
  return [
    { name: columns.overview, rows: overview },
    ...sections,
    ...(actions === null ? [] : [{ name: actions.heading, rows: [[actions.heading], [actions.lead], ...actions.items.map(({ name, text }) => [name, text])] }]),
    { name: notes.heading, rows: [[notes.heading], [sign.text, sign.meaning], ...notes.paragraphs.map((text) => [text])] },
  ]
}

function sectionRows({ lead, figures, verdicts }: LaidSection): SheetRow[] {
  return [
    ...(lead === '' ? [] : [[lead]]),
    ...figures.flatMap((figure): SheetRow[] => [[], [figure.heading], ...figureRows(figure), ...figure.facts.map(pairOf)]),
    ...verdicts.map(({ name, text, basis }) => [name, text, basis]),
  ]
}

function figureRows({ columns, rows, empty }: LaidFigure): SheetRow[] {
  if (rows.length === 0) return [[empty]]
  return [columns, ...rows.map(({ label, inner, people, share }) => [inner ? `　${label}` : label, cellOf(people), share])]
}

/** One table of all of it, with its own names in the first row: for programs. */
export function tableOf({ units, actions, columns, company, period }: LaidReport): SheetRow[] {
  const row = (unit: string, section: string, figure: string, item: string, people: SheetCell, share = ''): SheetRow => [company, period, unit, section, figure, item, people, share]
  return [
    [columns.company, columns.period, columns.unit, columns.section, columns.figure, columns.item, columns.people, columns.share],
    ...units.flatMap(({ heading, headline, sections }) => {
      const unit = heading ?? company
      return [
        ...headline.map(({ name, cell }) => row(unit, columns.overview, '', name, cellOf(cell))),
        ...sections.flatMap((section) => [
          ...section.figures.flatMap((figure) => [
            ...(figure.rows.length === 0 ? [row(unit, section.heading, figure.heading, '', figure.empty)] : []),
            ...figure.rows.map(({ label, people, share }) => row(unit, section.heading, figure.heading, label, cellOf(people), share)),
            ...figure.facts.map(({ name, text }) => row(unit, section.heading, figure.heading, name, text)),
          ]),
          ...section.verdicts.map(({ name, text }) => row(unit, section.heading, '', name, text)),
        ]),
      ]
    }),
    ...(actions?.items ?? []).map(({ name, text }) => row(company, actions?.heading ?? '', '', name, text)),
  ]
}
