// The worker: does what a wake says, and sweeps up every second what no wake spoke of.
import { forgetBoard } from '../desk/forget-board.ts'
import { askIdle } from '../desk/idle.ts'
import { releaseDue } from '../desk/release.ts'
import { createAcceptor } from '../gateway/accept.ts'
import { createDeliverer } from '../gateway/deliver.ts'
import { runTurns } from '../gateway/run-turns.ts'
import type { Runtime } from '../runtime.ts'
import { raiseForCases } from '../store/alarms.ts'
import { whatWaits } from '../store/outbox.ts'
import { sortIn } from '../store/terms.ts'
import { askBack } from './ask-back.ts'
import { assignWaiting } from './assign.ts'
import { backUp } from './backup.ts'
import { checkRota } from './check-rota.ts'
import { countFigures, countSegments, forgetOldCounts } from './count.ts'
import { keepTime, proveDaily } from './cases.ts'
import { every } from './every.ts'
import { releaseFeedback, takeFeedback, translateFeedback } from './feedback.ts'
import { checkHealth } from './health.ts'
import { forgetOldGaps } from './gaps.ts'
import { remindOfIncidents } from './incidents.ts'
import { createIndexing } from './index-lines.ts'
import { tellInquirers } from './inquiry-mail.ts'
import { fetchWaiting, sweepIncoming, sweepUploads } from './media.ts'
import { showMenus } from './menus.ts'
import { startReceiving } from './receive.ts'
import { wakeSnoozed } from './snoozed.ts'
import { createWatch, WATCH_MS } from './watch.ts'
import { createOutreach } from './outreach.ts'
import { createPager } from './page.ts'
import { eraseDue, removeWhatIsOver } from './privacy.ts'
import { tellStaff } from './tell-staff.ts'
import { forgetOldTranslations, teachTerms, translateWaiting } from './translate.ts'
import { mailReplies } from './reply-mail.ts'
import { mailRequests } from './request-mail.ts'
import type { Work } from './wakes.ts'

/** Also the grain of every retry: a delivery that is due goes out at most this much later. */
const SWEEP_MS = 1_000
const HEALTH_MS = 30_000
const ASSIGN_MS = 3_000
const GAPS_MS = 3_600_000
const UPLOADS_MS = 3_600_000
const INQUIRIES_MS = 3_000
const ROTA_MS = 5_000
const CASES_MS = 2_000
const REQUESTS_MS = 1_000
const FEEDBACK_MS = 2_000
const RELEASE_MS = 60_000
const PROOF_MS = 60_000
const TELL_MS = 2_000
const MEMORY_MS = 3_600_000
const TERMS_MS = 30_000
const IDLE_MS = 30_000
const INDEX_MS = 1_000
const SORT_MS = 5_000
const SNOOZED_MS = 1_000
const OUTREACH_MS = 500
const BACKUP_MS = 60_000
const COUNT_MS = 1_000
const ERASE_MS = 30_000
const REMIND_MS = 60_000
const RETAIN_MS = 3_600_000

export interface RunningWorker { close(): Promise<void> }

