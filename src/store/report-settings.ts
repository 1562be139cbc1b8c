// By which rules reports of companies are made. Thresholds only rise: what was too few once must not be enough later.
import { z } from 'zod'
import type { Database } from './database.ts'
import { readSetting, writeSetting } from './settings.ts'

const LEAST = 5
const Threshold = z.int().min(LEAST).max(100)
const Share = z.number().min(0.01).max(1)

/** `thresholds` by tier of the programme. `award`: shares of the declared workers reached, and of those who answered that were satisfied. */
export const ReportSettings = z.strictObject({
  thresholds: z.strictObject({ 1: Threshold, 2: Threshold, 3: Threshold }),
  cadence: z.enum(['quarter', 'year']),
  parentSees: z.enum(['figures', 'status']),
  award: z.strictObject({ reached: Share, satisfaction: Share }),
})
export type ReportSettings = z.infer<typeof ReportSettings>

const USUAL: ReportSettings = { thresholds: { 1: LEAST, 2: LEAST, 3: LEAST }, cadence: 'quarter', parentSees: 'figures', award: { reached: 0.3, satisfaction: 0.8 } }
const KEY = 'reports'

export async function reportSettings(db: Database): Promise<ReportSettings> {
  return ReportSettings.catch(USUAL).parse(await readSetting(db, KEY))
}

/** @returns false where a threshold would fall */
export async function changeReportSettings(db: Database, change: { readonly [Key in keyof ReportSettings]?: ReportSettings[Key] | undefined }): Promise<boolean> {
  const before = await reportSettings(db)
  const after = ReportSettings.parse({ ...before, ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) })
  if (([1, 2, 3] as const).some((tier) => after.thresholds[tier] < before.thresholds[tier])) return false
  await writeSetting(db, KEY, after)
  return true
}

/** Of a programme; of all groups together the highest. */
export function thresholdOf({ thresholds }: ReportSettings, tier: number | null): number {
  return tier === 1 || tier === 2 || tier === 3 ? thresholds[tier] : Math.max(...Object.values(thresholds))
}
