// Reads how the desk stands: from its database, its rota and what it says. Kept for some seconds, so that whoever asks often costs little.
import { z } from 'zod'
import { isBefore } from '../knowledge/contacts.ts'
import type { Contact } from '../knowledge/contacts.ts'
import { DAY_MS, dayInJapan, openSpans } from '../hours/timetable.ts'
import { gapsIn } from '../oncall/rota.ts'
import type { Runtime } from '../runtime.ts'
import { shiftsBetween } from '../store/rota.ts'
import { lastHeard, processesSince, running } from '../store/running.ts'
import { countTroubles } from '../store/troubles.ts'
import type { DeskState } from './state.ts'

type Tools = Pick<Runtime, 'db' | 'translation' | 'hours' | 'content' | 'accounts' | 'now'>

const KEPT_MS = 5_000
/** A process that is silent for so long is gone. */
const SEEN_MS = 10 * 60_000
/** Public numbers change; a contact is looked at again after half a year. */
const CHECKED_DAYS = 183
/** How the last backup ended; what counts is when one last went well. */
const Backup = z.object({ goodAt: z.iso.datetime() })
/** Counts need no reader: whose rows they are is not said. */
const NOBODY = { id: '', roles: [] } as const

export async function readState(runtime: Tools): Promise<DeskState> {
  const { db, translation, content, accounts, now } = runtime
  const at = now()
  const [row, known, failed, budget, processes, onCallGap] = await Promise.all([
    running(db, at), lastHeard(db), countTroubles(db, NOBODY), translation.budget(), processesSince(db, new Date(at.getTime() - SEEN_MS)), nextGap(runtime, at),
  ])
  const backup = Backup.safeParse(row.backup).data
  const seconds = (value: number | null) => Math.max(0, value ?? 0)
  return {
    at,
    waits: { turns: seconds(row.turns), deliveries: seconds(row.deliveries), translations: seconds(row.translations), media: seconds(row.media), pages: seconds(row.pages) },
    failed,
    accounts: known.filter(({ id }) => accounts.has(id)).map(({ id, health, heard_at }) => ({ id, problems: health?.problems ?? [], quota: health?.quota ?? null, heardAt: heard_at })),
    translation: budget && { used: budget.used, limit: budget.limit },
    unanswered: { count: row.waiting, oldest: seconds(row.waiting_longest) },
    danger: { open: row.danger_open, oldest: seconds(row.danger_oldest), acknowledged: row.acknowledged, median: seconds(row.acknowledged_median), longest: seconds(row.acknowledged_longest) },
    onCallGap, staleContacts: staleContacts(content.contacts, at), processes,
    backupAt: backup ? new Date(backup.goodAt) : null, since: row.since, connections: { limit: row.connections_limit, byState: row.connections },
  }
}

/** The same for everybody who asks within seconds. */
export function stateReader(runtime: Tools): () => Promise<DeskState> {
  let kept: { readonly until: number; readonly state: Promise<DeskState> } | null = null
  return () => {
    const time = performance.now()
    if (kept === null || time > kept.until) {
      kept = { until: time + KEPT_MS, state: readState(runtime) }
      kept.state.catch(() => { kept = null })
    }
    return kept.state
  }
}

async function nextGap({ db, hours }: Tools, at: Date): Promise<Date | null> {
  await hours.refresh()
  const until = new Date(at.getTime() + DAY_MS)
  return gapsIn({ from: at, until }, openSpans(hours.all().usual, at, until), await shiftsBetween(db, at, until))[0]?.from ?? null
}

export function staleContacts(contacts: ReadonlyMap<string, Contact>, at: Date): string[] {
  const [today, longAgo] = [dayInJapan(at), dayInJapan(new Date(at.getTime() - CHECKED_DAYS * DAY_MS))]
  return [...contacts.values()].filter(({ validTo, checkedOn }) => (validTo !== undefined && isBefore(validTo, today)) || isBefore(checkedOn, longAgo)).map(({ id }) => id)
}
