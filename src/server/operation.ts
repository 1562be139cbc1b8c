// How the desk runs, for those who look after it.
import { z } from 'zod'
import { DAY_MS } from '../hours/timetable.ts'
import { isAlertKind } from '../operate/alerts.ts'
import { stateReader } from '../operate/read-state.ts'
import { dayOf } from '../operate/series.ts'
import { QUEUES } from '../operate/state.ts'
import type { ProcessState } from '../operate/state.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { endedAlerts, openAlerts } from '../store/alerts.ts'
import type { AlertRow } from '../store/alerts.ts'
import { minutesSince } from '../store/running.ts'
import type { AlertView, OperationView, ProcessView } from './api/operation.ts'
import type { Handlers } from './guard.ts'

/** Every process says four times a minute that it is there. */
const LIVES_MS = 60_000
const Waits = z.partialRecord(z.enum(QUEUES), z.number()).catch({})
const Role = z.enum(['web', 'worker', 'all']).catch('all')

export function operationHandlers(runtime: Runtime): Handlers<Extract<RouteName, 'GET /api/operation'>> {
  const { db, now } = runtime
  const read = stateReader(runtime)
  return {
    async 'GET /api/operation'() {
      const at = now()
      const [state, open, ended, rows] = await Promise.all([read(), openAlerts(db), endedAlerts(db, new Date(at.getTime() - 2 * DAY_MS)), minutesSince(db, new Date(at.getTime() - DAY_MS))])
      const minutes = rows.map(({ at: minute, waits }) => ({ at: minute, waits: Waits.parse(waits) }))
      return {
        alerts: open.flatMap(alertView),
        lately: ended.flatMap((row) => alertView(row).map((view) => ({ ...view, until: (row.endedAt ?? at).toISOString() }))),
        queues: QUEUES.map((queue) => {
          const points = dayOf(minutes.flatMap(({ at: minute, waits }) => (waits[queue] === undefined ? [] : [{ at: minute, seconds: waits[queue] }])), at)
          const current = state.waits[queue]
          return { queue, now: current, longest: Math.max(current, ...points.map((point) => point ?? 0)), points }
        }),
        channels: state.accounts.map(({ id, heardAt, problems, quota }) => ({ id, heardAt: heardAt?.toISOString() ?? null, problems: [...new Set(problems.map(({ problem }) => problem))], quota })),
        translation: state.translation, unanswered: state.unanswered, danger: state.danger,
        troubles: Object.values(state.failed).reduce((sum, n) => sum + n, 0), backupAt: state.backupAt?.toISOString() ?? null,
        connections: { used: Object.values(state.connections.byState).reduce((sum, n) => sum + n, 0), limit: state.connections.limit },
        processes: state.processes.map((one) => processView(one, at)), staleContacts: state.staleContacts,
      } satisfies OperationView
    },
  }
}

function alertView({ id, kind, subject, raisedAt, toldAt }: AlertRow): AlertView[] {
  return isAlertKind(kind) ? [{ id, kind, subject, since: raisedAt.toISOString(), told: toldAt?.toISOString() ?? null }] : []
}

function processView({ id, role, version, startedAt, seenAt }: ProcessState, at: Date): ProcessView {
  return { id, role: Role.parse(role), version, startedAt: startedAt.toISOString(), seenAt: seenAt.toISOString(), lives: at.getTime() - seenAt.getTime() <= LIVES_MS }
}
