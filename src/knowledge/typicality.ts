// How typical a text's features are for each of some groups of texts: naive Bayes over weighted counts.
import { pack, unpack } from './packed.ts'
import type { Groups, Postings } from './postings.ts'
import { rowsFor, spansOf } from './rows.ts'
import type { Rows } from './rows.ts'

/**
 * Of row `r`, from `firsts[r]` up to `firsts[r + 1]`: groups that had the feature and what it says for them, and last its rarity, as if
 * it were a group after the last. `unseen`: for each group what a feature of rarity 1 says that it never had.
 */
export interface Typicality {
  readonly rows: Rows
  readonly firsts: Uint32Array
  readonly held: Uint16Array
  readonly values: Float32Array
  readonly unseen: Float64Array
}

/** How strongly the background smooths a group's own counts; chosen by measuring (npm run evaluate). */
const SMOOTHING = 300

/**
 * Log-likelihood of the features under each group against the background, rare features counting more. A feature says the same of all
 * groups that never had it, so that only the others are kept: all is worked out once.
 */
export function typicality({ starts, texts }: Postings, { count, of, weights }: Groups): Typicality {
  const rows = rowsFor(starts.length - 1, (feature) => {
    for (let at = starts[feature] ?? 0, end = starts[feature + 1] ?? 0; at < end; at++) if (of[texts[at] ?? 0] !== count) return true
    return false
  })
  const totals = new Float64Array(count)
  const counts = new Float64Array(count)
  const firsts = new Uint32Array(rows.count + 1)
  const room = texts.reduce((sum, text) => (of[text] === count ? sum : sum + 2), 0)
  const roomy = { held: new Uint16Array(room), values: new Float32Array(room) }
  let [end, row] = [0, 0]
  for (let feature = 0; feature + 1 < starts.length; feature++) {
    const first = end
    let total = 0
    for (let at = starts[feature] ?? 0, to = starts[feature + 1] ?? 0; at < to; at++) {
      const text = texts[at] ?? 0
      const group = of[text] ?? count
      if (group === count) continue
      const weight = weights[text] ?? 0
      if (counts[group] === 0) roomy.held[end++] = group
      counts[group] = (counts[group] ?? 0) + weight
      total += weight
    }
    if (end === first) continue
    for (let at = first; at < end; at++) {
      const group = roomy.held[at] ?? 0
      const times = counts[group] ?? 0
      roomy.values[at] = times
      totals[group] = (totals[group] ?? 0) + times
      counts[group] = 0
    }
    roomy.held[end] = count
    roomy.values[end++] = total
    firsts[++row] = end
  }
  const held = roomy.held.slice(0, end)
  const values = roomy.values.slice(0, end)
  const all = totals.reduce((sum, total) => sum + total, 0)
  const unseen = totals.map((total) => Math.log(SMOOTHING / (total + SMOOTHING)))
  const grouped = of.reduce((sum, group) => (group < count ? sum + 1 : sum), 0)
  for (row = 0; row < rows.count; row++) {
    const last = (firsts[row + 1] ?? 0) - 1
    const total = values[last] ?? 0
    const rarity = Math.log(1 + grouped / total)
    values[last] = rarity
    for (let at = firsts[row] ?? 0; at < last; at++) {
      const group = held[at] ?? 0
      const likely = ((values[at] ?? 0) / (total / all) + SMOOTHING) / ((totals[group] ?? 0) + SMOOTHING)
      values[at] = rarity * (Math.log(likely) - (unseen[group] ?? 0))
    }
  }
  return { rows, firsts, held, values, unseen }
}

export function typical({ rows, firsts, held, values, unseen }: Typicality): (asked: Uint32Array) => Float64Array {
  const count = unseen.length
  return (asked) => {
    const scores = new Float64Array(count + 1)
    const spans = spansOf(rows, firsts, asked)
    for (let i = 0; i < spans.length; i += 2) {
      for (let at = spans[i] ?? 0, to = spans[i + 1] ?? 0; at < to; at++) {
        const group = held[at] ?? 0
        scores[group] = (scores[group] ?? 0) + (values[at] ?? 0)
      }
    }
    const rarities = scores[count] ?? 0
    for (let group = 0; group < count; group++) scores[group] = (scores[group] ?? 0) + rarities * (unseen[group] ?? 0)
    return scores.subarray(0, count)
  }
}

export function packTypicality({ rows: { bits, before, count }, firsts, held, values, unseen }: Typicality): Uint8Array {
  return pack([Uint32Array.of(count), bits, before, firsts, held, values, unseen])
}

export function unpackTypicality(bytes: Uint8Array): Typicality {
  const packed = unpack(bytes)
  const [count = 0] = packed.uint32()
  return { rows: { bits: packed.uint32(), before: packed.uint32(), count }, firsts: packed.uint32(), held: packed.uint16(), values: packed.float32(), unseen: packed.float64() }
}
