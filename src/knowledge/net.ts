// A small neural network over the features of texts, for several questions at once. Each feature speaks for yes or no by itself, and,
// through a hidden layer, together with the others.
import { pack, unpack } from './packed.ts'

/** `positive`: the numbers of the questions that are answered with yes. */
export interface Sample { readonly features: Uint32Array; readonly positive: readonly number[]; readonly weight: number }

export interface Classifier {
  /** Log-odds of yes to each question. */
  score(features: Uint32Array): Float64Array
  /** How much one feature by itself speaks for yes to one question. */
  weightOf(feature: number, question: number): number
}

/** Row `f` of `table`, so many numbers long as there are hidden places and questions, is what feature `f` says to each. */
interface Net {
  readonly questions: number
  readonly hidden: number
  readonly table: Float32Array | Int8Array
  /** What one step of the table's numbers is worth, for hidden places and for questions. */
  readonly steps: readonly [number, number]
  /** Before what the features say, of each number of a row. */
  readonly biases: Float32Array
  /** From the hidden places to each question. */
  readonly layer: Float32Array
}

/** With the questions of danger a row fills a cache line as it is kept. */
const ROW = 32
const ROUNDS = 10
/** Nets that began elsewhere err elsewhere: their mean errs less. */
const NETS = 2
/** So large a part of a text's features is left out each time it is learned from: nothing may hang on a single word. */
const LEFT_OUT = 0.6
const [HIDDEN_RATE, DIRECT_RATE, LAYER_RATE, BIAS_RATE] = [0.1, 0.3, 0.05, 0.02]
/** A text of many features says more than one of few, though not so many times more: by this power of their number they are divided. */
const LENGTH = 0.3

/**
 * AdaGrad from fixed beginnings in fixed shuffled orders: the same sentences teach the same on every machine.
 * @param space all features are below it
 * @param questions fewer than the numbers of a row
 */
export function train(samples: readonly Sample[], space: number, questions: number): Uint8Array {
  return pack(Array.from({ length: NETS }, (_, seed) => packNet(trainOne(samples, space, questions, fixedRandom(seed + 1)))))
}

/** @param bytes by `train` */
export function classifier(bytes: Uint8Array): Classifier {
  const packed = unpack(bytes)
  const nets = Array.from({ length: NETS }, () => unpackNet(packed.uint8()))
  return {
    score(features) {
      const odds = new Float64Array(nets[0]?.questions ?? 0)
      for (const net of nets) answers(net, features, new Float64Array(ROW)).forEach((one, question) => { odds[question] = (odds[question] ?? 0) + one / NETS })
      return odds
    },
    weightOf: (feature, question) => nets.reduce((sum, { table, hidden, steps }) => sum + (table[feature * ROW + hidden + question] ?? 0) * steps[1] / NETS, 0),
  }
}

function trainOne(samples: readonly Sample[], space: number, questions: number, random: () => number): Net {
  const hidden = ROW - questions
  const table = new Float32Array(space * ROW)
  for (let at = 0; at < table.length; at++) if (at % ROW < hidden) table[at] = (random() - 0.5) * 0.3
  const layer = Float32Array.from({ length: questions * hidden }, () => random() - 0.5)
  const biases = new Float32Array(ROW)
  const net: Net = { questions, hidden, table, steps: [1, 1], biases, layer }
  const squares = { table: new Float32Array(table.length).fill(0.01), layer: new Float32Array(layer.length).fill(0.1), biases: new Float32Array(hidden).fill(0.1) }
  const heard = new Float64Array(ROW)
  const step = new Float64Array(ROW)
  const order = Array.from(samples)
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, random)
    for (const { features, positive, weight } of order) {
      const kept = features.filter(() => random() >= LEFT_OUT)
      const length = lengthOf(kept)
      const odds = answers(net, kept, heard)
      step.fill(0)
      for (let question = 0; question < questions; question++) {
        const error = (1 / (1 + Math.exp(-(odds[question] ?? 0))) - (positive.includes(question) ? 1 : 0)) * weight
        step[hidden + question] = error / length
        biases[hidden + question] = (biases[hidden + question] ?? 0) - BIAS_RATE * error
        for (let place = 0, at = question * hidden; place < hidden; place++, at++) {
          const value = heard[place] ?? 0
          if (value <= 0) continue
          step[place] = (step[place] ?? 0) + error * (layer[at] ?? 0)
          layer[at] = (layer[at] ?? 0) - LAYER_RATE * adapted(squares.layer, at, error * value)
        }
      }
      for (let place = 0; place < hidden; place++) {
        const slope = step[place] ?? 0
        if (slope === 0) continue
        biases[place] = (biases[place] ?? 0) - BIAS_RATE * adapted(squares.biases, place, slope)
        step[place] = slope / length
      }
      for (const feature of kept) {
        for (let i = 0, at = feature * ROW; i < ROW; i++, at++) {
          const slope = step[i] ?? 0
          if (slope !== 0) table[at] = (table[at] ?? 0) - (i < hidden ? HIDDEN_RATE : DIRECT_RATE) * adapted(squares.table, at, slope)
        }
      }
    }
  }
  return net
}

/** AdaGrad: what moved far already moves less. */
function adapted(squares: Float32Array, at: number, slope: number): number {
  const square = (squares[at] ?? 0) + slope * slope
  squares[at] = square
  return slope / Math.sqrt(square)
}

/** @param heard is filled with what the features say, the hidden places without what is below zero */
function answers({ questions, hidden, table, steps, biases, layer }: Net, features: Uint32Array, heard: Float64Array): Float64Array {
  const length = lengthOf(features)
  // Number by number, not row by row: the rows lie far apart, and the first numbers of all of them are fetched together.
  for (let i = 0; i < ROW; i++) {
    let sum = 0
    for (let at = 0; at < features.length; at++) sum += table[(features[at] ?? 0) * ROW + i] ?? 0
    heard[i] = sum * (i < hidden ? steps[0] : steps[1]) / length + (biases[i] ?? 0)
  }
  for (let place = 0; place < hidden; place++) heard[place] = Math.max(0, heard[place] ?? 0)
  const odds = new Float64Array(questions)
  for (let question = 0; question < questions; question++) {
    let sum = heard[hidden + question] ?? 0
    for (let place = 0, at = question * hidden; place < hidden; place++, at++) sum += (heard[place] ?? 0) * (layer[at] ?? 0)
    odds[question] = sum
  }
  return odds
}

function lengthOf(features: Uint32Array): number {
  return (features.length || 1) ** LENGTH
}

/** A byte for each number of the table: beside a hundred others its error is lost. */
function packNet({ questions, hidden, table, biases, layer }: Net): Uint8Array {
  const steps: [number, number] = [0, 0]
  table.forEach((value, at) => {
    const of = at % ROW < hidden ? 0 : 1
    steps[of] = Math.max(steps[of], Math.abs(value) / 127)
  })
  const small = Int8Array.from(table, (value, at) => Math.round(value / (steps[at % ROW < hidden ? 0 : 1] || 1)))
  return pack([Float64Array.of(questions, ...steps), new Uint8Array(small.buffer), biases, layer])
}

function unpackNet(bytes: Uint8Array): Net {
  const packed = unpack(bytes)
  const [questions = 0, hiddenStep = 1, directStep = 1] = packed.float64()
  const small = packed.uint8()
  return {
    questions, hidden: ROW - questions, table: new Int8Array(small.buffer, small.byteOffset, small.length), steps: [hiddenStep, directStep],
    biases: packed.float32(), layer: packed.float32(),
  }
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
