// The desk itself, as its own rows tell: does a worker work, does anything wait or fail, is somebody on call, is there a backup?
import type { Config } from '../config.ts'
import { LAST_BACKUP, LastBackup } from '../backup/last.ts'
import { DAY_MS, inJapan, openSpans } from '../hours/timetable.ts'
import type { Timetable } from '../hours/timetable.ts'
import { gapsIn } from '../oncall/rota.ts'
import type { Database } from '../store/database.ts'
import { shiftsBetween } from '../store/rota.ts'
import { processesSince } from '../store/running.ts'
import { readSetting } from '../store/settings.ts'
import { countTroubles, oldestWaiting } from '../store/troubles.ts'
import { bad, note, ok } from './finding.ts'
import type { Finding } from './finding.ts'

const AHEAD_DAYS = 7
/** A worker that runs takes what waits within a second or two. */
const LONG_MS = 120_000
const OLD_HOURS = 26
const SILENT_MS = 120_000

/** Every process says four times a minute that it is there. */
export async function checkWorker(db: Database, now: Date): Promise<Finding[]> {
  const alive = await processesSince(db, new Date(now.getTime() - SILENT_MS))
  return [alive.some(({ role }) => role !== 'web') ? ok('worker.ok') : bad('worker.none')]
}

export async function checkQueue(db: Database, now: Date): Promise<Finding[]> {
  const old = Object.entries(await oldestWaiting(db)).flatMap(([kind, since]) => (since !== null && now.getTime() - since.getTime() > LONG_MS ? [{ kind, since }] : []))
  if (old.length === 0) return [ok('queue.ok')]
  return old.map(({ kind, since }) => bad('queue.old', { what: `{{what.${kind === 'turns' ? 'turn' : 'delivery'}}}`, minutes: Math.floor((now.getTime() - since.getTime()) / 60_000) }))
}

export async function checkFailed(db: Database): Promise<Finding[]> {
  const failed = Object.entries(await countTroubles(db, { id: '', roles: ['administrator'] }))
  return failed.length === 0 ? [ok('failed.ok')] : failed.map(([kind, count]) => bad('failed.some', { what: `{{what.${kind}}}`, count }))
}

/** While the desk is closed somebody must be on call. */
export async function checkOnCall(db: Database, hours: Timetable, now: Date): Promise<Finding[]> {
  const until = new Date(now.getTime() + AHEAD_DAYS * DAY_MS)
  const [gap] = gapsIn({ from: now, until }, openSpans(hours, now, until), await shiftsBetween(db, now, until))
  return [gap ? bad('oncall.gap', { from: minuteInJapan(gap.from), until: minuteInJapan(gap.until) }) : ok('oncall.ok')]
}

const minuteInJapan = (at: Date): string => inJapan(at).toISOString().slice(0, 16).replace('T', ' ')

export async function checkBackup(db: Database, { backup }: Pick<Config, 'backup'>, now: Date): Promise<Finding[]> {
  const last = LastBackup.safeParse(await readSetting(db, LAST_BACKUP)).data
  if (!last) return [backup === null ? bad('backup.none') : note('backup.waiting')]
  const [hours, folder] = [Math.floor((now.getTime() - new Date(last.at).getTime()) / 3_600_000), backup?.dir ?? '/backups']
  if (!last.ok) return [bad('backup.failed', { problem: last.problem ?? '', folder })]
  return [hours > OLD_HOURS ? bad('backup.old', { hours, folder }) : ok('backup.ok', { hours, size: (last.bytes / 1e6).toFixed(1) })]
}
