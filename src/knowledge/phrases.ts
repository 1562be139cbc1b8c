// Finding phrases in folded text: what the lists of flows/danger/*.yaml mean.
import { hash32 } from './features.ts'
import { entriesUnder, lexicon, textOf } from './lexicon.ts'
import type { Lexicon } from './lexicon.ts'
import { normalise, words, wordsOf } from './normalise.ts'

/** `spaced` has one space around every word; `joined` has none at all, for scripts that do not write them. */
interface Folded { readonly spaced: string; readonly joined: string }

/** What stands between two parts of a phrase: anything, of at most `GAP` characters. */
const BETWEEN = '…'
const GAP_SIGN = BETWEEN.charCodeAt(0)
const GAP = 40

/**
 * Phrases under a word or two letters without which they cannot be there: only those are looked for. Their tag is the number of their list.
 * @throws Error for a phrase that has neither
 */
export function phraseLists(lists: readonly (readonly string[])[]): Lexicon {
  return lexicon(lists.flatMap((phrases, tag) => {
    const times = new Map<number, number>()
    const read = phrases.map((text) => {
      const parts = partsOf(text)
      const keys = keysOfParts(parts)
      for (const key of keys) times.set(key, (times.get(key) ?? 0) + 1)
      return { text: parts.join(BETWEEN), keys }
    })
    return read.map(({ text, keys: [first, ...others] }) => {
      if (first === undefined) throw new Error(`${text} is too short to be looked for`)
      return { key: others.reduce((best, key) => ((times.get(key) ?? 0) < (times.get(best) ?? 0) ? key : best), first), text, tag }
    })
  }))
}

/** What of each list stands in a text, after the expressions of the first list, which are harmless, were taken out of it. */
export function readText(text: string, lists: Lexicon): (list: number) => readonly string[] {
  const folded = words(text)
  const whole: Folded = { spaced: ` ${folded} `, joined: folded.replaceAll(' ', '') }
  const pairs = pairsIn(whole)
  const candidates = candidatesIn(whole, lists, pairs)
  const shown = withoutHarmless(whole, [...candidates].filter((entry) => lists.tags[entry] === 0).map((entry) => textOf(lists, entry)))
  const found: string[][] = []
  for (const entry of shown === whole ? candidates : candidatesIn(shown, lists, pairs)) {
    const hit = find(textOf(lists, entry), shown)
    if (hit !== null) (found[lists.tags[entry] ?? 0] ??= []).push(hit)
  }
  return (list) => found[list] ?? []
}

function withoutHarmless(text: Folded, harmless: readonly string[]): Folded {
  let folded = text
  for (const phrase of harmless) {
    for (let hit = find(phrase, folded); hit; hit = find(phrase, folded)) {
      folded = { spaced: folded.spaced.replace(` ${hit} `, ' # '), joined: folded.joined.replace(hit.replaceAll(' ', ''), '#') }
    }
  }
  return folded
}

/** Of what stands under the words and pairs of a text, what may also stand in it: hardly anything else. */
function candidatesIn({ spaced, joined }: Folded, lists: Lexicon, pairs: Pairs): Set<number> {
  const found = new Set<number>()
  const add = (entry: number) => { if (isMadeOf(pairs, lists, entry)) found.add(entry) }
  for (let from = 1, to = spaced.indexOf(' ', from); to >= 0; from = to + 1, to = spaced.indexOf(' ', from)) entriesUnder(lists, keyOf(spaced, from, to), add)
  for (let i = 0; i + 1 < joined.length; i++) if (isPairKey(joined, i)) entriesUnder(lists, keyOf(joined, i, i + 2), add)
  return found
}

/** Which pairs of letters a text holds: a place is 1 where one of those that share it is there. */
type Pairs = Uint8Array
const PAIRS = 2 ** 12
const pairOf = (one: number, next: number) => (Math.imul(one, 67) + next) % PAIRS

function pairsIn({ spaced, joined }: Folded): Pairs {
  const pairs = new Uint8Array(PAIRS)
  for (const text of [spaced, joined]) for (let i = 0; i + 1 < text.length; i++) pairs[pairOf(text.charCodeAt(i), text.charCodeAt(i + 1))] = 1
  return pairs
}

function isMadeOf(pairs: Pairs, { ends, text }: Lexicon, entry: number): boolean {
  for (let i = ends[entry - 1] ?? 0, last = (ends[entry] ?? 0) - 1; i < last; i++) {
    const [one, next] = [text.charCodeAt(i), text.charCodeAt(i + 1)]
    if (pairs[pairOf(one, next)] === 0 && one !== GAP_SIGN && next !== GAP_SIGN) return false
  }
  return true
}

/** `…` stands for anything in between. A part of a Latin phrase begins with a word; the last one also ends with one. */
function partsOf(phrase: string): string[] {
  const parts = normalise(phrase).split(/…|\.\.\./).map(wordsOf).filter(Boolean)
  const latin = /\p{Script=Latin}/u.test(parts[0] ?? '')
  const last = parts.length - 1
  return parts.map((part, i) => (latin ? ` ${part}${i === last ? ' ' : ''}` : part.replaceAll(' ', '')))
}

const isLatin = (phrase: string) => phrase.startsWith(' ')

/** A word before a gap may go on in the text, so that it is no key. */
function keysOfParts(parts: readonly string[]): number[] {
  if (isLatin(parts[0] ?? '')) return parts.flatMap((part) => part.slice(1).split(' ').slice(0, -1)).map((word) => keyOf(word, 0, word.length))
  return parts.flatMap((part) => Array.from({ length: part.length - 1 }).keys().filter((i) => isPairKey(part, i)).map((i) => keyOf(part, i, i + 2)).toArray())
}

/** Two of a to z are the key of a word at most: the pairs of a text in Latin letters need not be looked for. */
function isPairKey(text: string, at: number): boolean {
  return !(isLowerCase(text.charCodeAt(at)) && isLowerCase(text.charCodeAt(at + 1)))
}

const isLowerCase = (unit: number) => unit >= 0x61 && unit <= 0x7a

/** Different words may share one: what is found by it is looked at again. */
function keyOf(text: string, from: number, to: number): number {
  return to - from === 2 ? (text.charCodeAt(from) << 16) | text.charCodeAt(from + 1) : hash32(text, from, to)
}

/** What of the text the phrase is, null where it is not there. */
function find(phrase: string, { spaced, joined }: Folded): string | null {
  const text = isLatin(phrase) ? spaced : joined
  const gap = phrase.indexOf(BETWEEN)
  const first = gap < 0 ? phrase : phrase.slice(0, gap)
  let at = text.indexOf(first)
  if (at < 0) return null
  if (gap < 0) return first.trim()
  for (const others = phrase.slice(gap + 1).split(BETWEEN); at >= 0; at = text.indexOf(first, at + 1)) {
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
