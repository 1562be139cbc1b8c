// How the desk runs, as its own rows tell: what waits and for how long, processes, connections. One statement, and nothing in it reads without a limit.
import type { Database } from './database.ts'
import type { KnownHealth } from './health.ts'

export interface RunningRow {
  /** Seconds for which the oldest waits; null where nothing does. */
  readonly turns: number | null
  readonly deliveries: number | null
  readonly translations: number | null
  readonly media: number | null
  readonly pages: number | null
  readonly waiting: number
  readonly waiting_longest: number | null
  readonly danger_open: number
  readonly danger_oldest: number | null
  readonly acknowledged: number
  readonly acknowledged_median: number | null
  readonly acknowledged_longest: number | null
  readonly backup: unknown
  readonly since: Date
  readonly connections: Readonly<Record<string, number>>
  readonly connections_limit: number
}

/** So many of what waits are looked at, the ones that are due first. */
const LOOKED_AT = 500
const COUNTED = 1_000

/** @param now by which the rows were written that processes write themselves */
export async function running({ prisma }: Database, now: Date): Promise<RunningRow> {
  const [row] = await prisma.$queryRaw<RunningRow[]>`
    SELECT (SELECT extract(epoch FROM now() - received_at)::float8 FROM event WHERE done_at IS NULL ORDER BY id LIMIT 1) AS turns,
      (SELECT extract(epoch FROM now() - min(m.at))::float8 FROM (SELECT id, conversation_id FROM delivery WHERE status = 'pending' AND NOT bulk ORDER BY due_at LIMIT ${LOOKED_AT}) d
        JOIN conversation c ON c.id = d.conversation_id AND c.reachable AND c.left_at IS NULL JOIN message m ON m.delivery_id = d.id) AS deliveries,
      (SELECT extract(epoch FROM now() - min(at))::float8 FROM (SELECT at FROM message WHERE translate_at IS NOT NULL ORDER BY translate_at LIMIT ${LOOKED_AT}) t) AS translations,
      (SELECT extract(epoch FROM now() - min(created_at))::float8 FROM (SELECT created_at FROM media WHERE due_at IS NOT NULL ORDER BY due_at LIMIT ${LOOKED_AT}) f) AS media,
      (SELECT extract(epoch FROM ${now} - min(asked_at))::float8 FROM (SELECT asked_at FROM page WHERE due_at IS NOT NULL ORDER BY due_at LIMIT ${LOOKED_AT}) p) AS pages,
      w.n AS waiting, w.longest AS waiting_longest,
      o.n AS danger_open, o.oldest AS danger_oldest, k.n AS acknowledged, k.median AS acknowledged_median, k.longest AS acknowledged_longest,
      (SELECT value FROM setting WHERE key = 'backup.last') AS backup,
      coalesce((SELECT min(created_at) FROM account), now()) AS since,
      (SELECT coalesce(jsonb_object_agg(state, n), '{}') FROM (SELECT coalesce(state, 'other') AS state, count(*)::int AS n FROM pg_stat_activity WHERE backend_type = 'client backend' GROUP BY 1) s) AS connections,
      current_setting('max_connections')::int AS connections_limit
    FROM (SELECT count(*)::int AS n, extract(epoch FROM ${now} - min(waiting_since))::float8 AS longest FROM
        (SELECT waiting_since FROM conversation WHERE waiting_since IS NOT NULL AND staff_id IS NULL ORDER BY waiting_since LIMIT ${COUNTED}) x) w,
      (SELECT count(*)::int AS n, extract(epoch FROM ${now} - min(raised_at))::float8 AS oldest FROM
        (SELECT raised_at FROM alarm WHERE kind = 'danger' AND acknowledged_at IS NULL AND due_at IS NOT NULL ORDER BY due_at LIMIT ${COUNTED}) x) o,
      (SELECT count(*)::int AS n, percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds)::float8 AS median, max(seconds)::float8 AS longest FROM
        (SELECT extract(epoch FROM acknowledged_at - raised_at) AS seconds FROM alarm
          WHERE kind = 'danger' AND acknowledged_at IS NOT NULL AND raised_at > ${now}::timestamptz - interval '1 day' ORDER BY raised_at DESC LIMIT ${COUNTED}) x) k`
  if (!row) throw new Error('the database does not say how the desk runs')
  return row
}

/** The newest event of each account among the last thousands of all; accounts that only others wrote over since are left out. */
export function lastHeard({ prisma }: Database): Promise<{ id: string; health: KnownHealth | null; heard_at: Date | null }[]> {
  return prisma.$queryRaw`
    SELECT a.id, a.health, e.at AS heard_at FROM account a
    LEFT JOIN (SELECT account_id, max(received_at) AS at FROM (SELECT account_id, received_at FROM event ORDER BY id DESC LIMIT 5000) newest GROUP BY 1) e ON e.account_id = a.id
    ORDER BY a.id`
}

export interface ProcessRow { readonly id: string; readonly role: string; readonly version: string; readonly startedAt: Date; readonly seenAt: Date }

/** A process says that it is there. */
export async function beat({ prisma }: Database, { id, role, version, startedAt, seenAt }: ProcessRow): Promise<void> {
  await prisma.process.upsert({ where: { id }, create: { id, role, version, startedAt, seenAt }, update: { seenAt } })
}

/** It ended in order, and is not missed. */
export async function leave({ prisma }: Database, id: string): Promise<void> {
  await prisma.process.deleteMany({ where: { id } })
}

export function processesSince({ prisma }: Database, since: Date): Promise<ProcessRow[]> {
  return prisma.process.findMany({ where: { seenAt: { gt: since } }, orderBy: [{ role: 'asc' }, { startedAt: 'asc' }] })
}

/** Whether this minute is the caller's to look after: one process of all has it. */
export async function claimMinute({ prisma }: Database, at: Date): Promise<boolean> {
  return (await prisma.$executeRaw`INSERT INTO minute (at) VALUES (${at}) ON CONFLICT DO NOTHING`) === 1
}

export async function noteMinute({ prisma }: Database, at: Date, waits: Readonly<Record<string, number>>): Promise<void> {
  await prisma.minute.update({ where: { at }, data: { waits: { ...waits } } })
}

/** In order of time. */
export async function minutesSince({ prisma }: Database, since: Date): Promise<{ at: Date; waits: unknown }[]> {
  return prisma.minute.findMany({ where: { at: { gte: since } }, orderBy: { at: 'asc' } })
}

/** What is older than is shown. */
export async function forgetRunning({ prisma }: Database, { minutes, processes, alerts }: { readonly minutes: Date; readonly processes: Date; readonly alerts: Date }): Promise<void> {
  await prisma.minute.deleteMany({ where: { at: { lt: minutes } } })
  await prisma.process.deleteMany({ where: { seenAt: { lt: processes } } })
  await prisma.alert.deleteMany({ where: { endedAt: { lt: alerts } } })
}

/** Whether the database has this migration, wholly. */
export async function isMigrated({ prisma }: Database, name: string): Promise<boolean> {
  return (await prisma.$queryRaw<unknown[]>`SELECT 1 FROM _prisma_migrations WHERE migration_name = ${name} AND finished_at IS NOT NULL`).length > 0
}
