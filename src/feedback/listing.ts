// What a body tells of itself for the directory, beside its entry: where, in which languages, since when, what it charges, and its links.
import { z } from 'zod'
import { LANGUAGES } from '../knowledge/languages.ts'
import { PREFECTURES } from '../knowledge/prefectures.ts'

export const FEE_CURRENCIES = ['JPY', 'VND', 'IDR', 'PHP', 'MMK', 'CNY', 'NPR', 'THB', 'BRL', 'PEN', 'USD'] as const
export const MOST_FEES = 5
export const MOST_LINKS = 3

/** A page of the web under a name, without a password in its address: nothing inside a network, and nothing that runs. */
export const PublicLink = z.url({ protocol: /^https?$/, hostname: z.regexes.domain }).max(500).refine((address) => {
  const { username, password } = URL.canParse(address) ? new URL(address) : { username: address, password: '' }
  return username === '' && password === ''
})

const Fee = z.strictObject({ what: z.string().trim().min(1).max(100), amount: z.int().min(0).max(1_000_000_000), currency: z.enum(FEE_CURRENCIES) })

export const Listing = z.object({
  /** Of its office in Japan. */
  prefecture: z.union([z.literal(''), z.enum(PREFECTURES)]).default(''),
  /** In which it answers workers. */
  languages: z.array(z.enum(LANGUAGES)).max(LANGUAGES.length).default([]),
  /** When it was licensed or registered: `2019` or `2019-04`. */
  since: z.string().regex(/^((19|20)\d\d(-(0[1-9]|1[0-2]))?)?$/).default(''),
  /** What a worker pays, in the smallest sum that is ever written in that money. */
  fees: z.array(Fee).max(MOST_FEES).default([]),
  links: z.array(PublicLink).max(MOST_LINKS).default([]),
  /** Penalties, in its own words. */
  declared: z.string().trim().max(500).default(''),
})
export type Listing = z.infer<typeof Listing>

/** Penalties that staff know of, and where that stands. */
export const Sanctions = z.strictObject({ text: z.string().trim().min(1).max(500), source: PublicLink })
export type Sanctions = z.infer<typeof Sanctions>

/** From then on an entry nobody confirmed again is old. */
export const FRESH_DAYS = 365

/** Days in Japan; null: nobody ever confirmed it. */
export function isStale(confirmedOn: string | null, today: string): boolean {
  return confirmedOn === null || (Date.parse(today) - Date.parse(confirmedOn)) / 86_400_000 > FRESH_DAYS
}
