// Covered figures as people read them: the tables of a quarter as laid figures, in Japanese or English. Pure.
import { percent } from './counting.ts'
import type { Dimension } from './counting.ts'
import type { LaidCell, LaidFact, LaidFigure, LaidRow } from './laid-out.ts'
import { CROSSED } from './numbers.ts'
import type { CrossedBy, Median, Numbers } from './numbers.ts'
import type { TrendPoint } from './pack.ts'
import { peopleIn } from './suppress.ts'
import type { Figure, Measure, Row, Table } from './suppression-shape.ts'
import { keyName, word } from './words.ts'
import type { FigureLanguage, Titles } from './words.ts'

export interface Around { readonly language: FigureLanguage; readonly titles: Titles; readonly numbers: Numbers }

export const say = ({ language }: Pick<Around, 'language'>, key: string, values: Readonly<Record<string, string | number>> = {}) => word(language, `committee.${key}`, values)
const few = (around: Around) => say(around, 'hidden', { count: around.numbers.threshold })

export function cellOf(figure: Figure, around: Around): LaidCell {
  return figure.state === 'shown' ? { state: 'shown', value: figure.people, text: figure.people.toLocaleString('en') } : { state: 'hidden', value: null, text: few(around) }
}

export function measureCell(measure: Measure, around: Around): LaidCell {
  return measure.state === 'shown' ? { state: 'shown', value: measure.about, text: say(around, 'about', { count: measure.about.toLocaleString('en') }) } : { state: 'hidden', value: null, text: few(around) }
}

export function medianCell(median: Median, around: Around): LaidCell {
  if (median.state === 'suppressed') return { state: 'hidden', value: null, text: few(around) }
  const { minutes } = median
  return { state: 'shown', value: minutes, text: minutes < 90 ? say(around, 'minutes', { count: Math.max(5, minutes) }) : say(around, 'hours', { count: Math.round(minutes / 60) }) }
}

type Name = (key: string) => string
type Figured = Omit<LaidFigure, 'columns' | 'empty' | 'lead'> & { readonly lead?: string }

function figureOf(around: Around, { lead = '', ...rest }: Figured): LaidFigure {
  return { lead, ...rest, columns: [say(around, 'item'), say(around, 'people'), say(around, 'share')], empty: say(around, 'empty', { count: around.numbers.threshold }) }
}

function rowOf({ key, figure: people, share }: Row, inner: boolean, name: Name, around: Around, of: number): LaidRow {
  return { key, label: name(key), inner, people: cellOf(people, around), share: share === null ? '' : `${percent(peopleIn(people), of)} %` }
}

function basis(table: Table, around: Around): LaidFact[] {
  const { threshold } = around.numbers
  const many = table.several ? [{ name: say(around, 'method'), text: say(around, 'several') }] : []
  return [{ name: 'n', text: table.people.state === 'shown' ? String(table.people.people) : few(around) }, ...many, { name: say(around, 'leastName'), text: say(around, 'least', { count: threshold }) }]
}

/** Where there could be many rows, those that are shown; everybody else, the unknown among them, in one. */
export function tableFigure(key: string, table: Table, name: Name, around: Around, whole: boolean): LaidFigure {
  const of = peopleIn(table.people)
  const rows = table.rows.filter((row) => whole || row.figure.state === 'shown').flatMap((row) => [
    rowOf(row, false, name, around, of), ...row.rows.filter((inner) => inner.figure.state === 'shown').map((inner) => rowOf(inner, true, name, around, peopleIn(row.figure))),
  ])
  const rest: LaidRow[] = table.rest === null ? [] : [{ key: 'rest', label: say(around, 'rest'), inner: false, people: cellOf(table.rest, around), share: of === 0 || table.rest.state !== 'shown' ? '' : `${percent(table.rest.people, of)} %` }]
  return figureOf(around, { key, heading: say(around, `figure.${key}`), rows: of === 0 ? [] : [...rows, ...rest], facts: basis(table, around) })
}

export const byDimension = (dimension: Dimension, around: Around): Name => (key) => keyName(around.language, dimension, key, around.titles)
const words = (group: string, around: Around): Name => (key) => say(around, `${group}.${key}`)

export function themesFigure(around: Around): LaidFigure {
  return tableFigure('themes', around.numbers.themes, (key) => keyName(around.language, key.includes('.') ? 'topic' : 'theme', key, around.titles), around, true)
}

