// What was put off comes back when its time is over.
import type { Runtime } from '../runtime.ts'
import { endSnoozes } from '../store/snoozes.ts'

export async function wakeSnoozed({ db, now }: Pick<Runtime, 'db' | 'now'>): Promise<void> {
  await endSnoozes(db, now())
}
