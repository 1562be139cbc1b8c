// Logistic regression over the features of texts, trained when the desk starts: some thousand sentences in a quarter of a second.

import { FEATURES } from './features.ts'

export interface Sample { readonly features: Uint32Array; readonly positive: boolean; readonly weight: number }

export interface Classifier {
  /** Log-odds that the text is positive. */
  score(features: Uint32Array): number
  /** How much one feature speaks for it. */
  weightOf(feature: number): number
}

const ROUNDS = 4
const RATE = 0.3
const BIAS_RATE = 0.02

/** AdaGrad in a fixed shuffled order: the same sentences give the same classifier on every machine. */
export function trainClassifier(samples: readonly Sample[]): Classifier {
  const weights = new Float64Array(FEATURES)
  const gradients = new Float64Array(FEATURES).fill(0.01)
  let bias = 0
  const score = (features: Uint32Array) => {
    let sum = 0
    for (const feature of features) sum += weights[feature] ?? 0
    return bias + sum / Math.sqrt(features.length || 1)
  }
  const order = Array.from(samples)
  const random = fixedRandom()
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, random)
    for (const { features, positive, weight } of order) {
      const error = (1 / (1 + Math.exp(-score(features))) - (positive ? 1 : 0)) * weight
      bias -= BIAS_RATE * error
      const step = error / Math.sqrt(features.length || 1)
      for (const feature of features) {
        const gradient = (gradients[feature] ?? 0) + step * step
        gradients[feature] = gradient
        weights[feature] = (weights[feature] ?? 0) - RATE * step / Math.sqrt(gradient)
      }
    }
  }
  return { score, weightOf: (feature) => weights[feature] ?? 0 }
}

function shuffle(list: Sample[], random: () => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const [a, b] = [list[i], list[j]]
    if (a !== undefined && b !== undefined) [list[i], list[j]] = [b, a]
  }
}

/** A linear congruential generator (Knuth's constants): no secret depends on it. */
function fixedRandom(): () => number {
  let state = 1
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