export function peopleFigures(around: Around): LaidFigure[] {
  const { numbers } = around
  return (['language', 'channel', 'nationality', 'status', 'industry', 'prefecture'] as const).map((dimension) => tableFigure(dimension, numbers[dimension], byDimension(dimension, around), around, dimension === 'channel'))
}

/** Origin, status, industry and residence with what each is about: an outer row and, inside, its themes. */
export function crossFigures(around: Around): LaidFigure[] {
  const { numbers } = around
  return CROSSED.map((dimension: CrossedBy) => figureOf(around, {
    key: `cross-${dimension}`, heading: say(around, `figure.cross.${dimension}`),
    rows: numbers.crossed[dimension].flatMap(({ key, people, cells }): LaidRow[] => [
      { key, label: byDimension(dimension, around)(key), inner: false, people: cellOf(people, around), share: '' },
      ...cells.filter((cell) => cell.figure.state === 'shown').map((cell): LaidRow => ({
        key: `${key} ${cell.theme}`, label: byDimension('theme', around)(cell.theme), inner: true, people: cellOf(cell.figure, around), share: `${percent(peopleIn(cell.figure), peopleIn(people))} %`,
      })),
    ]),
    facts: basis(numbers[dimension], around),
  }))
}

export function outcomeFigures(around: Around): LaidFigure[] {
  const { outcomes, satisfaction } = around.numbers
  return [
    tableFigure('outcomes', outcomes, (key) => word(around.language, `case.outcomes.${key}`), around, true),
    tableFigure('satisfaction', satisfaction, words('satisfaction', around), around, true),
  ]
}

export function workFigures(around: Around): LaidFigure[] {
  const { firstReply, handling, problems } = around.numbers
  const rows = [
    { key: 'all', label: say(around, 'allSeverities'), inner: false, people: medianCell(firstReply.all, around), share: '' },
    ...firstReply.bySeverity.map(({ severity, median }): LaidRow => ({ key: severity, label: `${severity} ${word(around.language, `case.severity.${severity}`)}`, inner: true, people: medianCell(median, around), share: '' })),
  ]
  const reply = figureOf(around, { key: 'firstReply', heading: say(around, 'figure.firstReply'), rows, facts: [{ name: say(around, 'method'), text: say(around, 'firstReplyHow') }] })
  return [
    { ...reply, columns: [say(around, 'item'), say(around, 'median'), ''] },
    { ...tableFigure('handling', handling, words('handling', around), around, true), lead: say(around, 'handlingHow') },
    { ...tableFigure('problems', problems, words('problems', around), around, true), lead: say(around, 'problemsHow') },
  ]
}

export function gapFigures(around: Around): LaidFigure[] {
  const { unmet, notUnderstood } = around.numbers
  const unknown = figureOf(around, {
    key: 'notUnderstood', heading: say(around, 'figure.notUnderstood'), rows: [{ key: 'all', label: say(around, 'notUnderstood'), inner: false, people: measureCell(notUnderstood, around), share: '' }],
    facts: [{ name: say(around, 'method'), text: say(around, 'notUnderstoodHow') }],
  })
  return [
    { ...tableFigure('unmet', unmet, (key) => (key === 'declined' ? say(around, 'declined') : word(around.language, `case.need.${key}`)), around, true), lead: say(around, 'unmetHow') },
    { ...unknown, columns: [say(around, 'item'), say(around, 'times'), ''] },
  ]
}

/** The latest quarter last. */
export function trendFigure(points: readonly TrendPoint[], around: Around): LaidFigure {
  return figureOf(around, {
    key: 'trend', heading: say(around, 'figure.trend'), facts: [{ name: say(around, 'method'), text: say(around, 'trendHow') }],
    rows: points.map(({ from, people }): LaidRow => ({ key: from, label: quarterLabel(from, around), inner: false, people: people === null ? { state: 'hidden', value: null, text: few(around) } : { state: 'shown', value: people, text: String(people) }, share: '' })),
  })
}

export function quarterLabel(from: string, { language }: Pick<Around, 'language'>): string {
  const month = Number(from.slice(5, 7))
  const year = Number(from.slice(0, 4)) - (month < 4 ? 1 : 0)
  return word(language, 'committee.quarter', { year, next: year + 1, quarter: Math.floor(((month + 8) % 12) / 3) + 1 })
}
