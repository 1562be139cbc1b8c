// Terms as numbers that tell nothing without the key: what the search is kept as.
import { createHmac, createSecretKey } from 'node:crypto'

/** Each a signed number of 32 bits. Different terms may share one: what is found by them is looked at again. */
export type TermHash = (terms: ReadonlySet<string>) => number[]

/** The same pairs of letters come again and again: so many are remembered. */
const REMEMBERED = 50_000

/** @param secret the installation's own, which is not in the database */
export function createTermHash(secret: string): TermHash {
  const key = createSecretKey(createHmac('sha256', secret).update('terms of the search').digest())
  const known = new Map<string, number>()
  const hash = (term: string) => {
    const before = known.get(term)
    if (before !== undefined) return before
    const value = createHmac('sha256', key).update(term).digest().readInt32BE(0)
    if (known.size >= REMEMBERED) known.clear()
    known.set(term, value)
    return value
  }
  return (terms) => [...new Set([...terms].map(hash))]
}
