// How long a title and a text are, as the rules for articles count them.
import { withoutFurigana } from '../furigana.ts'

/** In graphemes: a title is also a button, and LINE's is the shortest. */
export const TITLE_LENGTH = 20
const [FEWEST, MOST] = [60, 160]
const SPACED = new Set(['en', 'vi', 'tl', 'id', 'pt', 'es'])

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
export const graphemes = (text: string) => [...segmenter.segment(text)].length

/** Words, where a language writes spaces between them, else letters; `fine` is null where no number is asked for. */
export function countOf(text: string, language: string): { readonly count: number; readonly fine: boolean | null } {
  if (!SPACED.has(language)) return { count: graphemes(withoutFurigana(text).replaceAll(/\s/g, '')), fine: null }
  const count = text.split(/\s+/).filter(Boolean).length
  return { count, fine: count >= FEWEST && count <= MOST }
}
