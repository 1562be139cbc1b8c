// The register of incidents: what is known of each, what was done about it, and every change. Nothing is ever removed.
import type { IncidentFacts, Standing, Step } from '../privacy/incident.ts'
import type { Database, Statements } from './database.ts'
import { Prisma } from './generated/client.ts'
import { json } from './json.ts'
import { secretJson } from './sealing/marks.ts'

export interface IncidentRow extends Standing {
  readonly id: string
  readonly facts: IncidentFacts
  readonly revision: number
  readonly notifiedAt: Date | null
  readonly closeAskedBy: string | null
  readonly reminded: readonly string[]
  readonly madeAt: Date
  readonly madeName: string
}

const ROWS = Prisma.sql`
  SELECT i.id, i.facts, i.revision, i.known_at AS "knownAt", i.unlawful, i.preliminary_at AS "preliminaryAt", i.final_at AS "finalAt", i.notified_at AS "notifiedAt",
    i.close_asked_by AS "closeAskedBy", i.closed_at AS "closedAt", i.reminded, i.made_at AS "madeAt", coalesce(s.name, i.made_by) AS "madeName"
  FROM incident i LEFT JOIN staff s ON s.id = i.made_by`

/** Open ones first, then the latest. */
export function incidents({ prisma }: Database): Promise<IncidentRow[]> {
  return prisma.$queryRaw<IncidentRow[]>`${ROWS} ORDER BY i.closed_at IS NOT NULL, i.known_at DESC LIMIT 500`
}

export async function findIncident({ prisma }: Database, id: string): Promise<IncidentRow | null> {
  const [row] = await prisma.$queryRaw<IncidentRow[]>`${ROWS} WHERE i.id = ${id}::uuid`
  return row ?? null
}

export interface IncidentChange { readonly type: string; readonly detail: unknown; readonly by: string; readonly at: Date }

export function changesOf({ prisma }: Database, id: string): Promise<IncidentChange[]> {
  return prisma.$queryRaw<IncidentChange[]>`
    SELECT c.type, c.detail, coalesce(s.name, c.by) AS by, c.at FROM incident_change c LEFT JOIN staff s ON s.id = c.by WHERE c.incident_id = ${id}::uuid ORDER BY c.id DESC`
}

export interface Told { readonly knownAt: Date; readonly unlawful: boolean; readonly facts: IncidentFacts }
interface By { readonly by: string; readonly at: Date }

export async function addIncident({ prisma }: Database, id: string, { knownAt, unlawful, facts }: Told, { by, at }: By): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await tx.$executeRaw`INSERT INTO incident (id, known_at, unlawful, facts, made_by, made_at) VALUES (${id}::uuid, ${knownAt}, ${unlawful}, ${json(secretJson(json(facts)))}::jsonb, ${by}, ${at})`
    await note(tx, id, 'begun', { knownAt: knownAt.toISOString(), unlawful, facts }, { by, at })
  })
}

/** @returns false where somebody saved meanwhile, or it is closed */
export async function saveIncident({ prisma }: Database, id: string, revision: number, { knownAt, unlawful, facts }: Told, { by, at }: By): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const saved = await tx.$executeRaw`
      UPDATE incident SET known_at = ${knownAt}, unlawful = ${unlawful}, facts = ${json(secretJson(json(facts)))}::jsonb, revision = revision + 1 WHERE id = ${id}::uuid AND revision = ${revision} AND closed_at IS NULL`
    if (saved === 1) await note(tx, id, 'saved', { knownAt: knownAt.toISOString(), unlawful, facts }, { by, at })
    return saved === 1
  })
}

const DONE: Readonly<Record<Step, (by: string, at: Date) => Prisma.Sql>> = {
  preliminary: (_by, at) => Prisma.sql`preliminary_at = ${at}`,
  final: (_by, at) => Prisma.sql`final_at = ${at}`,
  notified: (_by, at) => Prisma.sql`notified_at = ${at}`,
  askClose: (by) => Prisma.sql`close_asked_by = ${by}`,
  close: (by, at) => Prisma.sql`closed_by = ${by}, closed_at = ${at}, state = 'closed'`,
  reopen: () => Prisma.sql`close_asked_by = NULL, closed_by = NULL, closed_at = NULL, state = 'open'`,
}

/** `check` looks at it under the lock. @returns null where there is none */
export async function doStep<Refusal extends string>({ prisma }: Database, id: string, step: Step, words: string, { by, at }: By, check: (row: IncidentRow) => Refusal | null): Promise<'done' | Refusal | null> {
  return prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM incident WHERE id = ${id}::uuid FOR UPDATE`
    const [row] = await tx.$queryRaw<IncidentRow[]>`${ROWS} WHERE i.id = ${id}::uuid`
    if (!row) return null
    const refused = check(row)
    if (refused !== null) return refused
    await tx.$executeRaw`UPDATE incident SET ${DONE[step](by, at)} WHERE id = ${id}::uuid`
    await note(tx, id, step, words === '' ? {} : { words }, { by, at })
    return 'done' as const
  })
}

/** True for the one process that is to tell it. */
export async function claimReminder({ prisma }: Database, id: string, reminder: string): Promise<boolean> {
  return (await prisma.$executeRaw`UPDATE incident SET reminded = array_append(reminded, ${reminder}) WHERE id = ${id}::uuid AND NOT ${reminder} = ANY(reminded)`) === 1
}

/** A way to somebody who looks after incidents, outside the desk's pages. */
export interface ReminderWay { readonly medium: 'push' | 'email'; readonly address: string; readonly secrets: unknown }

export function reminderWays({ prisma }: Database, roles: readonly string[]): Promise<ReminderWay[]> {
  return prisma.$queryRaw<ReminderWay[]>`
    SELECT 'push' AS medium, d.endpoint AS address, d.secrets FROM staff_device d JOIN staff s ON s.id = d.staff_id WHERE s.disabled_at IS NULL AND s.roles && ${[...roles]}::text[]
    UNION ALL SELECT 'email', s.email, '{}' FROM staff s WHERE s.disabled_at IS NULL AND s.roles && ${[...roles]}::text[]`
}

async function note(tx: Statements, id: string, type: string, detail: object, { by, at }: By): Promise<void> {
  await tx.$executeRaw`INSERT INTO incident_change (incident_id, type, detail, by, at) VALUES (${id}::uuid, ${type}, ${json(secretJson(json(detail)))}::jsonb, ${by}, ${at})`
}
