// Terms as numbers that tell nothing without the key: what the search is kept as.
import { createHmac } from 'node:crypto'

export type TermKey = Buffer

/** @param secret the installation's own, which is not in the database */
export const termKeyOf = (secret: string): TermKey => createHmac('sha256', secret).update('terms of the search').digest()

/** Each a signed number of 32 bits. Different terms may share one: what is found by them is looked at again. */
export function hashesOf(terms: ReadonlySet<string>, key: TermKey): number[] {
  return [...new Set([...terms].map((term) => createHmac('sha256', key).update(term).digest().readInt32BE(0)))]
}
