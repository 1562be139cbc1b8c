// Finding phrases in folded text: what the lists of flows/danger/*.yaml mean.
import { normalise, words, wordsOf } from './normalise.ts'

/** `spaced` has one space around every word; `joined` has none at all, for scripts that do not write them. */
interface Folded { readonly spaced: string; readonly joined: string }

/** Its parts stand in this order, each at most `GAP` characters after the one before. */
interface Phrase { readonly latin: boolean; readonly parts: readonly string[] }

/** Phrases by a word or two letters without which they cannot be there: only those are looked for. */
export interface PhraseList { readonly byKey: ReadonlyMap<string, readonly Phrase[]> }

const GAP = 40
const NONE: readonly Phrase[] = []

export function phraseList(phrases: readonly string[]): PhraseList {
  const times = new Map<string, number>()
  const read = phrases.map((text) => {
    const phrase = phraseOf(text)
    const keys = keysOfPhrase(phrase)
    for (const key of keys) times.set(key, (times.get(key) ?? 0) + 1)
    return { phrase, keys }
  })
  const byKey = new Map<string, Phrase[]>()
  for (const { phrase, keys: [first, ...others] } of read) {
    if (first === undefined) continue
    const rarest = others.reduce((best, key) => ((times.get(key) ?? 0) < (times.get(best) ?? 0) ? key : best), first)
    const there = byKey.get(rarest)
    if (there) there.push(phrase)
    else byKey.set(rarest, [phrase])
  }
  return { byKey }
}

/** A text ready to be looked through, after the `harmless` expressions were taken out of it: what of a list stands in it. */
export function readText(text: string, harmless: PhraseList): (list: PhraseList) => string[] {
  const shown = withoutHarmless(words(text), harmless)
  const keys = keysOf(shown)
  return (list) => candidates(list, keys).flatMap((phrase) => find(phrase, shown) ?? [])
}

function withoutHarmless(text: string, harmless: PhraseList): Folded {
  let folded: Folded = { spaced: ` ${text} `, joined: text.replaceAll(' ', '') }
  for (const phrase of candidates(harmless, keysOf(folded))) {
    for (let hit = find(phrase, folded); hit; hit = find(phrase, folded)) {
      folded = { spaced: folded.spaced.replace(` ${hit} `, ' # '), joined: folded.joined.replace(hit.replaceAll(' ', ''), '#') }
    }
  }
  return folded
}

function keysOf({ spaced, joined }: Folded): Set<string> {
  const keys = new Set(spaced.split(' '))
  for (let i = 0; i + 1 < joined.length; i++) keys.add(joined.slice(i, i + 2))
  return keys
}

function candidates({ byKey }: PhraseList, keys: ReadonlySet<string>): Phrase[] {
  const found: Phrase[] = []
  for (const key of keys) for (const phrase of byKey.get(key) ?? NONE) found.push(phrase)
  return found
}

/** `…` stands for anything in between. A part of a Latin phrase begins with a word; the last one also ends with one. */
function phraseOf(phrase: string): Phrase {
  const parts = normalise(phrase).split(/…|\.\.\./).map(wordsOf).filter(Boolean)
  const latin = /\p{Script=Latin}/u.test(parts[0] ?? '')
  const last = parts.length - 1
  return { latin, parts: parts.map((part, i) => (latin ? ` ${part}${i === last ? ' ' : ''}` : part.replaceAll(' ', ''))) }
}

/** A word before a gap may go on in the text, so that it is no key. */
function keysOfPhrase({ latin, parts }: Phrase): string[] {
  if (latin) return parts.flatMap((part) => part.slice(1).split(' ').slice(0, -1))
  return parts.flatMap((part) => Array.from({ length: part.length - 1 }, (_, i) => part.slice(i, i + 2)))
}

/** What of the text the phrase is, null where it is not there. */
function find({ latin, parts: [first = '', ...others] }: Phrase, { spaced, joined }: Folded): string | null {
  const text = latin ? spaced : joined
  for (let at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1)) {
    const end = endOf(text, others, at + first.length)
    if (end !== null) return text.slice(at, end).trim()
  }
  return null
}

function endOf(text: string, [part, ...others]: readonly string[], from: number): number | null {
  if (part === undefined) return from
  for (let at = text.indexOf(part, from); at >= 0 && at - from <= GAP; at = text.indexOf(part, at + 1)) {
    const end = endOf(text, others, at + part.length)
    if (end !== null) return end
  }
  return null
}
