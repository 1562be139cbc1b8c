// Which facts two people have in common, and whether that is enough to ask a second person whether they are the same.
import { FACT_NAMES } from './facts.ts'
import type { FactName } from './facts.ts'

/** By field what is known now, as JSON. */
export type Known = Readonly<Partial<Record<FactName, string>>>

/** So common that half of those who write to the desk share it. */
const COMMON: ReadonlySet<FactName> = new Set(['nationality', 'industry', 'languages', 'preferred', 'interpreter', 'ageGroup', 'household'])
export const FACTS_NEEDED = 2

/** Case, width and spaces make no difference. */
export function matching(a: Known, b: Known): FactName[] {
  return FACT_NAMES.filter((name) => a[name] !== undefined && b[name] !== undefined && folded(a[name]) === folded(b[name]))
}

/** Two facts, one of them rare enough to say something. */
export function isProof(facts: readonly FactName[]): boolean {
  const named = new Set(facts)
  return named.size >= FACTS_NEEDED && [...named].some((name) => !COMMON.has(name))
}

const folded = (value: string): string => value.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
