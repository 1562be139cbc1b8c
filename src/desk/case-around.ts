// The circumstances in which a case changes: now, by whom, and while the desk is open at which hours.
import type { Circumstances } from '../cases/agenda.ts'
import type { Runtime } from '../runtime.ts'
import { readSetting } from '../store/settings.ts'

/** Whether there is a mediator to go to; no, until somebody says so. */
export const MEDIATION_AVAILABLE = 'mediation.available'

export async function circumstances({ db, hours, now, newId }: Pick<Runtime, 'db' | 'hours' | 'now' | 'newId'>, actor: string): Promise<Circumstances> {
  await hours.refresh()
  return { now: now(), actor, hours: hours.all().usual, mediationAvailable: await isMediationAvailable(db), newId }
}

export async function isMediationAvailable(db: Runtime['db']): Promise<boolean> {
  return (await readSetting(db, MEDIATION_AVAILABLE)) === true
}
