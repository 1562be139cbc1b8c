// Signs of danger to life in a message, in nine languages. Missing one is far worse than a false alarm.
import { normalise, words } from './normalise.ts'

export const DANGER_KINDS = ['suicide', 'violence', 'domestic_violence', 'confinement', 'sexual_assault', 'medical', 'child', 'disaster'] as const
export type DangerKind = (typeof DANGER_KINDS)[number]

export interface Danger {
  readonly kind: DangerKind
  readonly level: 'S4' | 'S5'
  /** What raised it, as it stands in the folded text. */
  readonly words: readonly string[]
}

export interface DangerWords {
  readonly phrases: ReadonlyMap<DangerKind, readonly string[]>
  /** Expressions that only sound like danger: taken out before looking. */
  readonly safe: readonly string[]
  readonly levels: Readonly<Record<DangerKind, 'S4' | 'S5'>>
}

export interface DangerCheck { check(text: string): Danger | null }

/** `spaced` has one space around every word; `joined` has none at all, for scripts that do not write them. */
interface Folded { readonly spaced: string; readonly joined: string }

/** One phrase: where it can begin, and what of the text it is; null where it is not there. */
interface Phrase { readonly key: string; find(text: Folded): string | null }

export function createDangerCheck({ phrases, safe, levels }: DangerWords): DangerCheck {
  const harmless = indexOf(safe)
  const ofKinds = DANGER_KINDS.map((kind) => ({ kind, index: indexOf(phrases.get(kind) ?? []) }))
  return {
    check(text) {
      const shown = withoutHarmless(words(text), harmless)
      const keys = keysOf(shown)
      for (const { kind, index } of ofKinds) {
        const found = candidates(index, keys).flatMap(({ find }) => find(shown) ?? [])
        if (found.length > 0) return { kind, level: levels[kind], words: [...new Set(found)] }
      }
      return null
    },
  }
}

function withoutHarmless(text: string, harmless: ReadonlyMap<string, readonly Phrase[]>): Folded {
  let folded: Folded = { spaced: ` ${text} `, joined: text.replaceAll(' ', '') }
  for (const { find } of candidates(harmless, keysOf(folded))) {
    for (let hit = find(folded); hit; hit = find(folded)) {
      folded = { spaced: folded.spaced.replace(` ${hit} `, ' # '), joined: folded.joined.replace(hit.replaceAll(' ', ''), '#') }
    }
  }
  return folded
}

function indexOf(phrases: readonly string[]): Map<string, Phrase[]> {
  return Map.groupBy(phrases.map(phraseOf).filter(({ key }) => key !== ''), ({ key }) => key)
}

/** The first word of a Latin phrase, the first two letters of another: only phrases that can begin here are looked for. */
function keysOf({ spaced, joined }: Folded): Set<string> {
  const keys = new Set(spaced.split(' '))
  for (let i = 0; i + 1 < joined.length; i++) keys.add(joined.slice(i, i + 2))
  return keys
}

function candidates(index: ReadonlyMap<string, readonly Phrase[]>, keys: ReadonlySet<string>): Phrase[] {
  return [...keys].flatMap((key) => index.get(key) ?? [])
}

/** Latin words match whole. `…` stands for up to 40 characters, which takes a pattern; the rest is found by search alone. */
function phraseOf(phrase: string): Phrase {
  const parts = normalise(phrase).split(/…|\.\.\./).map(words).filter(Boolean)
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
