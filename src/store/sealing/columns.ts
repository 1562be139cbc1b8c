// Where sealed values stand in the database: what gives them another key walks along this list.
import { NAMES } from './columns-of-names.ts'
import { TEXTS } from './columns-of-texts.ts'

export interface SealedColumn {
  readonly table: string
  readonly column: string
  /** name: a text that is looked up, the same seal each time. json: a JSON value, whole unless `keys` or `open` say otherwise. texts: an array of them. */
  readonly kind: 'text' | 'texts' | 'name' | 'json' | 'bytes'
  /** The keys of a JSON object whose values are sealed, each by itself. */
  readonly keys?: readonly string[]
  /** The keys of a JSON object whose values are not; every other one is, by itself. `a.b` is the part b of the part a. */
  readonly open?: readonly string[]
  /** SQL: which rows of the table. */
  readonly where?: string
}

export const SEALED_COLUMNS: readonly SealedColumn[] = [...NAMES, ...TEXTS]
