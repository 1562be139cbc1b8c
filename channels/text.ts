// Splitting and clipping text the way people see it: never in the middle of a character, a flag or a Burmese syllable.

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** How many characters a reader counts. */
export function graphemeLength(text: string): number {
  let count = 0
  for (const _ of graphemes.segment(text)) count++
  return count
}

/** At most `limit` graphemes, with an ellipsis as the last one where something is cut off. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text
  const parts = [...graphemes.segment(text)].map(({ segment }) => segment)
  return parts.length <= limit ? text : `${parts.slice(0, limit - 1).join('')}…`
}

/**
 * Parts of at most `limit` UTF-16 units that together are `text`: cut at a line end or a space where one is near, else between
 * graphemes. A grapheme longer than the limit (a pile of combining marks) is cut between code points.
 */
export function split(text: string, limit: number): string[] {
  const parts: string[] = []
  let rest = text
  while (rest.length > limit) {
    const cut = cutAt(rest, limit)
    parts.push(rest.slice(0, cut))
    rest = rest.slice(cut)
  }
  return rest.length > 0 || parts.length === 0 ? [...parts, rest] : parts
}

function cutAt(text: string, limit: number): number {
  // The segmenter sees beyond the limit, so that the last grapheme before it is known to be whole.
  const starts = Array.from(graphemes.segment(text.slice(0, limit + 64)), ({ index }) => index).filter((index) => index > 0 && index <= limit)
  const late = starts.filter((index) => index > limit / 2)
  const cut = late.findLast((index) => text[index - 1] === '\n') ?? late.findLast((index) => text[index - 1] === ' ') ?? starts.at(-1)
  if (cut !== undefined) return cut
  return /[\uD800-\uDBFF]/.test(text.charAt(limit - 1)) && limit > 1 ? limit - 1 : limit
}
