// What one line of a worker costs in processor time, of the desk and of PostgreSQL, when many write at once.
import { readFileSync } from 'node:fs'
import { eventually } from '../desk.ts'
import { lineUser } from '../platforms/line.ts'
import { SECRET } from '../route-desk.ts'
import type { ScaleDesk } from './desk.ts'

/** Per line, in milliseconds of one core. `desk` holds also the stand-in for LINE's servers, which runs in the same process. */
export interface Throughput { readonly lines: number; readonly perSecond: number; readonly deskMs: number; readonly databaseMs: number }

const LINES = 600
const AT_ONCE = 20
const TICK_MS = 10

export async function throughputOf({ desk, line, db }: ScaleDesk): Promise<Throughput> {
  const sentBefore = line.sent.length
  const [cpu, database, from] = [process.cpuUsage(), await databaseTicks(db), performance.now()]
  for (let first = 0; first < LINES; first += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => line.deliver(`${desk.url}/webhooks/line`,
      [line.textEvent({ user: lineUser(`many ${first + n} ${from}`), text: 'xin chào' })], { secret: SECRET, timeoutMs: 60_000 })))
  }
  await eventually(() => line.sent.length - sentBefore >= LINES, 120_000)
  const took = performance.now() - from
  const used = process.cpuUsage(cpu)
  return {
    lines: LINES, perSecond: (LINES / took) * 1_000, deskMs: (used.user + used.system) / 1_000 / LINES, databaseMs: ((await databaseTicks(db)) - database) * TICK_MS / LINES,
  }
}

/** Of all processes that serve this database: the 14th and 15th field of /proc/PID/stat. */
async function databaseTicks(db: ScaleDesk['db']): Promise<number> {
  const { rows } = await db.query<{ pid: number }>('SELECT pid FROM pg_stat_activity WHERE datname = current_database()')
  return rows.reduce((sum, { pid }) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return sum + Number(fields[11] ?? 0) + Number(fields[12] ?? 0)
  }, 0)
}
