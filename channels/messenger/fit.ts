// Titles under two limits at once: Meta counts characters, a reader counts graphemes.

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** At most `limit` UTF-16 units, hence at most as many graphemes, none of them cut; an ellipsis where something is left out. */
export function fit(text: string, limit: number): string {
  if (text.length <= limit) return text
  let kept = ''
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > limit - 1) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}
