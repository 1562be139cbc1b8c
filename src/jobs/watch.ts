// Watches over the running of the desk: each process says that it is there, and each minute one of them looks how the desk stands and tells administrators what somebody must see to.
import { alertWords, inBoth } from '../notify/words.ts'
import { alertsIn, isAlertKind, ALERTS } from '../operate/alerts.ts'
import { readState } from '../operate/read-state.ts'
import { toTell, turnedOver } from '../operate/standing.ts'
import type { StandingAlert } from '../operate/standing.ts'
import { VERSION } from '../version.ts'
import type { Runtime } from '../runtime.ts'
import { administratorWays, noteTold, openAlerts, saveAlerts, untoldAlerts } from '../store/alerts.ts'
import type { AlertRow } from '../store/alerts.ts'
import { forgetDevice } from '../store/devices.ts'
import { beat, claimMinute, forgetRunning, leave, noteMinute } from '../store/running.ts'
import { every } from './every.ts'

export const WATCH_MS = 15_000
const [MINUTE_MS, DAY_MS] = [60_000, 86_400_000]
const KEPT = { minutes: 2 * DAY_MS, processes: DAY_MS, alerts: 30 * DAY_MS }

export interface Watch {
  look(): Promise<void>
  /** This process ends, and is not missed. */
  end(): Promise<void>
}

export function createWatch(runtime: Runtime): Watch {
  const { config, db, now, newId } = runtime
  const [id, startedAt] = [newId(), now()]
  return {
    async look() {
      const at = now()
      await beat(db, { id, role: config.role, version: VERSION, startedAt, seenAt: at })
      const minute = new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS)
      if (await claimMinute(db, minute)) await lookAfter(runtime, minute)
    },
    end: () => leave(db, id),
  }
}

/** For a process that has no worker to do it. */
export function startWatching(runtime: Runtime): { close(): Promise<void> } {
  const watch = createWatch(runtime)
  const chore = every(WATCH_MS, 'watch', runtime, () => watch.look())
  chore.look()
  const timer = setInterval(() => chore.look(), 1_000)
  return {
    async close() {
      clearInterval(timer)
      await chore.done()
      await watch.end()
    },
  }
}

async function lookAfter(runtime: Runtime, minute: Date): Promise<void> {
  const { db, log, newId } = runtime
  const state = await readState(runtime)
  await noteMinute(db, minute, state.waits)
  const turned = turnedOver((await openAlerts(db)).flatMap(standing), alertsIn(state), state.at)
  const raise = turned.raise.map((alert) => ({ id: newId(), ...alert }))
  await saveAlerts(db, { ...turned, raise }, state.at)
  for (const { id, kind, subject } of raise) log.warn({ event: id, alert: kind, ...(subject !== '' && { subject }) }, 'alert raised')
  for (const id of turned.end) log.info({ event: id }, 'alert over')
  for (const row of await untoldAlerts(db)) await tell(runtime, row, state.at)
  const before = (ms: number) => new Date(state.at.getTime() - ms)
  await forgetRunning(db, { minutes: before(KEPT.minutes), processes: before(KEPT.processes), alerts: before(KEPT.alerts) })
}

/** An alert that this release does not know is left as it is. */
function standing(row: AlertRow): StandingAlert[] {
  const { kind } = row
  return isAlertKind(kind) ? [{ ...row, kind }] : []
}

/** Once: until somebody was reached it is tried again every minute. */
async function tell(runtime: Runtime, row: AlertRow, at: Date): Promise<void> {
  const { db, notifier, config, log } = runtime
  for (const alert of standing(row)) {
    const what = toTell(alert, at)
    if (what === null) continue
    const [titles, words] = [inBoth(what === 'raised' ? 'alert' : 'alertOver'), alertWords(alert.kind, alert.subject)]
    const notice = { id: what === 'raised' ? alert.id : `${alert.id}-over`, urgent: what === 'raised' && ALERTS[alert.kind].urgent, title: titles.join(' / '), body: words.join('\n'), link: `${config.publicUrl}/desk/status` }
    const { emails, devices } = await administratorWays(db)
    const byMail = notifier.media.includes('email') ? emails.map((address) => ({ medium: 'email' as const, address, secrets: null })) : []
    const results = await Promise.all([
      ...byMail.map((way) => notifier.send(way, notice)),
      ...devices.map(async ({ id, endpoint, secrets }) => {
        const result = await notifier.send({ medium: 'push', address: endpoint, secrets }, notice)
        if (result.status === 'gone') await forgetDevice(db, id)
        return result
      }),
    ])
    if (results.some(({ status }) => status === 'sent')) await noteTold(db, alert.id, what, at)
    else if (results.length > 0) log.warn({ event: alert.id, alert: alert.kind }, 'administrators not told')
  }
}
