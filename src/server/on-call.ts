// The rota, the chain's settings, drills and past alarms. One's own ways to be reached: ways.ts.
import { z } from 'zod'
import { openSpans } from '../hours/timetable.ts'
import { gapsIn } from '../oncall/rota.ts'
import { may } from '../permissions.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { alarmsSeen, beginDrill, endDrills, openRotaProblem } from '../store/alarm-list.ts'
import type { AlarmRow } from '../store/alarm-list.ts'
import { addShifts, callable, chainSettings, giveShift, offerShift, removeShift, saveChain, shiftOf, shiftsBetween } from '../store/rota.ts'
import type { ShiftRow } from '../store/rota.ts'
import { isVisible } from '../store/visible.ts'
import { HttpRefusal } from './errors.ts'
import type { Asked, Handlers } from './guard.ts'
import type { AlarmView, OnCallView, ShiftView } from './api/on-call.ts'

const DAY_MS = 86_400_000
const [BACK_MS, AHEAD_MS, GAPS_MS] = [7 * DAY_MS, 400 * DAY_MS, 49 * DAY_MS]
const LONGEST_SHIFT_MS = 31 * DAY_MS
const LISTED = 50

const Minutes = z.number().int().min(1).max(240)
const Chain = z.strictObject({ next: Minutes, everyone: Minutes, again: Minutes })
const Moment = z.iso.datetime()
const Shift = z.strictObject({ staff: z.string().min(1).max(100), line: z.union([z.literal(1), z.literal(2)]), from: Moment, until: Moment })
  .refine(({ from, until }) => Date.parse(until) > Date.parse(from) && Date.parse(until) - Date.parse(from) <= LONGEST_SHIFT_MS, { path: ['until'], message: 'ends before it begins, or too late' })
const Shifts = z.strictObject({ shifts: z.array(Shift).min(1).max(120) })

type Name = Exclude<Extract<RouteName, `${string} /api/on-call${string}`>, `${string} /api/on-call/ways${string}`> | 'GET /api/conversations/:id/alarms'

