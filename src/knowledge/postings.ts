// Which phrases hold a feature, in two plain arrays: there are more than a million places.
import { FEATURES } from './features.ts'

export interface Postings {
  of(feature: number): Uint32Array
  count(feature: number): number
}

export function postings(phrases: readonly { readonly features: Uint32Array }[]): Postings {
  const starts = new Uint32Array(FEATURES + 1)
  for (const { features } of phrases) for (const feature of features) starts[feature + 1] = (starts[feature + 1] ?? 0) + 1
  for (let i = 1; i <= FEATURES; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0)
  const next = starts.slice()
  const held = new Uint32Array(starts[FEATURES] ?? 0)
  phrases.forEach(({ features }, i) => {
    for (const feature of features) {
      const place = next[feature] ?? 0
      held[place] = i
      next[feature] = place + 1
    }
  })
  return {
    of: (feature) => held.subarray(starts[feature], starts[feature + 1]),
    count: (feature) => (starts[feature + 1] ?? 0) - (starts[feature] ?? 0),
  }
}
