// Pages whoever is on call, one after the other, until somebody comes. Straight from the database: no queue and no timer is needed.
import { aboutOf } from '../desk/acknowledge.ts'
import { pageKey, pageToken } from '../desk/page-link.ts'
import type { Notice, Notified } from '../notify/notice.ts'
import { inBoth } from '../notify/words.ts'
import { nextStep } from '../oncall/chain.ts'
import { callOrder } from '../oncall/rota.ts'
import { DESK_GRACE_MINUTES } from '../oncall/settings.ts'
import type { Runtime } from '../runtime.ts'
import { takeAlarms } from '../store/alarms.ts'
import type { DueAlarm, Next, Standing } from '../store/alarms.ts'
import { claimPages, savePage } from '../store/pages.ts'
import type { DuePage, PageResult } from '../store/pages.ts'
import { chainSettings } from '../store/rota.ts'

type Tools = Pick<Runtime, 'db' | 'notifier' | 'audit' | 'config' | 'log' | 'now' | 'newId'>

const AT_ONCE = 20
/** Longer than a send may take. */
const LEASE_MS = 20_000
/** Some minutes of trying; the chain goes on meanwhile. */
const TRIES = 8
const FIRST_WAIT_MS = 2_000
const LONGEST_WAIT_MS = 60_000

export interface Pager { page(): Promise<void> }

export function createPager(runtime: Tools): Pager {
  let key: string | null = null
  return {
    async page() {
      key ??= await pageKey(runtime.db)
      const known = key
      await askNext(runtime)
      for (;;) {
        const at = runtime.now()
        const due = await claimPages(runtime.db, at, new Date(at.getTime() + LONGEST_WAIT_MS), AT_ONCE, LEASE_MS)
        if (due.length === 0) return
        await Promise.all(due.map((page) => sendOne(runtime, page, known)))
        // Nobody could be reached: whoever is next is asked now.
        await askNext(runtime)
      }
    },
  }
}

async function askNext({ db, notifier, audit, now, newId }: Tools): Promise<void> {
  const settings = await chainSettings(db)
  for (;;) {
    const at = now()
    const latest = new Date(at.getTime() + Math.max(settings.next, settings.everyone, settings.again, DESK_GRACE_MINUTES) * 60_000)
    const taken = await takeAlarms(db, at, latest, notifier.media.includes('email'), newId, (alarm, standing): Next => nextStep(
      { raisedAt: alarm.raised_at, asked: standing.asked, ...whoOf(standing, at) }, settings, at,
    ))
    if (taken.length === 0) return
    for (const { alarm, page } of taken) if (page.length > 0) await note(audit, alarm, 'alarm.page', { staff: page })
  }
}

function whoOf({ shifts, reachable }: Standing, at: Date): { order: string[]; everyone: string[] } {
  const known = new Map(reachable.map(({ staff, speaks }) => [staff, speaks]))
  return { order: callOrder(shifts, (staff) => known.get(staff) === true, at).filter((staff) => known.has(staff)), everyone: [...known.keys()] }
}

async function sendOne(runtime: Tools, page: DuePage, key: string): Promise<void> {
  const { db, notifier, log, now } = runtime
  const result = outcome(page, await notifier.send({ medium: page.medium, address: page.address, secrets: page.secrets }, noticeOf(runtime, page, key)))
  if (result.status !== 'sent') log.warn({ page: page.id, alarm: page.alarm_id, medium: page.medium, attempt: page.attempts, reason: result.reason }, 'not paged')
  await savePage(db, page, result, now())
  if (result.status !== 'pending') await note(runtime.audit, { ...page, id: page.alarm_id }, `alarm.${result.status}`, { staff: page.staff_id, medium: page.medium })
}

function outcome({ attempts }: DuePage, notified: Notified): PageResult {
  if (notified.status === 'sent') return notified
  const { status, reason } = notified
  if (status === 'gone' || attempts >= TRIES) return { status: 'failed', reason, gone: status === 'gone' }
  return { status: 'pending', reason, wait: Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempts - 1)) }
}

/** Nothing of the consultation: a lock screen may show all of it. */
function noticeOf({ config }: Tools, { id, kind, asked_at }: DuePage, key: string): Notice {
  const link = kind === 'rota' ? `${config.publicUrl}/desk/on-call` : `${config.publicUrl}/ack/${pageToken(key, id, asked_at)}`
  const bodies = { danger: 'dangerBody', drill: 'drillBody', test: 'testBody', rota: 'rotaBody' } as const
  return { id, urgent: kind !== 'rota', title: inBoth(kind).join(' / '), body: inBoth(bodies[kind]).join('\n'), link }
}

function note(audit: Tools['audit'], { id, conversation_id, case_id }: Pick<DueAlarm, 'id' | 'conversation_id' | 'case_id'>, action: string, detail: Readonly<Record<string, unknown>>): Promise<void> {
  return audit.record({ actor: 'system', action, object: aboutOf({ alarm_id: id, conversation_id, case_id }), detail: { alarm: id, ...detail } })
}
