// Every fault while people write on three channels: nothing acknowledged is lost, nothing comes twice where the platform lets one know, order holds. Writes docs/reliability.md.
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StatusView } from '../../src/server/api/inbox.ts'
import type { TroublePage } from '../../src/server/api/troubles.ts'
import { openEstate, root } from './estate.ts'
import type { Estate } from './estate.ts'
import { PLAYS } from './fault-plays.ts'
import { writeTable } from './fault-table.ts'
import { startLoad } from './load.ts'

/** People write undisturbed for so long before a fault, and after it. */
const CALM_MS = 1_500
/** A page that takes longer than this is as good as none. */
const PAGE_MS = 10_000
const only = process.env['SOAK_ONLY']
const plays = PLAYS.filter(({ fault }) => only === undefined || fault.toLowerCase().includes(only.toLowerCase()))

let estate: Estate

beforeAll(async () => { estate = await openEstate() }, 900_000)
afterAll(() => estate?.close(), 60_000)

test.each(plays)('$fault', async ({ fault, play }) => {
  const seen = new Set<string>()
  const load = await startLoad(estate)
  await sleep(CALM_MS)
  await play(estate, async (ms) => {
    await sleep(ms)
    for (const one of await whatStaffSee(estate)) seen.add(one)
  })
  await sleep(CALM_MS)
  const verdict = await load.verdict()
  for (const one of await whatStaffSee(estate)) if (one.startsWith('Trouble')) seen.add(one)
  writeTable(join(root, 'docs/reliability.md'), [{ fault, verdict, staff: [...seen].join('; ') || 'nothing' }], PLAYS.map((one) => one.fault))
  process.stdout.write(`${fault}: ${JSON.stringify(verdict)} ${[...seen].join('; ')} ${estate.ended.splice(0).join(' ')}\n`)
  await settle(estate)
  expect(verdict).toMatchObject({ lost: 0, unanswered: 0, doubled: verdict.mailsDoubled, ordered: true, photosMissing: 0, untranslated: 0 })
  expect(verdict.acknowledged).toBe(verdict.sent)
})

const KINDS: Readonly<Record<TroublePage['kinds'][number]['kind'], string>> = {
  turn: 'messages set aside', delivery: 'answers', translation: 'translations', media: 'files', page: 'calls', inquiryMail: 'notice mails', partnerMail: 'mails to partners', bodyMail: 'mails to bodies',
}

/** As the pages say it. */
async function whatStaffSee({ staff }: Estate): Promise<string[]> {
  const ask = <T>(path: string): Promise<T | number> => Promise.race([
    staff(path).then(async (response) => (response.ok ? await response.json() as T : response.status)).catch(() => 0), sleep(PAGE_MS, 0),
  ])
  const [page, status] = await Promise.all([ask<TroublePage>('/api/troubles'), ask<StatusView>('/api/status')])
  if (typeof page === 'number' || typeof status === 'number') return [page === 503 || status === 503 ? 'pages say that the database cannot be reached' : 'pages say that the server cannot be reached']
  return [
    ...page.kinds.map(({ kind }) => `Trouble: ${KINDS[kind]}`), ...(page.stuck.turns !== null || page.stuck.deliveries !== null ? ['Trouble: work stands still'] : []),
    ...status.channels.flatMap(({ type, health }) => health?.problems.map(({ problem }) => `${type}: ${problem}`) ?? []),
  ]
}

/** What one fault left for staff is left at that before the next. */
async function settle({ staff }: Estate): Promise<void> {
  const { kinds } = await (await staff('/api/troubles')).json() as TroublePage
  for (const { kind } of kinds) await staff('/api/troubles/end', { kind, ids: null, reason: 'a fault was played' })
}
