// The circumstances in which a case changes: now, by whom, and while the desk is open at which hours.
import type { Circumstances } from '../cases/agenda.ts'
import { isLanguage } from '../knowledge/languages.ts'
import type { Runtime } from '../runtime.ts'
import { isMediationAvailable } from '../store/settings.ts'

/** With the usual hours; `for` gives those of whoever speaks the worker's language, where that is known. */
export interface Around extends Circumstances { for(language: string | null): Circumstances }

export async function circumstances({ db, hours, now, newId }: Pick<Runtime, 'db' | 'hours' | 'now' | 'newId'>, actor: string): Promise<Around> {
  await hours.refresh()
  const usual = { now: now(), actor, hours: hours.all().usual, mediationAvailable: await isMediationAvailable(db), newId }
  return { ...usual, for: (language) => (language !== null && isLanguage(language) ? { ...usual, hours: hours.of(language) } : usual) }
}
