// Logistic regression over the features of texts.

export interface Sample { readonly features: Uint32Array; readonly positive: boolean; readonly weight: number }

export interface Classifier {
  /** Log-odds that the text is positive. */
  score(features: Uint32Array): number
  /** How much one feature speaks for it. */
  weightOf(feature: number): number
}

const ORDERS = 5
const ROUNDS = 4
const RATE = 0.3
const BIAS_RATE = 0.02
/** A text of many features says more than one of few, though not so many times more: by this power of their number they are divided. */
const LENGTH = 0.3

/**
 * AdaGrad in fixed shuffled orders: the same sentences give the same weights on every machine. The mean over several orders depends
 * less on which sentence came last.
 * @param space all features are below it
 * @returns a weight for each feature, and after them the bias
 */
export function train(samples: readonly Sample[], space: number): Float32Array {
  const mean = new Float64Array(space + 1)
  for (let seed = 1; seed <= ORDERS; seed++) {
    const weights = trainOnce(samples, space, fixedRandom(seed))
    for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] ?? 0) + (weights[i] ?? 0) / ORDERS
  }
  return Float32Array.from(mean)
}

function trainOnce(samples: readonly Sample[], space: number, random: () => number): Float64Array {
  const weights = new Float64Array(space + 1)
  const gradients = new Float64Array(space).fill(0.01)
  const order = Array.from(samples)
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, random)
    for (const { features, positive, weight } of order) {
      const error = (1 / (1 + Math.exp(-logOdds(weights, features))) - (positive ? 1 : 0)) * weight
      weights[space] = (weights[space] ?? 0) - BIAS_RATE * error
      const step = error / lengthOf(features)
      for (const feature of features) {
        const gradient = (gradients[feature] ?? 0) + step * step
        gradients[feature] = gradient
        weights[feature] = (weights[feature] ?? 0) - RATE * step / Math.sqrt(gradient)
      }
    }
  }
  return weights
}

export function classifier(weights: Float32Array): Classifier {
  return { score: (features) => logOdds(weights, features), weightOf: (feature) => weights[feature] ?? 0 }
}

function logOdds(weights: Float32Array | Float64Array, features: Uint32Array): number {
  let sum = 0
  for (const feature of features) sum += weights[feature] ?? 0
  return (weights.at(-1) ?? 0) + sum / lengthOf(features)
}

function lengthOf(features: Uint32Array): number {
  return (features.length || 1) ** LENGTH
}

function shuffle(list: Sample[], random: () => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const [a, b] = [list[i], list[j]]
    if (a !== undefined && b !== undefined) [list[i], list[j]] = [b, a]
  }
}

/** A linear congruential generator (Knuth's constants): no secret depends on it. */
function fixedRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
