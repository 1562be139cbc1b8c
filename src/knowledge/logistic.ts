// Logistic regression over the features of texts, for several questions at once.

/** `positive`: the numbers of the questions that are answered with yes. */
export interface Sample { readonly features: Uint32Array; readonly positive: readonly number[]; readonly weight: number }

export interface Classifier {
  /** Log-odds of yes to each question. */
  score(features: Uint32Array): Float64Array
  /** How much one feature speaks for yes to one question. */
  weightOf(feature: number, question: number): number
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
 * @returns for each feature a weight for each question, and after them the biases
 */
export function train(samples: readonly Sample[], space: number, questions: number): Float32Array {
  const mean = new Float32Array((space + 1) * questions)
  for (let seed = 1; seed <= ORDERS; seed++) {
    const weights = trainOnce(samples, space, questions, fixedRandom(seed))
    for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] ?? 0) + (weights[i] ?? 0) / ORDERS
  }
  return mean
}

function trainOnce(samples: readonly Sample[], space: number, questions: number, random: () => number): Float32Array {
  const weights = new Float32Array((space + 1) * questions)
  const gradients = new Float32Array(space * questions).fill(0.01)
  const steps = new Float64Array(questions)
  const order = Array.from(samples)
  const biases = space * questions
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, random)
    for (const { features, positive, weight } of order) {
      const odds = logOdds(weights, features, questions)
      const length = lengthOf(features)
      for (let question = 0; question < questions; question++) {
        const error = (1 / (1 + Math.exp(-(odds[question] ?? 0))) - (positive.includes(question) ? 1 : 0)) * weight
        weights[biases + question] = (weights[biases + question] ?? 0) - BIAS_RATE * error
        steps[question] = error / length
      }
      for (const feature of features) {
        for (let question = 0, at = feature * questions; question < questions; question++, at++) {
          const step = steps[question] ?? 0
          const gradient = (gradients[at] ?? 0) + step * step
          gradients[at] = gradient
          weights[at] = (weights[at] ?? 0) - RATE * step / Math.sqrt(gradient)
        }
      }
    }
  }
  return weights
}

export function classifier(weights: Float32Array, questions: number): Classifier {
  return { score: (features) => logOdds(weights, features, questions), weightOf: (feature, question) => weights[feature * questions + question] ?? 0 }
}

function logOdds(weights: Float32Array, features: Uint32Array, questions: number): Float64Array {
  const odds = new Float64Array(questions)
  for (const feature of features) {
    const at = feature * questions
    for (let question = 0; question < questions; question++) odds[question] = (odds[question] ?? 0) + (weights[at + question] ?? 0)
  }
  const length = lengthOf(features)
  const biases = weights.length - questions
  for (let question = 0; question < questions; question++) odds[question] = (weights[biases + question] ?? 0) + (odds[question] ?? 0) / length
  return odds
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
