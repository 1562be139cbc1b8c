// A unit of a report as sections of figures: remedy first, then what people asked about, then everything else.
import type { LaidCell, LaidFact, LaidFigure, LaidRow, LaidSection, LaidUnit, LaidVerdict } from './laid-out.ts'
import { number, percent, rowName, said } from './report-words.ts'
import type { ReportWords } from './report-words.ts'
import type { Award, Figure, Measure, Row, Table, Unit } from './suppression-shape.ts'

/** Figures with very many rows. */
const FOLDED: ReadonlySet<string> = new Set(['selfCheck'])

/** The same of every unit: `period` in words. */
export interface Around { readonly words: ReportWords; readonly threshold: number; readonly period: string }

export function cellOf({ words, threshold }: Around, figure: Figure): LaidCell {
  if (figure.state === 'shown') return { state: 'shown', value: figure.people, text: said(words, 'cell.people', { count: number(words, figure.people) }) }
  return { state: 'hidden', value: null, text: said(words, 'cell.hidden', { count: threshold }) }
}

export function layOutUnit(around: Around, unit: Unit, alone: boolean): LaidUnit {
  const names = unit.companies.map(({ name }) => name)
  const first = names[0] ?? ''
  const key = `${unit.type}-${unit.companies[0]?.id ?? ''}`
  const { words } = around
  const heading = names.length === 1 ? first : said(words, 'unit.group', { name: first, count: names.length - 1 })
  return {
    key, heading: alone ? null : heading, lead: alone || names.length < 2 ? '' : said(words, 'unit.companies', { names: listed(words, names) }),
    headline: headlineOf(around, unit), sections: sectionsOf(around, unit),
  }
}

export const listed = ({ language }: ReportWords, names: readonly string[]) => (language === 'ja' ? names.join('、') : new Intl.ListFormat('en', { type: 'conjunction' }).format(names))

function headlineOf(around: Around, { remedy, people, satisfaction, reached, declared, contacts, fields }: Unit): LaidUnit['headline'] {
  const { words } = around
  const row = (table: Table, key: string): Figure => table.rows.find((one) => one.key === key)?.figure ?? { state: 'suppressed' }
  const about = [measured(around, 'headline.contacts', contacts), measured(around, 'headline.fields', fields)].filter((text) => text !== '')
  return [
    { name: said(words, 'headline.agreed'), cell: cellOf(around, row(remedy.results, 'agreed')), note: said(words, 'headline.agreedNote') },
    { name: said(words, 'headline.consulted'), cell: cellOf(around, people), note: about.join(said(words, 'headline.between')) },
    { name: said(words, 'headline.satisfied'), cell: cellOf(around, row(satisfaction, 'satisfied')), note: said(words, 'headline.satisfiedNote') },
    { name: said(words, 'headline.reached'), cell: cellOf(around, reached.figure), note: reached.share === null || declared === null ? '' : said(words, 'headline.ofWorkers', { count: number(words, declared), share: percent(words, reached.share) }) },
  ]
}

const measured = ({ words }: Around, key: string, measure: Measure) => (measure.state === 'shown' ? said(words, key, { count: number(words, measure.about) }) : '')

function sectionsOf(around: Around, unit: Unit): LaidSection[] {
  const { words } = around
  const section = (key: string, figures: readonly LaidFigure[], verdicts: readonly LaidVerdict[] = []): LaidSection => ({ key, heading: said(words, `section.${key}`), lead: said(words, `section.${key}Lead`), figures, verdicts })
  return [
    section('remedy', [figureOf(around, 'ended', unit.remedy.ended), figureOf(around, 'results', unit.remedy.results)]),
    section('themes', [figureOf(around, 'themes', unit.themes), figureOf(around, 'risk', unit.risk)]),
    section('languages', [figureOf(around, 'languages', unit.languages), figureOf(around, 'channels', unit.channels)]),
    section('access', [reachedFigure(around, unit)]),
    ...(unit.selfCheck === null ? [] : [section('selfCheck', [figureOf(around, 'selfCheck', unit.selfCheck)])]),
    section('satisfaction', [figureOf(around, 'satisfaction', unit.satisfaction)]),
    section('award', [], verdictsOf(around, unit.award)),
  ]
}

