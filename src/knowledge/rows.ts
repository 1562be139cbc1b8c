// Which row of a table a feature has: tables hold rows only for features that say something, a third of all there are.

/** Bit `f % 32` of `bits[f >> 5]` says whether feature `f` has a row; `before` counts the rows of all earlier numbers of `bits`. */
export interface Rows { readonly bits: Uint32Array; readonly before: Uint32Array; readonly count: number }

export function rowsFor(space: number, has: (feature: number) => boolean): Rows {
  const bits = new Uint32Array(Math.ceil(space / 32))
  const before = new Uint32Array(bits.length)
  let count = 0
  for (let feature = 0; feature < space; feature++) {
    if (feature % 32 === 0) before[feature >> 5] = count
    if (!has(feature)) continue
    bits[feature >> 5] = (bits[feature >> 5] ?? 0) | (1 << (feature % 32))
    count++
  }
  return { bits, before, count }
}

/** Of a feature without a row: the number of rows, one behind the last. */
export function rowOf({ bits, before, count }: Rows, feature: number): number {
  const word = bits[feature >> 5] ?? 0
  const bit = feature % 32
  return (word >>> bit) & 1 ? (before[feature >> 5] ?? 0) + ones(word & ((1 << bit) - 1)) : count
}

/**
 * Of each feature where its row's numbers begin and end, by twos; both 0 without a row. `firsts`: where the numbers of each row begin.
 * All are looked up before any row is read: memory answers many questions at once sooner than each after the other.
 */
export function spansOf(rows: Rows, firsts: Uint32Array, features: Uint32Array): Uint32Array {
  const spans = new Uint32Array(2 * features.length)
  for (let i = 0; i < features.length; i++) {
    const row = rowOf(rows, features[i] ?? 0)
    if (row === rows.count) continue
    spans[2 * i] = firsts[row] ?? 0
    spans[2 * i + 1] = firsts[row + 1] ?? 0
  }
  return spans
}

/** How many bits of 32 are set. */
function ones(word: number): number {
  let value = word - ((word >>> 1) & 0x55555555)
  value = (value & 0x33333333) + ((value >>> 2) & 0x33333333)
  return Math.imul((value + (value >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
