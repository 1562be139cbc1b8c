// How much of a report is told and how much is not.
import type { CompanyReport, Figure, Row, Table } from '../../../reports/suppression-shape.ts'

export function figuresIn({ units }: CompanyReport): { readonly shown: number; readonly hidden: number } {
  const figures = units.flatMap(({ people, remedy, satisfaction, risk, themes, channels, languages, reached, selfCheck }) => [
    people, reached.figure, ...[remedy.ended, remedy.results, satisfaction, risk, themes, channels, languages, ...(selfCheck ? [selfCheck] : [])].flatMap(inTable),
  ])
  const shown = figures.filter(({ state }) => state === 'shown').length
  return { shown, hidden: figures.length - shown }
}

const inTable = ({ rows, rest }: Table): Figure[] => [...rows.flatMap(inRow), ...(rest ? [rest] : [])]
const inRow = ({ figure, rows }: Row): Figure[] => [figure, ...rows.flatMap(inRow)]
