// How numbers spread: the middle one, and how many lie between round bounds.

/** From `from` up to, but without, `to`; where `to` equals `from`, exactly this number. */
export interface Bin { readonly from: number; readonly to: number; readonly count: number }

const BINS = 8
const EACH = 10

export function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}

/** At most eight of equal width between 1, 2 or 5 times a power of ten; a few whole numbers each for itself. */
export function binsOf(values: readonly number[]): Bin[] {
  if (values.length === 0) return []
  const [least, most] = [Math.min(...values), Math.max(...values)]
  if (most - least < EACH && values.every(Number.isInteger)) {
    return Array.from({ length: most - least + 1 }, (_, at) => ({ from: least + at, to: least + at, count: values.filter((value) => value === least + at).length }))
  }
  const width = roundUp((most - least) / (BINS - 1) || 1)
  const first = Math.floor(least / width)
  const bins = Math.floor(most / width) - first + 1
  return Array.from({ length: bins }, (_, at) => {
    const [from, to] = [(first + at) * width, (first + at + 1) * width]
    return { from, to, count: values.filter((value) => Math.floor(value / width) === first + at).length }
  })
}

function roundUp(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width))
  return power * ([1, 2, 5].find((times) => times * power >= width) ?? 10)
}
