// Phrases that mean danger wherever they stand, in nine languages.
import type { Lexicon } from './lexicon.ts'
import { phraseLists, readText } from './phrases.ts'

export const DANGER_KINDS = ['suicide', 'violence', 'domestic_violence', 'confinement', 'sexual_assault', 'medical', 'child', 'disaster'] as const
export type DangerKind = (typeof DANGER_KINDS)[number]

export interface DangerWords {
  readonly phrases: ReadonlyMap<DangerKind, readonly string[]>
  /** Expressions that only sound like danger: taken out before looking. */
  readonly safe: readonly string[]
}

/** The phrases of one kind that stand in a text, folded. */
export interface Sign { readonly kind: DangerKind; readonly words: readonly string[] }

/** Signs in a text, in the order of the kinds. */
export type SignReader = (text: string) => Sign[]

export function dangerPhrases({ phrases, safe }: DangerWords): Lexicon {
  return phraseLists([safe, ...DANGER_KINDS.map((kind) => phrases.get(kind) ?? [])])
}

/** @param lists by `dangerPhrases` */
export function createSignReader(lists: Lexicon): SignReader {
  return (text) => {
    const phrasesOf = readText(text, lists)
    return DANGER_KINDS.flatMap((kind, i) => {
      const found = phrasesOf(i + 1)
      return found.length === 0 ? [] : [{ kind, words: [...new Set(found)] }]
    })
  }
}
