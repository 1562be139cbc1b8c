// The figures of a quarter as they may leave the desk: for the committee and for the public page alike, so that nothing can be taken off anything. Pure.
import { COUNTED_THEMES } from './counting.ts'
import type { Counted, Count, Dimension } from './counting.ts'
import type { Span } from './periods.ts'
import { coverMeasure, coverTable, peopleIn, SUPPRESSED, shown } from './suppress.ts'
import type { Figure, Measure, Table } from './suppression-shape.ts'

/** What themes are crossed with. */
export const CROSSED = ['nationality', 'status', 'industry', 'prefecture'] as const satisfies readonly Dimension[]
export type CrossedBy = (typeof CROSSED)[number]

/** `minutes` to the nearest five, of waits of at least the threshold of people. */
export type Median = { readonly state: 'shown'; readonly minutes: number } | { readonly state: 'suppressed' }

/** Themes within one row of another breakdown; a theme that is left out of `cells` is hidden. */
export interface CrossRow { readonly key: string; readonly people: Figure; readonly cells: readonly { readonly theme: string; readonly figure: Figure }[] }

export interface Numbers {
  readonly format: 1
  readonly span: Span
  /** The day in Japan on which it was counted, once and for all. */
  readonly countedOn: string
  readonly threshold: number
  readonly people: Figure
  readonly contacts: Measure
  readonly matters: Measure
  readonly themes: Table
  readonly language: Table
  readonly channel: Table
  readonly nationality: Table
  readonly status: Table
  readonly industry: Table
  readonly prefecture: Table
  readonly crossed: Readonly<Record<CrossedBy, readonly CrossRow[]>>
  readonly firstReply: { readonly all: Median; readonly bySeverity: readonly { readonly severity: string; readonly median: Median }[] }
  /** Of people whose matter was closed. */
  readonly outcomes: Table
  readonly satisfaction: Table
  /** `byPerson`: to whom a person answered; the founders' human-handling ratio is its share. */
  readonly handling: Table
  /** `problem`: more than a question (S2 on), `serious`: S3 on; shares of all who came are the founders' problem rate. */
  readonly problems: Table
  /** What nobody could be found for, by need; `declined`: a partner was asked and could not. */
  readonly unmet: Table
  /** Words the guide did not understand; nobody's by then. */
  readonly notUnderstood: Measure
}

interface People { readonly key: string; readonly people: number }
export interface RawNumbers {
  readonly count: Count
  readonly crossed: Readonly<Record<CrossedBy, readonly { readonly theme: string | null; readonly key: string | null; readonly people: number }[]>>
  /** `severity` null: all. */
  readonly waits: readonly { readonly severity: string | null; readonly people: number; readonly minutes: number }[]
  readonly closed: { readonly people: number; readonly outcomes: readonly People[]; readonly satisfied: number; readonly unsatisfied: number }
  readonly byPerson: number
  readonly problem: number
  readonly serious: number
  readonly unmet: { readonly people: number; readonly kinds: readonly People[] }
  readonly notUnderstood: number
}

/** Everything there could be rows of, in an order that no number changes. */
export interface Keys {
  readonly topics: readonly string[]
  readonly languages: readonly string[]
  readonly channels: readonly string[]
  readonly nationalities: readonly string[]
  readonly statuses: readonly string[]
  readonly industries: readonly string[]
  readonly outcomes: readonly string[]
  readonly severities: readonly string[]
  readonly needs: readonly string[]
}

export const PREFECTURE_KEYS = Array.from({ length: 47 }, (_, i) => String(i + 1))

export function coverNumbers(raw: RawNumbers, keys: Keys, { span, countedOn, threshold }: Pick<Numbers, 'span' | 'countedOn' | 'threshold'>): Numbers {
  const { total, by } = raw.count
  const alone = { threshold, several: false }
  const several = { threshold, several: true }
  const rows = (all: readonly string[], counted: readonly (People | Counted)[]) => all.map((key) => ({ key, people: counted.find((one) => one.key === key)?.people ?? 0 }))
  const table = (all: readonly string[], counted: readonly Counted[], rule = alone) => coverTable(total.people, rows(all, counted), rule)
  const themes = coverTable(total.people, COUNTED_THEMES.map((theme) => ({
    key: theme, people: by.theme.find(({ key }) => key === theme)?.people ?? 0, rows: rows(keys.topics.filter((topic) => topic.startsWith(`${theme}.`)), by.topic),
  })), several)
  const tables = {
    nationality: table(keys.nationalities, by.nationality), status: table(keys.statuses, by.status), industry: table(keys.industries, by.industry), prefecture: table(PREFECTURE_KEYS, by.prefecture),
  }
  const cross = (dimension: CrossedBy) => coverCross(themes, tables[dimension], raw.crossed[dimension], threshold)
  const median = (severity: string | null): Median => {
    const wait = raw.waits.find((one) => one.severity === severity)
    return wait && wait.people >= threshold ? { state: 'shown', minutes: Math.round(wait.minutes / 5) * 5 } : { state: 'suppressed' }
  }
  return {
    format: 1, span, countedOn, threshold,
    people: total.people >= threshold ? shown(total.people) : { state: 'tooFew' },
    contacts: coverMeasure(total.contacts, total.people, threshold), matters: coverMeasure(total.matters, total.people, threshold),
    themes, ...tables, language: table(keys.languages, by.language), channel: table(keys.channels, by.channel, several),
    crossed: { nationality: cross('nationality'), status: cross('status'), industry: cross('industry'), prefecture: cross('prefecture') },
    firstReply: { all: median(null), bySeverity: keys.severities.map((severity) => ({ severity, median: median(severity) })) },
    outcomes: coverTable(raw.closed.people, rows(keys.outcomes, raw.closed.outcomes), several),
    satisfaction: coverTable(raw.closed.people, [{ key: 'satisfied', people: raw.closed.satisfied }, { key: 'unsatisfied', people: raw.closed.unsatisfied }], alone),
    handling: coverTable(total.people, [{ key: 'byPerson', people: raw.byPerson }], alone),
    problems: coverTable(total.people, [{ key: 'problem', people: raw.problem, rows: [{ key: 'serious', people: raw.serious }] }], alone),
    unmet: coverTable(raw.unmet.people, rows([...keys.needs, 'declined'], raw.unmet.kinds), several),
    notUnderstood: raw.notUnderstood < 2 * threshold ? { state: 'suppressed' } : { state: 'shown', about: Math.round(raw.notUnderstood / threshold) * threshold, to: threshold },
  }
}

/** A cell is shown only in a row and a theme that are shown themselves, and only where neither the rest of the row nor what is left of the theme is small. */
export function coverCross(themes: Table, rows: Table, counted: RawNumbers['crossed'][CrossedBy], threshold: number): CrossRow[] {
  const left = new Map(themes.rows.map(({ key, figure }) => [key, peopleIn(figure)]))
  return rows.rows.flatMap(({ key, figure }): CrossRow[] => (figure.state !== 'shown' ? [] : [{
    key, people: figure,
    cells: themes.rows.map(({ key: theme }) => {
      const people = counted.find((one) => one.key === key && one.theme === theme)?.people ?? 0
      const leaves = (left.get(theme) ?? 0) - people
      if (people < threshold || figure.people - people < threshold || leaves < threshold) return { theme, figure: SUPPRESSED }
      left.set(theme, leaves)
      return { theme, figure: shown(people) }
    }),
  }]))
}
