// A dossier as it is laid out, on a page or in a PDF: every line in Japanese and beside it in the worker's language.

/** `other` null: there is no second language, or nothing to translate. */
export interface Pair { readonly ja: string; readonly other: string | null }

/** `lead` stands before it: a day, a number. `note` below it: whose translation it is. `picture` is what the worker sent, by its id. */
export interface PrintedPassage { readonly lead: string; readonly pair: Pair; readonly note: Pair | null; readonly picture: string | null }

export interface PrintedSection { readonly heading: Pair; readonly passages: readonly PrintedPassage[] }

export interface Printed {
  /** Of the second language. */
  readonly language: string
  readonly layout: 'side' | 'after'
  readonly title: Pair
  readonly confidential: Pair
  /** Null for what was issued. */
  readonly draft: Pair | null
  /** Number, day, addressee. */
  readonly facts: readonly Pair[]
  readonly sections: readonly PrintedSection[]
}
