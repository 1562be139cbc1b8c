// Finding phrases in folded text: what the lists of flows/danger/*.yaml mean.
import { normalise, words, wordsOf } from './normalise.ts'

/** `spaced` has one space around every word; `joined` has none at all, for scripts that do not write them. */
interface Folded { readonly spaced: string; readonly joined: string }

/** One phrase: where it can begin, and what of the text it is; null where it is not there. */
interface Phrase { readonly key: string; find(text: Folded): string | null }

export interface PhraseList { readonly byKey: ReadonlyMap<string, readonly Phrase[]> }

export function phraseList(phrases: readonly string[]): PhraseList {
  return { byKey: Map.groupBy(phrases.map(phraseOf).filter(({ key }) => key !== ''), ({ key }) => key) }
}

/** A text ready to be looked through, after the `harmless` expressions were taken out of it: what of a list stands in it. */
export function readText(text: string, harmless: PhraseList): (list: PhraseList) => string[] {
  const shown = withoutHarmless(words(text), harmless)
  const keys = keysOf(shown)
  return (list) => candidates(list, keys).flatMap(({ find }) => find(shown) ?? [])
}

function withoutHarmless(text: string, harmless: PhraseList): Folded {
  let folded: Folded = { spaced: ` ${text} `, joined: text.replaceAll(' ', '') }
  for (const { find } of candidates(harmless, keysOf(folded))) {
    for (let hit = find(folded); hit; hit = find(folded)) {
      folded = { spaced: folded.spaced.replace(` ${hit} `, ' # '), joined: folded.joined.replace(hit.replaceAll(' ', ''), '#') }
    }
  }
  return folded
}

/** The first word of a Latin phrase, the first two letters of another: only phrases that can begin here are looked for. */
function keysOf({ spaced, joined }: Folded): Set<string> {
  const keys = new Set(spaced.split(' '))
  for (let i = 0; i + 1 < joined.length; i++) keys.add(joined.slice(i, i + 2))
  return keys
}

function candidates({ byKey }: PhraseList, keys: ReadonlySet<string>): Phrase[] {
  return [...keys].flatMap((key) => byKey.get(key) ?? [])
}

/** Latin words match whole. `…` stands for up to 40 characters, which takes a pattern; the rest is found by search alone. */
function phraseOf(phrase: string): Phrase {
  const parts = normalise(phrase).split(/…|\.\.\./).map(wordsOf).filter(Boolean)
  const latin = /\p{Script=Latin}/u.test(parts[0] ?? '')
  const [only = '', ...others] = parts.map((part) => (latin ? ` ${part} ` : part.replaceAll(' ', '')))
  const key = latin ? only.split(' ')[1] ?? '' : only.slice(0, 2)
  const where = (text: Folded) => (latin ? text.spaced : text.joined)
  if (others.length === 0) return { key, find: (text) => (where(text).includes(only) ? only.trim() : null) }
  const pattern = new RegExp([only, ...others].map((shape) => escape(latin ? shape.trimEnd() : shape)).join('.{0,40}?') + (latin ? '(?= )' : ''), 'u')
  return { key, find: (text) => pattern.exec(where(text))?.[0].trim() ?? null }
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
