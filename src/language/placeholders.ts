// Puts tokens where a text names somebody, and the names back where the tokens come out of a translation.
import { joined } from '../knowledge/personal.ts'
import type { Span } from '../knowledge/personal.ts'

export interface Hidden {
  /** With a token for each item. */
  readonly text: string
  /** What the tokens stand for, in order; the first is number 1. */
  readonly items: readonly string[]
}

/** A form of token. What comes back may have other widths, case or spaces in it. */
export interface Form { token(number: number): string; readonly found: RegExp }

/**
 * The first looks like a product's name, which a machine copies; the second like a reference. Both are ASCII: rarer signs are
 * not in the vocabulary of small models and fall out.
 */
export const FORMS: readonly [Form, ...Form[]] = [
  { token: (number) => `QZ${number}X`, found: /[QＱ]\s?[ZＺ]\s?([0-9０-９]+)\s?[XＸ]/giu },
  { token: (number) => `[[${number}]]`, found: /[[［【]\s?[[［【]?\s?([0-9０-９]+)\s?[\]］】]\s?[\]］】]?/gu },
]

/** What a text holds that looks like a token itself is hidden as well. */
export function hide(text: string, spans: readonly Span[], { token, found }: Form): Hidden {
  const own = [...text.matchAll(found)].map(({ 0: match, index }): Span => [index, index + match.length])
  const items: string[] = []
  let [result, at] = ['', 0]
  for (const [start, end] of joined([...spans, ...own])) {
    items.push(text.slice(start, end))
    result += text.slice(at, start) + token(items.length)
    at = end
  }
  return { text: result + text.slice(at), items }
}

/** Null where a token is missing, came twice, or is none of ours: then nobody can say who is meant. */
export function restore(text: string, items: readonly string[], { found }: Form): string | null {
  const seen = new Set<number>()
  let whole = true
  const restored = text.replace(found, (match: string, digits: string) => {
    const number = Number(digits.normalize('NFKC'))
    const item = items[number - 1]
    if (item === undefined || seen.has(number)) whole = false
    seen.add(number)
    return item ?? match
  })
  return whole && seen.size === items.length ? restored : null
}

/** What stands between the tokens, which can be translated without them. */
export function piecesOf(text: string, spans: readonly Span[]): { readonly type: 'words' | 'item'; readonly text: string }[] {
  let at = 0
  const pieces = joined(spans).flatMap(([start, end]) => {
    const before = text.slice(at, start)
    at = end
    return [{ type: 'words' as const, text: before }, { type: 'item' as const, text: text.slice(start, end) }]
  })
  return [...pieces, { type: 'words' as const, text: text.slice(at) }].filter((piece) => piece.text !== '')
}

/** The text with tokens where the items stand in it; null where one of them does not, so that nobody could put it back. */
export function withTokens(text: string, items: readonly string[], { token }: Form): string | null {
  let result = text
  for (const [i, item] of items.entries()) {
    if (!result.includes(item)) return null
    result = result.replace(item, () => token(i + 1))
  }
  return result
}
