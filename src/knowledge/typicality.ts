// How typical a text's features are for each of some groups of texts: naive Bayes over weighted counts.
import type { Groups, Postings } from './postings.ts'

/** How strongly the background smooths a group's own counts; chosen by measuring (npm run evaluate). */
const SMOOTHING = 300

/**
 * Log-likelihood of the features under each group against the background, rare features counting more. A feature says the same of all
 * groups that never had it, so that only the others are kept: all is worked out once.
 */
export function typicality({ starts, texts }: Postings, { count, of, weights }: Groups): (asked: Uint32Array) => Float64Array {
  const space = starts.length - 1
  const totals = new Float64Array(count)
  const counts = new Float64Array(count)
  const firsts = new Uint32Array(space + 1)
  // Beside each feature's groups stands its rarity, as if it were a group after the last.
  const room = texts.reduce((sum, text) => (of[text] === count ? sum : sum + 2), 0)
  const roomy = { held: new Uint16Array(room), values: new Float32Array(room) }
  let end = 0
  for (let feature = 0; feature < space; feature++) {
    const from = starts[feature] ?? 0
    const to = starts[feature + 1] ?? 0
    const first = end
    let total = 0
    for (let at = from; at < to; at++) {
      const text = texts[at] ?? 0
      const group = of[text] ?? count
      if (group === count) continue
      const weight = weights[text] ?? 0
      if (counts[group] === 0) roomy.held[end++] = group
      counts[group] = (counts[group] ?? 0) + weight
      total += weight
    }
    for (let at = first; at < end; at++) {
      const group = roomy.held[at] ?? 0
      const times = counts[group] ?? 0
      roomy.values[at] = times
      totals[group] = (totals[group] ?? 0) + times
      counts[group] = 0
    }
    if (end > first) {
      roomy.held[end] = count
      roomy.values[end++] = total
    }
    firsts[feature + 1] = end
  }
  const held = roomy.held.slice(0, end)
  const values = roomy.values.slice(0, end)
  const all = totals.reduce((sum, total) => sum + total, 0)
  const unseen = totals.map((total) => Math.log(SMOOTHING / (total + SMOOTHING)))
  const grouped = of.reduce((sum, group) => (group < count ? sum + 1 : sum), 0)
  for (let feature = 0; feature < space; feature++) {
    const last = (firsts[feature + 1] ?? 0) - 1
    const first = firsts[feature] ?? 0
    if (last < first) continue
    const total = values[last] ?? 0
    const rarity = Math.log(1 + grouped / total)
    values[last] = rarity
    for (let at = first; at < last; at++) {
      const group = held[at] ?? 0
      const likely = ((values[at] ?? 0) / (total / all) + SMOOTHING) / ((totals[group] ?? 0) + SMOOTHING)
      values[at] = rarity * (Math.log(likely) - (unseen[group] ?? 0))
    }
  }
  return (asked) => {
    const scores = new Float64Array(count + 1)
    for (const feature of asked) {
      for (let at = firsts[feature] ?? 0, to = firsts[feature + 1] ?? 0; at < to; at++) {
        const group = held[at] ?? 0
        scores[group] = (scores[group] ?? 0) + (values[at] ?? 0)
      }
    }
    const rarities = scores[count] ?? 0
    return Float64Array.from(unseen, (value, group) => (scores[group] ?? 0) + rarities * value)
  }
}
