// What a release says of its people together: shares in four broad bands, medians of scales. Never one person's answer.
import { z } from 'zod'
import { HIGHEST, LEGAL_ITEMS, LOWEST, SCALES } from './kinds.ts'
import type { Counted } from './piece.ts'
import { LEAST_PEOPLE } from './release.ts'

/** How many said yes: up to a quarter, up to a half, up to three quarters, more. With five people or more no band says that all of them agreed. */
export const BANDS = ['few', 'some', 'many', 'most'] as const
export type Band = (typeof BANDS)[number]

const People = z.int().min(LEAST_PEOPLE)
/** A question too few of them answered is missing. */
export const Results = z.strictObject({
  people: People,
  legal: z.array(z.strictObject({ item: z.enum(LEGAL_ITEMS), people: People, yes: z.enum(BANDS) })),
  scales: z.array(z.strictObject({ scale: z.enum(SCALES), people: People, median: z.int().min(LOWEST).max(HIGHEST) })),
})
export type Results = z.infer<typeof Results>

/** @param all one of each person. @throws RangeError where they are too few to be told of */
export function resultsOf(all: readonly Counted[]): Results {
  if (all.length < LEAST_PEOPLE) throw new RangeError('too few people to speak of')
  return {
    people: all.length,
    legal: LEGAL_ITEMS.flatMap((item) => {
      const said = all.flatMap(({ legal }) => legal[item] ?? [])
      return said.length < LEAST_PEOPLE ? [] : [{ item, people: said.length, yes: bandOf(said.filter(Boolean).length, said.length) }]
    }),
    scales: SCALES.flatMap((scale) => {
      const said = all.flatMap(({ scales }) => scales[scale] ?? []).toSorted((a, b) => a - b)
      const median = said[Math.floor((said.length - 1) / 2)]
      return said.length < LEAST_PEOPLE || median === undefined ? [] : [{ scale, people: said.length, median }]
    }),
  }
}

export function bandOf(yes: number, people: number): Band {
  return BANDS.find((_band, i) => yes * BANDS.length <= people * (i + 1)) ?? 'most'
}
