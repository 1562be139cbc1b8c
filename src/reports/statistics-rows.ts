// The statistics as rows of a sheet: every breakdown below the other, with how many people something is known of. Pure.
import { DIMENSIONS, inOrder, knownOf, percent, themesWithTopics } from './counting.ts'
import type { Count, Counted, Dimension } from './counting.ts'
import type { Span } from './periods.ts'
import { keyName, word } from './words.ts'
import type { FigureLanguage, Titles } from './words.ts'

export type StatisticsRow = readonly (string | number)[]

/** The first row names the columns. */
export function statisticsRows({ total, by }: Count, { from, to }: Span, language: FigureLanguage, titles: Titles): StatisticsRow[] {
  const say = (key: string, values: Readonly<Record<string, string | number>> = {}) => word(language, `statistics.${key}`, values)
  const period = `${from} – ${to}`
  const line = (of: string, name: string, { matters, contacts, people }: Omit<Counted, 'key'>, n: number | string, unknown: number | string): StatisticsRow =>
    [period, of, name, matters, percent(matters, total.matters), contacts, people, n, unknown]
  const rowsOf = (dimension: Dimension): StatisticsRow[] => {
    const { n, unknown } = knownOf(by[dimension])
    const of = say(`by.${dimension}`)
    const known: [number | string, number | string] = MANY.has(dimension) ? ['', ''] : [n, unknown]
    return inOrder(by[dimension]).map((row) => line(of, keyName(language, dimension, row.key, titles), row, ...known))
  }
  return [
    [say('period'), say('breakdown'), say('name'), say('matters'), say('share'), say('contacts'), say('people'), say('n'), say('unknown')],
    line(say('total'), say('total'), total, '', ''),
    ...themesWithTopics({ total, by }).flatMap((theme) => [
      line(say('by.theme'), keyName(language, 'theme', theme.key), theme, '', ''),
      ...theme.topics.map((topic) => line(say('by.topic'), keyName(language, 'topic', topic.key, titles), topic, '', '')),
    ]),
    ...DIMENSIONS.filter((dimension) => dimension !== 'theme' && dimension !== 'topic').flatMap(rowsOf),
  ]
}

/** Somebody may stand in several rows: people of whom something is known are not the sum of them. */
const MANY: ReadonlySet<Dimension> = new Set(['theme', 'topic', 'channel', 'month'])
