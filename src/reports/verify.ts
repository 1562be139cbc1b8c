// The last look at a report before it is offered and before it goes out: from the figures alone, whoever made them and however.
import { peopleIn } from './suppress.ts'
import type { CompanyReport, Measure, Row, Table, Unit } from './suppression-shape.ts'

/** Something is recommended about a theme of which nothing is told: that would tell that somebody asked. */
export const HIDDEN_THEME = 'recommendations.theme'

/** Where it would reveal somebody: paths like `units.0.themes.labour`. Empty: nowhere. */
export function faultsOf({ units, threshold, tooFew, recommendations }: CompanyReport): string[] {
  if (tooFew !== (units.length === 0)) return ['tooFew']
  const told = new Set(units.flatMap(({ themes }) => themes.rows).filter(({ figure }) => figure.state === 'shown').map(({ key }) => key))
  const words = recommendations.some(({ theme }) => theme !== 'general' && !told.has(theme)) ? [HIDDEN_THEME] : []
  return words.concat(units.flatMap((unit, place) => unitFaults(unit, threshold).map((fault) => `units.${place}.${fault}`)))
}

function unitFaults(unit: Unit, threshold: number): string[] {
  const { people, declared, contacts, fields, remedy, satisfaction, risk, themes, channels, languages, reached, selfCheck } = unit
  const asked = peopleIn(people)
  const isFew = (number: number) => number < threshold
  const ofWorkers = (number: number) => number === 0 || (!isFew(number) && (declared === null ? unit.companies.length === 0 : !isFew(declared - number)))
  const basis = (table: Table, of: number) => (peopleIn(table.people) === 0 || peopleIn(table.people) === of ? [] : ['basis'])
  const measure = (one: Measure) => one.state === 'shown' && (isFew(asked / 2) || one.to < threshold || one.about % one.to !== 0)
  const ended = remedy.ended.rows.reduce((sum, { figure }) => sum + peopleIn(figure), 0)
  const tables = { ended: [remedy.ended, asked], results: [remedy.results, ended], satisfaction: [satisfaction, ended], risk: [risk, asked], themes: [themes, asked], channels: [channels, asked], languages: [languages, asked] } as const
  return [
    ...(ofWorkers(asked) ? [] : ['people']),
    ...(measure(contacts) ? ['contacts'] : []), ...(measure(fields) ? ['fields'] : []),
    ...Object.entries(tables).flatMap(([name, [table, of]]) => [...basis(table, of), ...tableFaults(table, threshold)].map((fault) => `${name}.${fault}`)),
    ...(selfCheck ? tableFaults(selfCheck, threshold).concat(ofWorkers(peopleIn(selfCheck.people)) ? [] : ['people']).map((fault) => `selfCheck.${fault}`) : []),
    ...(ofWorkers(peopleIn(reached.figure)) && (reached.figure.state !== 'shown' || !isFew(reached.figure.people - Math.max(asked, selfCheck ? peopleIn(selfCheck.people) : 0, threshold - 1))) ? [] : ['reached']),
  ]
}

function tableFaults({ several, people, rows, rest }: Table, threshold: number): string[] {
  const of = peopleIn(people)
  if (of === 0) return rows.some(({ figure }) => figure.state === 'shown') || (rest !== null && rest.state === 'shown') ? ['empty'] : []
  const left = of - rows.reduce((sum, { figure }) => sum + peopleIn(figure), 0)
  const closes = several ? rest === null : rest?.state === 'shown' && rest.people === left && left >= threshold
  return [...(of < threshold ? ['few'] : []), ...(closes ? [] : ['rest']), ...rowFaults(rows, of, threshold)]
}

function rowFaults(rows: readonly Row[], of: number, threshold: number): string[] {
  const left = of - rows.reduce((sum, { figure }) => sum + peopleIn(figure), 0)
  return [
    ...(left >= 0 && left < threshold ? ['left'] : []),
    ...rows.flatMap(({ key, figure, share, rows: below }) => {
      if (figure.state !== 'shown') return share !== null || below.length > 0 ? [key] : []
      if (figure.people < threshold || of - figure.people < threshold || share !== figure.people / of) return [key]
      return rowFaults(below, figure.people, threshold).map((fault) => `${key}.${fault}`)
    }),
  ]
}
