// The words that end a conversation at once and without an answer. Only where nothing else is said.
import { isSame } from './secret-word.ts'
import type { ContactTerms } from './terms.ts'

/** `folded` makes texts comparable: whoever leaves in a hurry does not mind case and accents. */
export interface ExitWords { has(text: string): boolean }

export function createExitWords(byLanguage: Readonly<Record<string, readonly string[]>>, folded: (text: string) => string): ExitWords {
  const all = new Set(Object.values(byLanguage).flat().map(folded))
  return { has: (text) => text.length <= 40 && all.has(folded(text)) }
}

/** `own`: the person's own word, which must not stand in the log. */
export function exitIn(text: string, words: ExitWords, { exitWord, otherExitWords }: ContactTerms): 'common' | 'own' | null {
  if (words.has(text)) return 'common'
  return [exitWord, ...otherExitWords].some((word) => isSame(text, word)) ? 'own' : null
}