export function startWorker(runtime: Runtime): RunningWorker {
  const deliverer = createDeliverer(runtime)
  const outreach = createOutreach(runtime, deliverer)
  const pager = createPager(runtime)
  const watch = createWatch(runtime)
  const stopping = new AbortController()
  const doing: Readonly<Record<Work, () => Promise<void>>> = {
    turns: () => runTurns(runtime, deliverer, stopping.signal),
    deliveries: async () => {
      await releaseDue(runtime)
      await deliverer.deliverDue(stopping.signal)
    },
    translations: () => translateWaiting(runtime),
    media: () => fetchWaiting(runtime, stopping.signal),
    menus: () => showMenus(runtime),
    pages: () => pager.page(),
  }
  const works = ['turns', 'deliveries', 'translations', 'media', 'menus', 'pages'] as const
  const chores = [
    every(WATCH_MS, 'watch', runtime, () => watch.look()),
    every(HEALTH_MS, 'health', runtime, () => checkHealth(runtime)),
    every(ASSIGN_MS, 'assignment', runtime, () => assignWaiting(runtime)),
    every(ROTA_MS, 'rota', runtime, () => checkRota(runtime)),
    every(CASES_MS, 'cases', runtime, () => keepTime(runtime, (tx, cases) => raiseForCases(tx, cases, runtime.now()))),
    every(CASES_MS, 'questions', runtime, () => askBack(runtime)),
    every(PROOF_MS, 'proof', runtime, () => proveDaily(runtime)),
    every(TELL_MS, 'telling', runtime, () => tellStaff(runtime)),
    every(IDLE_MS, 'idle', runtime, () => askIdle(runtime)),
    every(GAPS_MS, 'gaps', runtime, () => forgetOldGaps(runtime)),
    every(UPLOADS_MS, 'uploads', runtime, () => sweepUploads(runtime)),
    every(MEMORY_MS, 'translation memory', runtime, () => forgetOldTranslations(runtime)),
    every(TERMS_MS, 'terms', runtime, () => teachTerms(runtime)),
    every(INDEX_MS, 'search', runtime, createIndexing(runtime)),
    every(SORT_MS, 'terms of the search', runtime, () => sortIn(runtime.db)),
    every(OUTREACH_MS, 'outreach', runtime, () => outreach(stopping.signal)),
    every(SNOOZED_MS, 'snoozed', runtime, () => wakeSnoozed(runtime)),
    every(INQUIRIES_MS, 'inquiry mail', runtime, () => tellInquirers(runtime)),
    every(REQUESTS_MS, 'request mail', runtime, () => mailRequests(runtime)),
    every(REQUESTS_MS, 'reply mail', runtime, () => mailReplies(runtime)),
    every(FEEDBACK_MS, 'feedback', runtime, () => takeFeedback(runtime)),
    every(FEEDBACK_MS, 'feedback translation', runtime, () => translateFeedback(runtime)),
    every(RELEASE_MS, 'board', runtime, () => forgetBoard(runtime)),
    every(ERASE_MS, 'erasure', runtime, () => eraseDue(runtime)),
    every(REMIND_MS, 'incidents', runtime, () => remindOfIncidents(runtime)),
    every(RETAIN_MS, 'retention', runtime, () => removeWhatIsOver(runtime)),
    every(RELEASE_MS, 'feedback release', runtime, () => releaseFeedback(runtime)),
    every(BACKUP_MS, 'backup', runtime, () => backUp(runtime)),
    every(COUNT_MS, 'figures', runtime, () => countFigures(runtime)),
    every(COUNT_MS, 'segments', runtime, () => countSegments(runtime)),
    every(MEMORY_MS, 'old counts', runtime, () => forgetOldCounts(runtime)),
  ]
  const swept = new Map<Work, Promise<void>>()
  for (const work of works) runtime.wakes.process(work, doing[work])

  const receiving = startReceiving(runtime, createAcceptor(runtime), stopping.signal)

  void sweepIncoming(runtime).catch(() => {})

  // Straight from the database and without the queue: it works also while the queue is away, and after a crash.
  const sweep = async () => {
    const waits = await whatWaits(runtime.db)
    runtime.pulse.looked()
    for (const work of works) {
      if (!waits[work] || swept.has(work)) continue
      swept.set(work, doing[work]().catch((error: unknown) => complain(error)).finally(() => swept.delete(work)))
    }
  }
  const complain = (error: unknown) => runtime.log.error({ reason: error instanceof Error ? error.name : 'unknown' }, 'sweep failed')
  let sweeping: Promise<void> | null = null
  // A database that answers late is not asked again before it has.
  const timer = setInterval(() => { sweeping ??= sweep().catch(complain).finally(() => { sweeping = null }) }, SWEEP_MS)
  // One after the other over the second: all of them at once would stand in the way of whoever writes at that moment.
  let next = 0
  const looking = setInterval(() => { chores[next++ % chores.length]?.look() }, SWEEP_MS / chores.length)
  return {
    async close() {
      clearInterval(timer)
      clearInterval(looking)
      stopping.abort()
      await receiving.done()
      await sweeping
      await Promise.all(chores.map((chore) => chore.done()))
      await Promise.all(swept.values())
      await deliverer.done()
      await watch.end()
    },
  }
}
