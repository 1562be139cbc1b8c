// What in a text may name somebody, for whoever rewrites it: what would be taken out before it is translated, and what the mask would hide.
import type { Content } from '../gateway/content.ts'
import { anonymise } from '../knowledge/anonymise.ts'
import type { Span } from '../knowledge/personal.ts'

const words = new Intl.Segmenter('ja', { granularity: 'word' })

/** Rather too much than too little: whoever rewrites it sees what is no name. */
const CAPITALS = /\p{Lu}[\p{L}\p{M}'’-]*(?:\s+\p{Lu}[\p{L}\p{M}'’-]*)+/gu

export function marksIn(text: string, names: readonly string[], { personal, mask }: Pick<Content, 'personal' | 'mask'>): Span[] {
  const hidden = new Set(anonymise(text, names, mask).hidden)
  const masked = [...words.segment(text)].flatMap(({ segment, index, isWordLike }): Span[] => (isWordLike && hidden.has(segment.normalize('NFKC')) ? [[index, index + segment.length]] : []))
  const capitals = [...text.matchAll(CAPITALS)].map(({ 0: found, index }): Span => [index, index + found.length])
  return [...personal(text, names), ...masked, ...capitals].toSorted((a, b) => a[0] - b[0] || b[1] - a[1]).reduce<Span[]>((joined, [start, end]) => {
    const last = joined.at(-1)
    if (!last || start > last[1]) return [...joined, [start, end]]
    return [...joined.slice(0, -1), [last[0], Math.max(last[1], end)]]
  }, [])
}
