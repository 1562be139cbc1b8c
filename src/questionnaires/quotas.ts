// How many answers are wanted at most: of all, and of each language, channel, company, purse or campaign.
import { z } from 'zod'

export const QUOTA_BY = ['language', 'channel', 'company', 'lot', 'campaign'] as const

/** Without `by` of all together; `value` is a language's code, a company's id, a channel's type, a campaign's name. */
export const Quota = z.strictObject({ by: z.enum(QUOTA_BY).optional(), value: z.string().trim().min(1).max(100).optional(), most: z.int().min(1).max(1_000_000) })
  .refine(({ by, value }) => (by === undefined) === (value === undefined))
export type Quota = z.infer<typeof Quota>
export const Quotas = z.array(Quota).max(50)
