// Numbers of several rounds as one: the middle, and how far they lie apart.

/** The share `part` of the numbers is not above it. */
export function percentile(numbers: readonly number[], part: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * part) - 1))] ?? Number.NaN
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return sorted.length === 0 ? Number.NaN : sorted.length % 2 === 1 ? sorted[Math.floor(middle)] ?? Number.NaN : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/** Three digits say all that such a measurement knows. */
export function shown(value: number): string {
  if (Number.isNaN(value)) return '–'
  return Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(Math.abs(value) < 1 ? 2 : 3)))
}

/** The middle, with the lowest and the highest behind it. */
export function spread(numbers: readonly number[]): string {
  return `${shown(median(numbers))} (${shown(Math.min(...numbers))}–${shown(Math.max(...numbers))})`
}
