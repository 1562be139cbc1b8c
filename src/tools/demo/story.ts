// The grammar of the demonstration's stories.
import { join } from 'node:path'
import { z } from 'zod'
import { readYaml } from '../../gateway/yaml.ts'
import { LANGUAGES } from '../../knowledge/languages.ts'

const Step = z.strictObject({
  /** `14m`, `3h`, `2d` after the step before; a minute where it is not said. */
  after: z.string().regex(/^\d+[mhd]$/).optional(),
  joins: z.string().optional(),
  worker: z.string().optional(),
  tap: z.string().optional(),
  take: z.string().optional(),
  reply: z.string().optional(),
  give: z.literal('back').optional(),
  acknowledge: z.string().optional(),
  open: z.object({ severity: z.string(), reason: z.string(), themes: z.array(z.string()) }).optional(),
  /** Days are written `+22`: so many after the step. */
  act: z.looseObject({ type: z.string() }).optional(),
  /** What they told of themselves, by the names of the fields. Days as above. */
  told: z.record(z.string(), z.unknown()).optional(),
  ja: z.string().optional(),
})
export type Step = z.infer<typeof Step>

const Story = z.strictObject({
  person: z.string(), channel: z.enum(['line', 'messenger', 'webchat']), language: z.enum(LANGUAGES), ago: z.string().regex(/^\d+[md]$/), at: z.string().regex(/^\d\d:\d\d$/).optional(), code: z.string().optional(), steps: z.array(Step).min(1),
})
export type Story = z.infer<typeof Story>

export function readStories(): Story[] {
  return readYaml(join(import.meta.dirname, 'stories.yaml'), z.array(Story))
}

const MINUTES = { m: 1, h: 60, d: 1_440 } as const

export function minutesOf(after = '1m'): number {
  const unit = after.at(-1)
  return Number(after.slice(0, -1)) * (unit === 'h' || unit === 'd' ? MINUTES[unit] : 1)
}
