// By day: is somebody on call for each of the coming nights, who can be reached? Else supervisors are told while there is time.
import { dayInJapan, isOpen, nextOpening, openSpans } from '../hours/timetable.ts'
import { gapsIn } from '../oncall/rota.ts'
import type { Runtime } from '../runtime.ts'
import { mustLook, noteRota, shiftsBetween } from '../store/rota.ts'
import type { ShiftRow } from '../store/rota.ts'

const AHEAD_MS = 7 * 86_400_000

/** Once a day when the desk opens, and again after the rota or somebody's address changed. A desk that never opens is looked at all the same. */
export async function checkRota({ db, hours, notifier, audit, now, newId }: Pick<Runtime, 'db' | 'hours' | 'notifier' | 'audit' | 'now' | 'newId'>): Promise<void> {
  await hours.refresh()
  const [at, { usual: before }] = [now(), hours.all()]
  if (!isOpen(before, at) && nextOpening(before, at) !== null) return
  const look = await mustLook(db, dayInJapan(at))
  if (look === null) return
  // What changed may be the hours, a moment ago.
  const { usual } = hours.all()
  const until = new Date(at.getTime() + AHEAD_MS)
  const shifts = await shiftsBetween(db, at, until)
  const gaps = gapsIn({ from: at, until }, openSpans(usual, at, until), shifts)
  const unreachable = peopleOf(shifts.filter(({ reachable }) => !reachable))
  const bounced = peopleOf(shifts.filter((shift) => shift.reachable && shift.bounced))
  const whole = gaps.length === 0 && unreachable.length === 0 && bounced.length === 0
  await noteRota(db, whole ? null : { uncovered: gaps.map(({ from, until: end }) => ({ from: from.toISOString(), until: end.toISOString() })), unreachable, bounced }, look, notifier.media.includes('email'), at, newId)
  if (!whole) await audit.record({ actor: 'system', action: 'alarm.rota', detail: { gaps: gaps.length, staff: [...unreachable, ...bounced].map(({ id }) => id) } })
}

/** Each once. */
function peopleOf(shifts: readonly ShiftRow[]): { id: string; name: string }[] {
  return [...new Map(shifts.map(({ staff_id: id, staff_name: name }) => [id, { id, name }])).values()]
}
