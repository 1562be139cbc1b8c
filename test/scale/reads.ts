// Which statements of the large desk read a whole table that grows, and how the busiest are carried out: every route once, and the sweeps while nothing is due.
import { setTimeout as sleep } from 'node:timers/promises'
import { ROUTE_NAMES } from '../../src/routes.ts'
import { growthOf, relayPlans, stepsOf, wholeReads } from '../plans.ts'
import type { Ran } from '../plans.ts'
import { openScaleDesk } from './desk.ts'

export interface Read { readonly read: string; readonly asked: string; readonly statement: string; readonly ms: number }
/** Of a statement: how often each second and for how long PostgreSQL worked on it. */
export interface Swept { readonly statement: string; readonly perSecond: number; readonly msPerSecond: number }
export interface Reads { readonly whole: readonly Read[]; readonly sweeps: readonly Swept[]; readonly slow: readonly Read[] }

const IDLE_S = 10
/** Rows: a shorter table is read as a whole by right. */
const LONG = 10_000
/** Milliseconds: what takes longer in PostgreSQL is listed with what it read. */
const SLOW_MS = 50

export async function readsOf(url: string): Promise<Reads> {
  const relay = await relayPlans(url)
  const scale = await openScaleDesk(url, relay.url)
  try {
    const { growing: everything, partial } = await growthOf(scale.db)
    const { rows: long } = await scale.db.query<{ name: string }>('SELECT relname AS name FROM pg_class WHERE reltuples >= $1', [LONG])
    const growing = everything.intersection(new Set(long.map(({ name }) => name)))
    const found = new Map<string, Read>()
    const slow = new Map<string, Read>()
    const look = (asked: string, ran: readonly Ran[]) => {
      for (const { statement, plan, ms } of ran) {
        const text = statement.replace(/\s+/g, ' ').trim().slice(0, 200)
        for (const read of wholeReads(plan, growing, partial)) if (!found.has(read + text)) found.set(read + text, { read, asked, statement: text, ms })
        if (ms > (slow.get(text)?.ms ?? SLOW_MS)) slow.set(text, { read: stepsOf(plan).flatMap((step) => step['Index Name'] ?? step['Relation Name'] ?? []).slice(0, 6).join(', '), asked, statement: text, ms })
      }
    }
    await sleep(3_000)
    look('beginning', relay.taken())
    await sleep(IDLE_S * 1_000)
    const idle = relay.taken()
    look('sweeps', idle)
    for (const name of ROUTE_NAMES) {
      await scale.routes.ask(name)
      look(name, relay.taken())
    }
    const sweeps = [...Map.groupBy(idle, ({ statement }) => statement.replace(/\s+/g, ' ').trim().slice(0, 110))].map(([statement, all]): Swept => (
      { statement, perSecond: all.length / IDLE_S, msPerSecond: all.reduce((sum, { ms }) => sum + ms, 0) / IDLE_S }))
    return { whole: [...found.values()], sweeps: sweeps.toSorted((a, b) => b.msPerSecond - a.msPerSecond), slow: [...slow.values()].toSorted((a, b) => b.ms - a.ms) }
  } finally {
    await scale.stop()
    await relay.close()
  }
}
