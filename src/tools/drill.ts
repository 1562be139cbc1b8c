// Tries the whole chain on the rota as it is, with real messages marked as a drill: `npm run -s drill`. Prints each step; Ctrl-C ends it.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { auditKey } from '../audit-key.ts'
import { readConfig } from '../config.ts'
import { accountsNow } from '../connections/kept.ts'
import { encryptionKeys } from '../encryption-keys.ts'
import { createAuditLog } from '../gateway/record.ts'
import { createPager } from '../jobs/page.ts'
import { openNotifier } from '../notify/notifier.ts'
import { newId, now } from '../runtime.ts'
import { alarmsSeen, beginDrill, endDrills } from '../store/alarm-list.ts'
import type { AlarmRow } from '../store/alarm-list.ts'
import type { Database } from '../store/database.ts'
import { startPostgres } from '../store/postgres.ts'
import { callable, chainSettings, shiftsBetween } from '../store/rota.ts'
import { openSealed } from '../store/sealing/open.ts'
import { openLog } from '../operate/log.ts'

const LOOK_MS = 1_000
/** Nobody in particular: a drill has no conversation anybody could be tied to. */
const NOBODY = { id: 'system', roles: [] }

const write = (line: string) => { process.stdout.write(`${line}\n`) }
const clock = (at: Date | string) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo', timeStyle: 'medium' }).format(new Date(at))

try {
  const config = readConfig([])
  if (config.auditKey === null && !existsSync(join(config.dataDir, 'audit.key'))) {
    throw new Error(`No desk was started in ${config.dataDir}. Set DATA_DIR, or AUDIT_KEY and DATABASE_URL, as the desk has them.`)
  }
  const postgres = config.databaseUrl === null ? await startPostgres(join(config.dataDir, 'postgres')) : null
  const { db } = await openSealed(config.databaseUrl ?? postgres?.urlOf('madoguchi') ?? '', await encryptionKeys(config), 4)
  const key = await auditKey(config, db)
  const accounts = new Map((await accountsNow(config, db)).map((account) => [account.id, account]))
  const notifier = await openNotifier({ config, db, accounts, now })
  try {
    const audit = createAuditLog(db, key, now)
    if (/^https?:\/\/(localhost|127\.|\[::1\])/.test(config.publicUrl)) write(`Phones cannot open links to ${config.publicUrl}: set PUBLIC_URL.`)
    await describe(db)
    process.exitCode = await drill(db, createPager({ config, db, notifier, audit, log: openLog({ level: 'silent', role: 'tool' }), now, newId }).page)
  } finally {
    notifier.close()
    await db.close()
    // A running desk's database is left running.
    if (postgres && !postgres.adopted) await postgres.stop()
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}

async function describe(db: Database): Promise<void> {
  const [{ next, everyone, again }, people, shifts] = await Promise.all([chainSettings(db), callable(db), shiftsBetween(db, now(), new Date(now().getTime() + 1))])
  write(`The next person after ${next} min, everyone after ${everyone} min, again every ${again} min.`)
  write(shifts.length === 0 ? 'Nobody is on call now: everyone is asked at once.' : 'On call now:')
  for (const { staff_name, line, reachable } of shifts.toSorted((a, b) => a.line - b.line)) write(`  ${line}. ${staff_name}${reachable ? '' : ' — cannot be reached'}`)
  const without = people.filter(({ reachable }) => !reachable)
  if (without.length > 0) write(`Without a proven way to be reached: ${without.map(({ name }) => name).join(', ')}`)
}

/** 0 where somebody acknowledged, 1 where nobody did. */
async function drill(db: Database, page: () => Promise<void>): Promise<number> {
  const id = await beginDrill(db, newId(), 'system', now())
  if (id === null) throw new Error('A drill is running already. End it on the desk\'s page "On call" first.')
  let ended = false
  process.on('SIGINT', () => { ended = true })
  const told = new Set<string>()
  write(`${clock(now())}  drill begins`)
  for (;;) {
    // A running desk does the same: whoever takes a step first does it, the other finds it done.
    await page()
    const alarm = (await alarmsSeen(db, NOBODY, null, 50)).find((one) => one.id === id)
    if (!alarm) return 1
    for (const line of stepsOf(alarm)) if (!told.has(line)) { told.add(line); write(line) }
    if (alarm.acknowledged_at !== null) {
      write(alarm.by_id === null ? `${clock(alarm.acknowledged_at)}  ended, acknowledged by nobody` : `${clock(alarm.acknowledged_at)}  acknowledged by ${alarm.by_name}`)
      return alarm.by_id === null ? 1 : 0
    }
    if (ended) {
      await endDrills(db, now())
      continue
    }
    await sleep(LOOK_MS)
  }
}

function stepsOf({ pages }: AlarmRow): string[] {
  return pages.flatMap(({ name, medium, status, reason, askedAt, sentAt }) => [
    `${clock(askedAt)}  asks ${name} by ${medium}`,
    ...(sentAt === null ? [] : [`${clock(sentAt)}  sent to ${name} by ${medium}`]),
    ...(status === 'failed' || (status === 'pending' && reason !== null) ? [`${clock(askedAt)}  ${status === 'failed' ? 'could not reach' : 'tries again to reach'} ${name} by ${medium}: ${reason}`] : []),
  ])
}
