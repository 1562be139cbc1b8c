// A body of which people tell: how it is called, where it is, and what it says of itself.
import { z } from 'zod'
import { BODY_KINDS, COUNTRIES } from './kinds.ts'

const Words = (most: number) => z.string().trim().max(most).default('')

export const BodyEntry = z.strictObject({
  kind: z.enum(BODY_KINDS),
  name: z.string().trim().min(1).max(200),
  /** Former names, kana, Latin letters: what people write. */
  otherNames: z.array(z.string().trim().min(1).max(200)).max(20).default([]),
  country: z.enum(COUNTRIES),
  /** Its licence or registration. */
  registration: Words(100),
  /** Where the link for its right of reply goes: an e-mail address. */
  contact: z.union([z.literal(''), z.email().max(254)]).default(''),
  /** Its page, which may list its jobs. */
  page: z.union([z.literal(''), z.url({ protocol: /^https$/ }).max(500)]).default(''),
  /** In its own words: what it has done so far, and what it charges. */
  record: Words(1_000),
  fees: Words(1_000),
  /** Where it takes part itself. */
  companyId: z.uuid().nullable().default(null),
})
export type BodyEntry = z.infer<typeof BodyEntry>

/** `asked`: somebody wishes it to be listed, and somebody else has to agree. `merged`: it is another one. */
export const BODY_STATES = ['unlisted', 'asked', 'listed', 'merged'] as const
export type BodyState = (typeof BODY_STATES)[number]

/** Before and after, by field. */
export function changesOf(before: BodyEntry | null, after: BodyEntry): Record<string, readonly [unknown, unknown]> {
  const old: Readonly<Record<string, unknown>> = before ?? {}
  return Object.fromEntries(Object.entries(after).filter(([field, value]) => JSON.stringify(old[field]) !== JSON.stringify(value)).map(([field, value]) => [field, [old[field] ?? null, value]]))
}
