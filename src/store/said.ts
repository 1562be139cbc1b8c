// What the desk says to many in the same words: all those lines share one entry of the search.
import { createHmac, createSecretKey } from 'node:crypto'

/** The texts of a line: the original and its translations, in any order. */
type Texts = readonly (string | null)[]

export interface Said {
  /** Of the entry that lines with these texts would share, a UUID that tells nothing without the key. */
  idOf(texts: Texts): string
  /** The same, where that entry is known to be in the database; null where it may not be. */
  entryOf(texts: Texts): string | null
  /** Whether the same was said in another conversation: what is said to one alone may be about them, and goes when they go. */
  isSaidToMany(id: string, conversation: string): boolean
  /** These entries are in the database. */
  keep(ids: readonly string[]): void
}

/** More than all articles in all languages. */
const REMEMBERED = 20_000
/** What people are answered with again and again: some kilobytes each. */
const ANSWERS = 500

/** @param secret the installation's own, which is not in the database */
export function createSaid(secret: string): Said {
  const key = createSecretKey(createHmac('sha256', secret).update('what is said to many').digest())
  const kept = new Set<string>()
  const heard = new Map<string, string>()
  const latest = new Map<string, { readonly texts: Texts; readonly id: string }>()
  const idOf = (texts: Texts) => {
    const [first] = texts
    const known = latest.get(first ?? '')
    if (known?.texts.length === texts.length && known.texts.every((text, i) => text === texts[i])) return known.id
    const id = idFor(texts)
    if (latest.size >= ANSWERS) latest.clear()
    latest.set(first ?? '', { texts, id })
    return id
  }
  const idFor = (texts: Texts) => {
    const all = JSON.stringify(texts.filter((text) => text !== null).toSorted())
    return createHmac('sha256', key).update(all).digest('hex').slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  }
  return {
    idOf,
    entryOf(texts) {
      const id = idOf(texts)
      return kept.has(id) ? id : null
    },
    isSaidToMany(id, conversation) {
      const first = heard.get(id)
      if (heard.size >= REMEMBERED) heard.clear()
      if (first === undefined) heard.set(id, conversation)
      return first !== undefined && first !== conversation
    },
    keep(ids) {
      if (kept.size >= REMEMBERED) kept.clear()
      for (const id of ids) kept.add(id)
    },
  }
}
