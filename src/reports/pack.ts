// A committee pack: the figures of a quarter, what the desk says to them, and what cases taught where nobody can be recognised. The public page shows the figures alone. Pure.
import type { Numbers } from './numbers.ts'
import { peopleIn } from './suppress.ts'
import type { Titles } from './words.ts'

/** A published case study as it stood when it was chosen: without names of people or companies. */
export interface PackStudy { readonly id: string; readonly title: string; readonly situation: string; readonly done: string; readonly outcome: string; readonly lessons: string; readonly themes: readonly string[] }

/** What staff write: to the committee, and what they propose to those who make policy. Empty: nothing. */
export interface PackTexts { readonly remarks: string; readonly proposals: string }

export interface PackContent {
  readonly numbers: Numbers
  readonly texts: PackTexts
  readonly studies: readonly PackStudy[]
  /** Of topics, as they were called then. */
  readonly titles: Titles
}

/** A quarter of the trend; null where a figure is hidden. */
export interface TrendPoint { readonly from: string; readonly to: string; readonly people: number | null; readonly contacts: number | null; readonly matters: number | null }

export function trendPoint({ span, people, contacts, matters }: Numbers): TrendPoint {
  return {
    from: span.from, to: span.to, people: people.state === 'shown' ? peopleIn(people) : null,
    contacts: contacts.state === 'shown' ? contacts.about : null, matters: matters.state === 'shown' ? matters.about : null,
  }
}