function figureOf(around: Around, key: string, table: Table): LaidFigure {
  const { words } = around
  const tooFew = table.people.state !== 'shown' && table.rows.length === 0
  const rest: LaidRow[] = table.rest === null || tooFew ? [] : [{ key: 'rest', label: said(words, `${key}.rest`), inner: false, people: cellOf(around, table.rest), share: '' }]
  const facts: LaidFact[] = [
    { name: said(words, 'fact.n'), text: said(words, `n.${key}`, { people: cellOf(around, table.people).text }) },
    { name: said(words, 'fact.unknown'), text: table.rest === null ? said(words, 'fact.several') : said(words, 'fact.inRest', { name: said(words, `${key}.rest`), people: cellOf(around, table.rest).text }) },
  ]
  return framed(around, key, [...rowsOf(around, key, table.rows, FOLDED.has(key)), ...rest], facts, tooFew)
}

/** With `folded` all that is hidden becomes one row: dozens of them would hide what is shown. */
function rowsOf(around: Around, table: string, rows: readonly Row[], folded: boolean, inner = false): LaidRow[] {
  const { words } = around
  const isHidden = ({ figure }: Row) => figure.state !== 'shown'
  const hidden = folded ? rows.filter(isHidden) : []
  return [
    ...rows.filter((row) => !hidden.includes(row)).flatMap((row): LaidRow[] => [
      { key: row.key, label: rowName(words, table, row.key), inner, people: cellOf(around, row.figure), share: row.share === null ? '' : percent(words, row.share) },
      ...rowsOf(around, table, row.rows, true, true),
    ]),
    ...hidden.slice(0, 1).map((row): LaidRow => ({
      key: `${row.key}-others`, label: hidden.length === 1 ? rowName(words, table, row.key) : said(words, 'other', { count: hidden.length }), inner, people: cellOf(around, row.figure), share: '',
    })),
  ]
}

function reachedFigure(around: Around, { reached, declared }: Unit): LaidFigure {
  const { words } = around
  const rows: LaidRow[] = [{ key: 'reached', label: said(words, 'access.reached'), inner: false, people: cellOf(around, reached.figure), share: reached.share === null ? '' : percent(words, reached.share) }]
  const shown = (key: string, value: number, share: number | null): LaidRow => ({ key, label: said(words, `access.${key}`), inner: false, people: { state: 'shown', value, text: said(words, 'cell.people', { count: number(words, value) }) }, share: share === null ? '' : percent(words, share) })
  const soFar = reached.soFar > 0 && (reached.figure.state !== 'shown' || reached.soFar > reached.figure.people) ? [shown('soFar', reached.soFar, reached.soFarShare)] : []
  const all: LaidRow[] = declared === null ? [] : [shown('declared', declared, null)]
  return framed(around, 'access', [...rows, ...soFar, ...all], [{ name: said(words, 'fact.n'), text: said(words, declared === null ? 'about.workersUnknown' : 'fact.declared') }], false)
}

function framed({ words, period, threshold }: Around, key: string, rows: readonly LaidRow[], facts: readonly LaidFact[], tooFew: boolean): LaidFigure {
  return {
    key, heading: said(words, `figure.${key}`), lead: said(words, `lead.${key}`), columns: [said(words, `columns.${key}`), said(words, 'columns.people'), said(words, 'columns.share')],
    rows, empty: tooFew ? said(words, 'empty.tooFew', { count: threshold }) : said(words, 'empty.none'),
    facts: [...facts, { name: said(words, 'fact.period'), text: period }, { name: said(words, 'fact.method'), text: said(words, 'fact.people', { count: threshold }) }],
  }
}

function verdictsOf({ words }: Around, { reached, satisfaction, noSeriousProblem }: Award): LaidVerdict[] {
  const verdict = (key: string, state: LaidVerdict['state'], value: string): LaidVerdict => ({ key, state, name: said(words, `award.${key}`), text: said(words, `award.${state}`), basis: said(words, `award.${key}Basis`, { value }) })
  return [
    verdict('reached', reached.result, percent(words, reached.aim)),
    verdict('satisfaction', satisfaction.result, percent(words, satisfaction.aim)),
    verdict('noSeriousProblem', noSeriousProblem.result, number(words, noSeriousProblem.among)),
  ]
}
