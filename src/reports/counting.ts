// What is counted, and what a count is made of: 件 are matters, 回 contacts, 人 people (docs/counting.md). Pure.

/** Of the statistics; the desk's articles about itself are none. */
export const COUNTED_THEMES = ['labour', 'residence', 'living', 'medical', 'tax', 'education'] as const

/** What figures are broken down by. `theme` holds matters: a person who came with two themes stands in both. */
export const DIMENSIONS = ['theme', 'topic', 'language', 'nationality', 'status', 'prefecture', 'industry', 'channel', 'lot', 'month'] as const
export type Dimension = (typeof DIMENSIONS)[number]

/** 件, 回, 人. */
export interface Figures { readonly matters: number; readonly contacts: number; readonly people: number }
export const NOTHING: Figures = { matters: 0, contacts: 0, people: 0 }

/** `key` null: nobody knows. Topics carry their theme: `labour.unpaid-wages`, or `labour` alone where the topic is not known. */
export interface Counted extends Figures { readonly key: string | null }

export interface Count {
  readonly total: Figures
  readonly by: Readonly<Record<Dimension, readonly Counted[]>>
}

/** How many people something is known of, and of how many it is not. */
export function knownOf(rows: readonly Counted[]): { readonly n: number; readonly unknown: number } {
  return rows.reduce((sum, { key, people }) => (key === null ? { ...sum, unknown: sum.unknown + people } : { ...sum, n: sum.n + people }), { n: 0, unknown: 0 })
}

/** Percent with one decimal, half up, from whole numbers alone: 147 of 246 are 59.8. Empty where there is nothing to divide by. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return ''
  const tenths = Math.floor((part * 2_000 + whole) / (2 * whole))
  return `${Math.floor(tenths / 10)}.${tenths % 10}`
}

/** Themes in the order of their matters, each with its topics; what is not known stands last. */
export function themesWithTopics({ by }: Count): readonly (Counted & { readonly topics: readonly Counted[] })[] {
  return inOrder(by.theme).map((theme) => ({ ...theme, topics: theme.key === null ? [] : inOrder(by.topic.filter(({ key }) => key?.split('.')[0] === theme.key)) }))
}

export function inOrder(rows: readonly Counted[]): Counted[] {
  return rows.toSorted((a, b) => Number(a.key === null) - Number(b.key === null) || b.matters - a.matters || b.people - a.people || String(a.key).localeCompare(String(b.key)))
}
