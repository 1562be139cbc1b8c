// What a report is made of: a row for each person, which never leaves the server, and the lists of all that could be counted.

/** Somebody who came with a matter of their own in the period. */
export interface AskedPerson {
  /** Of the group's companies, the one whose code they came by first. */
  readonly company: string
  /** 回 */
  readonly contacts: number
  /** 件 */
  readonly fields: number
  /** Themes and topics, `labour` and `labour.unpaid-wages`. */
  readonly topics: readonly string[]
  readonly channel: string | null
  readonly language: string | null
  /** Of what was closed in the period, the best; null: nothing was. */
  readonly result: 'agreed' | 'helped' | 'other' | null
  /** 1 ... 5, of what was closed in the period. */
  readonly rating: number | null
  readonly serious: boolean
}

/** Somebody who finished the self-check in the period. `signs`: indicators, and choices that point at none. */
export interface CheckedPerson { readonly company: string; readonly signs: readonly string[] }

/** Everything there could be rows of, whether or not anybody stands in them. */
export interface Catalogue {
  readonly topics: readonly string[]
  readonly channels: readonly string[]
  readonly languages: readonly string[]
  /** Of the self-check. */
  readonly signs: readonly string[]
}

export interface CountedPeople {
  readonly asked: readonly AskedPerson[]
  /** Null: there is no self-check yet. */
  readonly checked: readonly CheckedPerson[] | null
  /** How many of each company came by its code for the first time. */
  readonly reached: ReadonlyMap<string, number>
}