export function onCallHandlers(runtime: Runtime): Handlers<Name> {
  const { db, hours, notifier, now, newId, wakes } = runtime
  const idOf = ({ request }: Asked): string => {
    const id = z.uuid().safeParse(request.params['id'])
    if (!id.success) throw new HttpRefusal(404, 'not_found')
    return id.data
  }
  const isCallable = async (staff: string) => (await callable(db)).some(({ id }) => id === staff)
  const view = async (): Promise<OnCallView> => {
    await hours.refresh()
    const at = now()
    const until = new Date(at.getTime() + GAPS_MS)
    const [shifts, people, settings, problem] = await Promise.all([
      shiftsBetween(db, new Date(at.getTime() - BACK_MS), new Date(at.getTime() + AHEAD_MS)), callable(db), chainSettings(db), openRotaProblem(db),
    ])
    return {
      now: shifts.filter(({ starts_at, ends_at }) => starts_at <= at && at < ends_at).toSorted((a, b) => a.line - b.line).map(shiftView),
      shifts: shifts.map(shiftView), people, settings, problem, media: notifier.media, pushKey: notifier.pushKey,
      gaps: gapsIn({ from: at, until }, openSpans(hours.all().usual, at, until), shifts)
        .map((gap) => ({ from: gap.from.toISOString(), until: gap.until.toISOString() })),
    }
  }

  return {
    'GET /api/on-call': view,
    async 'PATCH /api/on-call'({ request, note }) {
      const settings = Chain.parse(request.body)
      await saveChain(db, settings)
      note({ ...settings })
      return view()
    },
    async 'POST /api/on-call/shifts'({ member, request, response, note }) {
      const { shifts } = Shifts.parse(request.body)
      const known = new Set((await callable(db)).map(({ id }) => id))
      if (shifts.some(({ staff }) => !known.has(staff))) throw new HttpRefusal(409, 'not_callable')
      const made = shifts.map(({ staff, line, from, until }) => ({ id: newId(), staffId: staff, line, startsAt: new Date(from), endsAt: new Date(until), createdBy: member.id }))
      await addShifts(db, made)
      note({ shifts: made.length, staff: [...known].filter((id) => shifts.some(({ staff }) => staff === id)) })
      response.status(201)
      return { ids: made.map(({ id }) => id) }
    },
    async 'PATCH /api/on-call/shifts/:id'(asked) {
      const { staff } = z.strictObject({ staff: z.string().max(100) }).parse(asked.request.body)
      if (!(await shiftOf(db, idOf(asked)))) throw new HttpRefusal(404, 'not_found')
      if (!(await isCallable(staff))) throw new HttpRefusal(409, 'not_callable')
      await giveShift(db, idOf(asked), staff, false)
      asked.note({ staff })
    },
    async 'DELETE /api/on-call/shifts/:id'(asked) {
      if (!(await removeShift(db, idOf(asked)))) throw new HttpRefusal(404, 'not_found')
    },
    async 'POST /api/on-call/shifts/:id/offer'(asked) {
      const { to } = z.strictObject({ to: z.string().max(100).nullable() }).parse(asked.request.body)
      const shift = await shiftOf(db, idOf(asked))
      if (!shift || (shift.staffId !== asked.member.id && !may(asked.member.roles, 'oncall.manage'))) throw new HttpRefusal(404, 'not_found')
      if (to !== null && (to === shift.staffId || !(await isCallable(to)))) throw new HttpRefusal(409, 'not_callable')
      await offerShift(db, idOf(asked), to)
      asked.note({ staff: to })
    },
    async 'POST /api/on-call/shifts/:id/answer'(asked) {
      const { accept } = z.strictObject({ accept: z.boolean() }).parse(asked.request.body)
      const shift = await shiftOf(db, idOf(asked))
      if (!shift || shift.offeredTo !== asked.member.id) throw new HttpRefusal(404, 'not_found')
      if (!accept) await offerShift(db, idOf(asked), null)
      else if (!(await giveShift(db, idOf(asked), asked.member.id, true))) throw new HttpRefusal(409, 'conflict')
      asked.note({ decision: accept ? 'granted' : 'refused' })
    },
    async 'GET /api/on-call/alarms'({ reader, note }) {
      const alarms = (await alarmsSeen(db, reader, null, LISTED)).map(alarmView)
      note({ count: alarms.length })
      return { alarms }
    },
    async 'POST /api/on-call/drills'({ member, response, note }) {
      const id = await beginDrill(db, newId(), member.id, now())
      if (id === null) throw new HttpRefusal(409, 'drill_running')
      wakes.wake('pages')
      note({}, `alarm:${id}`)
      response.status(201)
      return { id }
    },
    async 'DELETE /api/on-call/drills'({ note }) {
      note({ count: await endDrills(db, now()) })
    },
    async 'GET /api/conversations/:id/alarms'(asked) {
      if (!(await isVisible(db, asked.reader, idOf(asked)))) throw new HttpRefusal(404, 'not_found')
      return { alarms: (await alarmsSeen(db, asked.reader, idOf(asked), LISTED)).map(alarmView) }
    },
  }
}

function shiftView({ id, staff_id, staff_name, line, starts_at, ends_at, offered_to, offered_name, reachable }: ShiftRow): ShiftView {
  return {
    id, line, reachable, staff: { id: staff_id, name: staff_name }, from: starts_at.toISOString(), until: ends_at.toISOString(),
    offeredTo: offered_to === null ? null : { id: offered_to, name: offered_name ?? '' },
  }
}

function alarmView({ id, kind, level, conversation_id, case_id, raised_at, due_at, detail, by_id, by_name, acknowledged_at, pages }: AlarmRow): AlarmView {
  return {
    id, kind, level, conversation: conversation_id, case: case_id, raisedAt: raised_at.toISOString(), next: due_at?.toISOString() ?? null, problem: detail,
    endedAt: acknowledged_at?.toISOString() ?? null, endedBy: by_id === null ? null : { id: by_id, name: by_name ?? '' },
    pages: pages.map(({ staff: _staff, ...page }) => page),
  }
}
