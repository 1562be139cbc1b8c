// The circumstances in which a case changes: now, by whom, and while the desk is open at which hours.
import type { Circumstances } from '../cases/agenda.ts'
import type { Runtime } from '../runtime.ts'

export async function circumstances({ hours, now, newId }: Pick<Runtime, 'hours' | 'now' | 'newId'>, actor: string): Promise<Circumstances> {
  await hours.refresh()
  return { now: now(), actor, hours: hours.all().usual, newId }
}
