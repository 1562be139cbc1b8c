// Companies, headcounts and codes as they may be saved, from a page or a row of a sheet.
import { z } from 'zod'
import { INDUSTRIES } from '../people/facts.ts'
import { COMPANY_CODE, OPENS } from './code.ts'
import { RELATIONS } from './company.ts'
import type { CompanyEntry } from './company.ts'
import { LOTS } from './lots.ts'

const Day = z.iso.date().nullable().default(null)
const inOrder = (from: string | null, to: string | null) => from === null || to === null || from <= to

export const CompanyFields = z.strictObject({
  name: z.string().trim().min(1).max(200),
  otherNames: z.array(z.string().trim().min(1).max(200)).max(20).default([]),
  parent: z.uuid().nullable().default(null),
  relation: z.enum(RELATIONS).nullable().default(null),
  tier: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable().default(null),
  contractFrom: Day,
  contractTo: Day,
  scope: z.string().trim().max(500).default(''),
  lot: z.enum(LOTS).default('company'),
  industry: z.enum(INDUSTRIES).nullable().default(null),
  prefecture: z.number().int().min(1).max(47).nullable().default(null),
})
export const CompanyShape = CompanyFields
  .refine(({ contractFrom, contractTo }) => inOrder(contractFrom, contractTo), { path: ['contractTo'] })
  .refine(({ parent, relation }) => (parent === null) === (relation === null), { path: ['relation'] }) satisfies z.ZodType<CompanyEntry>

export const WorkersShape = z.strictObject({ asOf: z.iso.date(), workers: z.number().int().min(0).max(10_000_000), source: z.string().trim().max(200).default('') })
export type Workers = z.infer<typeof WorkersShape>

export const CodeShape = z.strictObject({
  lot: z.enum(LOTS),
  campaign: z.string().trim().max(100).default(''),
  source: z.string().trim().max(100).default(''),
  opens: z.string().regex(OPENS).nullable().default(null),
  validFrom: Day,
  validTo: Day,
}).refine(({ validFrom, validTo }) => inOrder(validFrom, validTo), { path: ['validTo'] })

/** A code that stands on paper already. */
export const OwnCode = z.string().trim().toUpperCase().regex(COMPANY_CODE)
