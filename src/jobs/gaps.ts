// Forgets what was not understood when its time is over.
import { firstDayKept } from '../gateway/gap.ts'
import type { Runtime } from '../runtime.ts'
import { forgetGaps } from '../store/gaps.ts'

export async function forgetOldGaps({ db, now }: Pick<Runtime, 'db' | 'now'>): Promise<void> {
  await forgetGaps(db, firstDayKept(now()))
}
