// For how long each kind is kept now, and what waits for a second person.
import { RETAINED, RULES } from '../privacy/rules.ts'
import type { Retained } from '../privacy/rules.ts'
import type { Database } from './database.ts'

export interface Wanted { readonly days: number; readonly reason: string; readonly by: string; readonly byName: string; readonly at: Date }
/** `set` null: as it was delivered. */
export interface RunningRule { readonly kind: Retained; readonly days: number; readonly set: { readonly byName: string; readonly at: Date; readonly reason: string } | null; readonly wanted: Wanted | null }

interface Row {
  readonly kind: string; readonly days: number; readonly reason: string; readonly set_by: string; readonly set_name: string | null; readonly set_at: Date
  readonly wanted: number | null; readonly wanted_reason: string; readonly wanted_by: string | null; readonly wanted_name: string | null; readonly wanted_at: Date | null
}

export async function readRules({ prisma }: Database): Promise<RunningRule[]> {
  const rows = await prisma.$queryRaw<Row[]>`
    SELECT r.*, s.name AS set_name, w.name AS wanted_name FROM retention_rule r LEFT JOIN staff s ON s.id = r.set_by LEFT JOIN staff w ON w.id = r.wanted_by`
  return RETAINED.map((kind) => {
    const row = rows.find((one) => one.kind === kind)
    if (!row) return { kind, days: RULES[kind].days, set: null, wanted: null }
    const wanted = row.wanted === null || row.wanted_by === null || row.wanted_at === null
      ? null : { days: row.wanted, reason: row.wanted_reason, by: row.wanted_by, byName: row.wanted_name ?? row.wanted_by, at: row.wanted_at }
    return { kind, days: row.days, set: row.set_by === '' ? null : { byName: row.set_name ?? row.set_by, at: row.set_at, reason: row.reason }, wanted }
  })
}

interface Change { readonly kind: Retained; readonly days: number; readonly reason: string; readonly by: string; readonly at: Date }

export async function setRule({ prisma }: Database, { kind, days, reason, by, at }: Change): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO retention_rule (kind, days, reason, set_by, set_at) VALUES (${kind}, ${days}, ${reason}, ${by}, ${at})
    ON CONFLICT (kind) DO UPDATE SET days = excluded.days, reason = excluded.reason, set_by = excluded.set_by, set_at = excluded.set_at, agreed_by = NULL,
      wanted = NULL, wanted_reason = '', wanted_by = NULL, wanted_at = NULL`
}

/** Nothing changes until somebody else agrees. */
export async function wantRule({ prisma }: Database, { kind, days, reason, by, at }: Change): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO retention_rule (kind, days, set_by, set_at, wanted, wanted_reason, wanted_by, wanted_at) VALUES (${kind}, ${RULES[kind].days}, '', ${at}, ${days}, ${reason}, ${by}, ${at})
    ON CONFLICT (kind) DO UPDATE SET wanted = excluded.wanted, wanted_reason = excluded.wanted_reason, wanted_by = excluded.wanted_by, wanted_at = excluded.wanted_at`
}

/** Who wishes it may take it back, but not agree to it. @returns false where nothing waits, or it is one's own */
export async function decideRule({ prisma }: Database, kind: Retained, by: string, decision: 'agree' | 'refuse', at: Date): Promise<boolean> {
  const changed = decision === 'agree'
    ? await prisma.$executeRaw`
      UPDATE retention_rule SET days = wanted, reason = wanted_reason, set_by = wanted_by, set_at = ${at}, agreed_by = ${by}, wanted = NULL, wanted_reason = '', wanted_by = NULL, wanted_at = NULL
      WHERE kind = ${kind} AND wanted IS NOT NULL AND wanted_by <> ${by}`
    : await prisma.$executeRaw`UPDATE retention_rule SET wanted = NULL, wanted_reason = '', wanted_by = NULL, wanted_at = NULL WHERE kind = ${kind} AND wanted IS NOT NULL`
  return changed === 1
}
