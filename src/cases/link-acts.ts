// What a partner can do on the page of their link, as it is asked for.
import { z } from 'zod'

const Said = z.string().trim().min(1).max(5_000)
export const LinkAct = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('open') }),
  z.strictObject({ type: z.literal('accept') }),
  z.strictObject({ type: z.literal('decline'), reason: Said }),
  z.strictObject({ type: z.literal('ask'), text: Said }),
  z.strictObject({ type: z.literal('finish'), report: Said, costYen: z.number().int().min(0).max(10_000_000), files: z.array(z.strictObject({ id: z.uuid(), name: z.string().max(200), type: z.string().max(100) })).max(3).default([]) }),
])
export type LinkAct = z.infer<typeof LinkAct>
