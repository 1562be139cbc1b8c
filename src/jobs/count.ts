// Counts what pages of a large desk wait for, and keeps it.
import { COUNTERS } from '../desk/counts.ts'
import type { CountKind, Wanted } from '../desk/counts.ts'
import type { Runtime } from '../runtime.ts'
import { forgetCounts, giveUpCount, keepCount, noteShare, takeWanted } from '../store/kept-counts.ts'

type Tools = Pick<Runtime, 'db' | 'accounts' | 'config' | 'now'>

const FIGURES: readonly CountKind[] = ['consulted', 'total', 'overTime', 'reached']
const FIGURES_WAIT_MS = 600_000
/** The page of a segment asks again every second or two: whoever changed it, or left, waits for the old one no more. */
const SEGMENT_WAITS_MS = 30_000

/** What nobody has asked for since yesterday. */
export function forgetOldCounts({ db, now }: Pick<Tools, 'db' | 'now'>): Promise<void> {
  return forgetCounts(db, now())
}

/** All there is to count but segments, one after the other. */
export async function countFigures(tools: Tools): Promise<void> {
  while (await countOne(tools, FIGURES, FIGURES_WAIT_MS));
}

export async function countSegments(tools: Tools): Promise<void> {
  while (await countOne(tools, ['reach'], SEGMENT_WAITS_MS));
}

async function countOne(tools: Tools, kinds: readonly CountKind[], patience: number): Promise<boolean> {
  const began = tools.now()
  const wanted = await takeWanted<Wanted>(tools.db, kinds, patience, began)
  if (wanted !== null) await count(tools, wanted, patience, began)
  return wanted !== null
}

async function count<K extends CountKind>(tools: Tools, { key, kind, of }: Wanted<K>, patience: number, began: Date): Promise<void> {
  const { db, now } = tools
  try {
    const value = await COUNTERS[kind](tools, of, (share) => noteShare(db, key, share, patience, now()))
    if (value !== null) return await keepCount(db, key, value, began, now())
  } catch (error) {
    await giveUpCount(db, key)
    throw error
  }
  await giveUpCount(db, key)
}
