// Many short texts, each under a number, in a few flat arrays: they are ready as soon as they are read.
import { pack, unpack } from './packed.ts'

/** `key`: of 32 bits, signed. `tag`: what the text stands for, below 2 ** 16. */
export interface Entry { readonly key: number; readonly text: string; readonly tag: number }

export interface Lexicon {
  /** By threes: a key, its first entry, and the end of its entries, which is 0 where nothing stands. */
  readonly slots: Uint32Array
  /** Entry `n` is the text from `ends[n - 1]` up to `ends[n]`. */
  readonly ends: Uint32Array
  readonly tags: Uint16Array
  readonly text: string
}

/** The entries of a key stand in the order in which they were given. */
export function lexicon(entries: readonly Entry[]): Lexicon {
  const groups = Map.groupBy(entries, ({ key }) => key >>> 0)
  const slots = new Uint32Array(3 * 2 ** Math.ceil(Math.log2(2 * groups.size + 2)))
  const ends = new Uint32Array(entries.length)
  const tags = new Uint16Array(entries.length)
  let [text, count] = ['', 0]
  for (const [key, group] of groups) {
    const slot = slotOf(slots, key)
    slots[slot] = key
    slots[slot + 1] = count
    for (const entry of group) {
      text += entry.text
      ends[count] = text.length
      tags[count++] = entry.tag
    }
    slots[slot + 2] = count
  }
  return { slots, ends, tags, text }
}

export const packLexicon = ({ slots, ends, tags, text }: Lexicon): Uint8Array => pack([slots, ends, tags, text])

export function unpackLexicon(bytes: Uint8Array): Lexicon {
  const packed = unpack(bytes)
  return { slots: packed.uint32(), ends: packed.uint32(), tags: packed.uint16(), text: packed.text() }
}

/** Shows the numbers of the entries under a key. */
export function entriesUnder({ slots }: Lexicon, key: number, show: (entry: number) => void): void {
  const slot = slotOf(slots, key >>> 0)
  for (let entry = slots[slot + 1] ?? 0, end = slots[slot + 2] ?? 0; entry < end; entry++) show(entry)
}

export function textOf({ ends, text }: Lexicon, entry: number): string {
  return text.slice(ends[entry - 1] ?? 0, ends[entry])
}

export function startsWith({ ends, text }: Lexicon, entry: number, whole: string, at: number): boolean {
  const from = ends[entry - 1] ?? 0
  const length = (ends[entry] ?? 0) - from
  if (at + length > whole.length) return false
  for (let i = 0; i < length; i++) if (text.charCodeAt(from + i) !== whole.charCodeAt(at + i)) return false
  return true
}

/** Where a key stands, or would: the next free place from the one its digits give (Knuth's multiplication). */
function slotOf(slots: Uint32Array, key: number): number {
  const last = slots.length / 3 - 1
  let slot = (Math.imul(key, 0x9e3779b1) >>> 8) & last
  while (slots[slot * 3 + 2] !== 0 && slots[slot * 3] !== key) slot = (slot + 1) & last
  return slot * 3
}
