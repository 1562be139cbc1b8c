// An entry of the directory as it may be saved, and what a page or a row of a sheet may hold.
import { z } from 'zod'
import { FEES, LANGUAGES, PARTNER_KINDS, THEMES } from './entry.ts'
import type { PartnerEntry as Entry } from './entry.ts'
import { PREFECTURES } from './prefectures.ts'

const some = <const T extends string>(of: readonly T[]) => z.array(z.enum(of)).max(of.length).transform((chosen) => of.filter((one) => chosen.some((each) => each === one)))
const Day = z.iso.date().nullable().default(null)

/** Employers' firms are known by what they call themselves. */
const EMPLOYERS_SIDE = /監理団体|監理支援機関|登録支援機関|送出機関|送り?出し機関/

export const PartnerShape = z.strictObject({
  kind: z.enum(PARTNER_KINDS),
  name: z.string().trim().min(1).max(200).refine((name) => !EMPLOYERS_SIDE.test(name.normalize('NFKC')), 'employer_side'),
  contacts: z.array(z.strictObject({
    name: z.string().trim().max(100), email: z.union([z.literal(''), z.email().max(254)]), phone: z.string().trim().max(40).regex(/^[\d+()\-–\s#*]*$/),
  })).max(10).default([]),
  prefectures: some(PREFECTURES).default([]),
  languages: some(LANGUAGES).default([]),
  themes: some(THEMES).default([]),
  trainingUntil: Day,
  agreementUntil: Day,
  fee: z.enum(FEES).default('free'),
  feeNote: z.string().trim().max(300).default(''),
  shelterPlaces: z.number().int().min(0).max(1_000).default(0),
  publicEmployee: z.boolean().default(false),
  notes: z.string().trim().max(2_000).default(''),
  paused: z.boolean().default(false),
}) satisfies z.ZodType<Entry>

/** What changed, by field; what is as it was is left out. */
export function changesBetween<T extends object>(before: T | null, after: T): Record<string, readonly [unknown, unknown]> {
  const old = new Map<string, unknown>(Object.entries(before ?? {}))
  return Object.fromEntries(Object.entries(after).flatMap(([field, value]) => {
    const was = old.get(field) ?? null
    return JSON.stringify(was) === JSON.stringify(value) ? [] : [[field, [was, value] as const]]
  }))
}
