// Phrases that mean danger wherever they stand, in nine languages.
import { phraseList, readText } from './phrases.ts'

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

export function createSignReader({ phrases, safe }: DangerWords): SignReader {
  const harmless = phraseList(safe)
  const lists = DANGER_KINDS.map((kind) => ({ kind, list: phraseList(phrases.get(kind) ?? []) }))
  return (text) => {
    const phrasesOf = readText(text, harmless)
    return lists.map(({ kind, list }) => ({ kind, words: [...new Set(phrasesOf(list))] })).filter((sign) => sign.words.length > 0)
  }
}
