// Which texts hold a feature, in two plain arrays: there are millions of places.

/** The texts of feature `f` are `texts[starts[f]]` up to `texts[starts[f + 1]]`, in order. */
export interface Postings { readonly starts: Uint32Array; readonly texts: Uint32Array }

/** To which of `count` groups each text belongs, and how much it weighs there; a text of group `count` is in none of them. */
export interface Groups { readonly count: number; readonly of: Uint32Array; readonly weights: Float32Array }

/** @param lists the features of each text, all below `space` */
export function postings(lists: readonly Uint32Array[], space: number): Postings {
  const starts = new Uint32Array(space + 1)
  for (const list of lists) for (const feature of list) starts[feature + 1] = (starts[feature + 1] ?? 0) + 1
  for (let i = 1; i <= space; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0)
  const next = starts.slice()
  const texts = new Uint32Array(starts[space] ?? 0)
  lists.forEach((list, i) => {
    for (const feature of list) {
      const place = next[feature] ?? 0
      texts[place] = i
      next[feature] = place + 1
    }
  })
  return { starts, texts }
}

/** The same with more texts, numbered from `count` on. */
export function withMore(those: Postings, count: number, lists: readonly Uint32Array[]): Postings {
  const more = postings(lists, those.starts.length - 1)
  const starts = those.starts.map((start, feature) => start + (more.starts[feature] ?? 0))
  const texts = new Uint32Array(those.texts.length + more.texts.length)
  let at = 0
  for (let feature = 0; feature + 1 < starts.length; feature++) {
    for (let i = those.starts[feature] ?? 0, end = those.starts[feature + 1] ?? 0; i < end; i++) texts[at++] = those.texts[i] ?? 0
    for (let i = more.starts[feature] ?? 0, end = more.starts[feature + 1] ?? 0; i < end; i++) texts[at++] = count + (more.texts[i] ?? 0)
  }
  return { starts, texts }
}

/** @param group of each text, null where it is in none */
export function groupsOf(count: number, group: readonly (number | null)[], weight: (text: number) => number = () => 1): Groups {
  return { count, of: Uint32Array.from(group, (one) => one ?? count), weights: Float32Array.from(group, (_, text) => weight(text)) }
}
