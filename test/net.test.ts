// The network behind the danger signs: it learns what no feature tells by itself, and the same each time.
import { expect, test } from 'vitest'
import { classifier, train } from '../src/knowledge/net.ts'

const SPACE = 16
/** Features 1 and 2 mean yes together, and no where one of them is alone; the others say nothing. */
const samples = Array.from({ length: 4_000 }, (_, i) => {
  const [one, two] = [i % 2 === 0, i % 4 < 2]
  return { features: Uint32Array.from([...(one ? [1, 3, 4] : []), ...(two ? [2, 5, 6] : []), 7 + i % 9]), positive: one === two ? [0] : [], weight: 1 }
})
const learned = train(samples, SPACE, 2)

test('learns what no feature tells by itself', () => {
  const { score } = classifier(learned)
  const yes = (...features: number[]) => (score(Uint32Array.from(features))[0] ?? 0) > 0
  expect([yes(1, 3, 4, 2, 5, 6, 8), yes(8), yes(1, 3, 4, 8), yes(2, 5, 6, 8)]).toEqual([true, true, false, false])
})

test('the same sentences teach the same', () => {
  expect(Buffer.from(train(samples, SPACE, 2)).equals(Buffer.from(learned))).toBe(true)
})

test('what is never said is never learned', () => {
  expect(classifier(learned).score(Uint32Array.of(1))[1]).toBeLessThan(-2)
})
