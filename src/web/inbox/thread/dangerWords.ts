// Finds the words that raised an alarm in the original. They come folded (no accents, no case), and `…` stands for a gap.

export interface TextPart { readonly text: string; readonly marked: boolean }

/** What `…` stands for at most, in characters. */
const GAP = '[^]{0,40}?'

const KATAKANA = /[\u30a1-\u30f6]/
const UNSEEN = /[\u200b-\u200d\u2060\ufeff'’‘ʼ`´]/

function foldCharacter(character: string): string {
  if (UNSEEN.test(character)) return ''
  if (KATAKANA.test(character)) return String.fromCharCode(character.charCodeAt(0) - 0x60)
  return character.normalize('NFKC').toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replaceAll('đ', 'd')
}

/** The folded text, and for each of its characters the place in the original. */
function fold(text: string): { readonly folded: string; readonly places: readonly number[] } {
  let folded = ''
  const places: number[] = []
  let place = 0
  for (const character of text) {
    for (const unit of foldCharacter(character)) {
      const kept = /[\p{L}\p{M}\p{N}]/u.test(unit) ? unit : ' '
      const stretched = /[a-z]/.test(kept) && folded.endsWith(kept + kept)
      if (stretched || (kept === ' ' && folded.endsWith(' '))) continue
      folded += kept
      for (let i = 0; i < kept.length; i++) places.push(place)
    }
    place += character.length
  }
  return { folded, places }
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

function pattern(words: string): RegExp | null {
  const pieces = words.split('…').map((piece) => escaped(fold(piece).folded.trim())).filter((piece) => piece !== '')
  return pieces.length === 0 ? null : new RegExp(pieces.join(GAP), 'gu')
}

/** The text in parts, those that raised the alarm marked. Nothing is marked when the words cannot be found. */
export function dangerParts(text: string, words: readonly string[]): readonly TextPart[] {
  const { folded, places } = fold(text)
  const marked = new Set<number>()
  for (const one of words) {
    const found = pattern(one)
    if (found === null) continue
    for (const match of folded.matchAll(found)) {
      const from = places[match.index] ?? 0
      const to = places[match.index + match[0].length] ?? text.length
      for (let i = from; i < to; i++) marked.add(i)
    }
  }
  const parts: { text: string; marked: boolean }[] = []
  for (let i = 0; i < text.length; i++) {
    const last = parts.at(-1)
    if (last !== undefined && last.marked === marked.has(i)) last.text += text.charAt(i)
    else parts.push({ text: text.charAt(i), marked: marked.has(i) })
  }
  return parts
}
