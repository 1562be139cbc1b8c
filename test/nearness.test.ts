// How near a text is to the nearest texts of each group, where several groupings of the same texts are asked for.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearness } from '../src/knowledge/nearness.ts'
import { neighboursIn, packNeighbours, unpackNeighbours } from '../src/knowledge/neighbours.ts'
import { postings } from '../src/knowledge/postings.ts'

const SPACE = 40
const features = fc.uniqueArray(fc.nat(SPACE - 1)).map((list) => Uint32Array.from(list))
const texts = fc.array(fc.record({ features, one: fc.nat(3), other: fc.nat(2) }), { minLength: 1, maxLength: 30 })
const grouping = (count: number, groups: readonly number[]) => ({ count, of: Uint16Array.from(groups) })

test('each grouping is told what it would be told alone, and the same after another question', () => {
  fc.assert(fc.property(texts, features, features, (known, asked, between) => {
    const neighbours = unpackNeighbours(packNeighbours(neighboursIn(postings(known.map((text) => text.features), SPACE), known.map(() => true))))
    const groupings = [grouping(3, known.map(({ one }) => one)), grouping(2, known.map(({ other }) => other))]
    const together = nearness(neighbours, groupings)
    const tell = () => [0, 1].map((of) => [...together(of)(asked)])
    const told = tell()
    together(0)(between)
    expect([told, tell()]).toEqual([0, 1].map(() => groupings.map((one) => [...nearness(neighbours, [one])(0)(asked)])))
  }))
})

test('the nearest text of a group counts whole, and the next three less', () => {
  const same = Uint32Array.of(1, 2)
  const known = [same, same, same, same, same, Uint32Array.of(3)]
  const near = nearness(neighboursIn(postings(known, SPACE), known.map(() => true)), [grouping(3, [0, 0, 0, 0, 0, 1])])(0)
  expect([...near(same)].map((value) => Number(value.toFixed(6)))).toEqual([1.6, 0, 0])
})
