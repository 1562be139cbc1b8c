// What a counsellor does to a case: decided by the pure machine on what the case is at that moment, under its lock.
import type { Act } from '../cases/acts.ts'
import { fold } from '../cases/case.ts'
import { decide, giveTo } from '../cases/decide.ts'
import type { CaseRefusal } from '../cases/decide.ts'
import { changeOf } from '../cases/projection.ts'
import { DUTY } from '../cases/state.ts'
import type { Owner } from '../cases/state.ts'
import type { Runtime } from '../runtime.ts'
import { candidatesForCase } from '../store/case-people.ts'
import { changeCase, changeNext } from '../store/case-writing.ts'
import type { Reader } from '../store/visible.ts'
import { circumstances } from './case-around.ts'

export type ActOnCase = 'done' | CaseRefusal | null

export async function actOnCase(runtime: Runtime, reader: Reader, id: string, act: Act): Promise<ActOnCase> {
  const around = await circumstances(runtime, reader.id)
  return changeCase<CaseRefusal>(runtime.db, reader, id, ({ events, language }) => {
    const fresh = decide(fold(events), act, reader, around.for(language))
    return typeof fresh === 'string' ? fresh : changeOf(events, fresh)
  })
}

/** Takes the most urgent case that nobody has. @returns its id; null where nothing waits */
export async function takeNextCase(runtime: Runtime, reader: Reader): Promise<string | null> {
  const around = await circumstances(runtime, reader.id)
  return changeNext(runtime.db, reader, ({ events, language }) => changeOf(events, giveTo(fold(events), { type: 'staff', id: reader.id }, '', around.for(language))))
}

/** `not_available`: they may not have this case. `staff` null: nobody of the staff, but who is on duty. */
export async function giveCase(runtime: Runtime, reader: Reader, id: string, staff: string | null, reason: string): Promise<'done' | 'not_available' | 'closed' | null> {
  const around = await circumstances(runtime, reader.id)
  const allowed = staff === null || (await candidatesForCase(runtime.db, reader, id)).some((one) => one.id === staff)
  const owner: Owner = staff === null ? DUTY : { type: 'staff', id: staff }
  return changeCase<'not_available' | 'closed'>(runtime.db, reader, id, ({ events, language }) => {
    const state = fold(events)
    if (state.closing !== null) return 'closed'
    return allowed ? changeOf(events, giveTo(state, owner, reason, around.for(language))) : 'not_available'
  })
}
