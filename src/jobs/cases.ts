// Keeps the time of cases: warns, escalates, asks again, and finds another owner for what somebody had who left.
import { tick } from '../cases/agenda.ts'
import { fold, SYSTEM } from '../cases/case.ts'
import { giveTo } from '../cases/decide.ts'
import { changeOf } from '../cases/projection.ts'
import { DUTY } from '../cases/state.ts'
import { circumstances } from '../desk/case-around.ts'
import { dayInJapan } from '../hours/timetable.ts'
import type { Runtime } from '../runtime.ts'
import { changeDue, changeStranded } from '../store/case-writing.ts'
import { proofOfCases } from '../store/cases.ts'
import type { Statements } from '../store/database.ts'
import { claimSetting } from '../store/settings.ts'

const AT_ONCE = 50

/** Somebody on call has to be reached for these cases: called in the transaction that writes the escalation down. */
export type WakeOnCall = (tx: Statements, cases: readonly string[]) => Promise<void>

export async function keepTime(runtime: Pick<Runtime, 'db' | 'hours' | 'now' | 'newId'>, wakeOnCall: WakeOnCall = async () => {}): Promise<void> {
  const around = await circumstances(runtime, SYSTEM)
  await changeStranded(runtime.db, AT_ONCE, ({ events, language }) => changeOf(events, giveTo(fold(events), DUTY, 'stranded', around.for(language))))
  for (;;) {
    const found = await changeDue(runtime.db, around.now, AT_ONCE, async (tx, due) => {
      const changes = due.map(({ id, events, language }) => ({ id, ...changeOf(events, tick(fold(events), around.for(language))) }))
      const reached = changes.filter(({ fresh }) => fresh.some((event) => event.type === 'escalated' && event.to === 'onCall')).map(({ id }) => id)
      if (reached.length > 0) await wakeOnCall(tx, reached)
      return changes
    })
    if (found < AT_ONCE) return
  }
}

const PROOF = 'cases-proved'

/** Once a day, by one worker: the record says how many cases are open, and that none of them lacks an owner or a next date. */
export async function proveDaily({ db, now, audit }: Pick<Runtime, 'db' | 'now' | 'audit'>): Promise<void> {
  if (await claimSetting(db, PROOF, dayInJapan(now()))) await audit.record({ actor: SYSTEM, action: 'cases.prove', detail: { ...await proofOfCases(db, now()) } })
}
