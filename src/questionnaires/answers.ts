// What somebody answered, as it is kept: under the id of each question.
import { z } from 'zod'

export const Answer = z.union([
  /** Of one, many, yesNo; an empty list: none of them. */
  z.strictObject({ choices: z.array(z.string()) }),
  /** Of scale and number. */
  z.strictObject({ number: z.number() }),
  /** `value` in whole units of `currency` (ISO 4217); null where either was not understood; nought needs no currency. `said`: as it was written. */
  z.strictObject({ value: z.number().nullable(), currency: z.string().nullable(), said: z.string() }),
  z.strictObject({ text: z.string() }),
  z.strictObject({ skipped: z.literal(true) }),
])
export type Answer = z.infer<typeof Answer>

export const Answers = z.record(z.string(), Answer)
export type Answers = z.infer<typeof Answers>
