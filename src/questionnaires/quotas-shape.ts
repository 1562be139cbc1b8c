// The shape of quotas as they are sent and kept.
import { z } from 'zod'
import { QUOTA_BY } from './quotas.ts'
import type { Quota } from './quotas.ts'

const QuotaShape: z.ZodType<Quota> = z.strictObject({ by: z.enum(QUOTA_BY).optional(), value: z.string().trim().min(1).max(100).optional(), most: z.int().min(1).max(1_000_000) })
  .refine(({ by, value }) => (by === undefined) === (value === undefined))
export const Quotas = z.array(QuotaShape).max(50)
