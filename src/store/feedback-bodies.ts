// Bodies of which people tell: entries, who changed what, which are listed, and which turned out to be the same.
import { BodyEntry } from '../feedback/entry.ts'
import type { BodyState } from '../feedback/entry.ts'
import type { Database, Statements } from './database.ts'
import { Prisma } from './generated/client.ts'
import { json } from './json.ts'
import { secret, secretJson } from './sealing/marks.ts'
import { bodyVisibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

interface Row { readonly id: string; readonly entry: unknown; readonly state: BodyState; readonly asked_by: string | null; readonly merged_into: string | null; readonly revision: number; readonly pieces: number; readonly waiting: number; readonly releases: number; readonly replies: number }
/** `pieces`: all that were matched; `waiting`: let through and not released yet; `replies`: of the body's, to be looked at. */
export interface Body extends Omit<Row, 'entry'> { readonly entry: BodyEntry }
export type EntryChange = Readonly<Record<string, readonly [unknown, unknown]>>

const BODIES = Prisma.sql`
  SELECT b.id, b.entry, b.state, b.asked_by, b.merged_into, b.revision,
    (SELECT count(*)::int FROM feedback g WHERE g.body_id = b.id) AS pieces, (SELECT count(*)::int FROM feedback g WHERE g.body_id = b.id AND g.state = 'ready') AS waiting,
    (SELECT count(*)::int FROM feedback_release r WHERE r.body_id = b.id AND r.withdrawn_at IS NULL) AS releases,
    (SELECT count(*)::int FROM body_reply a WHERE a.body_id = b.id AND a.state = 'answered') AS replies
  FROM body b`

/** By name; without those that are another one. */
export async function allBodies({ prisma }: Database, reader: Reader): Promise<Body[]> {
  return (await prisma.$queryRaw<Row[]>`${BODIES} WHERE b.state <> 'merged' AND ${bodyVisibleTo(reader)} ORDER BY b.entry->>'name', b.id`).map(bodyOf)
}

export async function findBody({ prisma }: Database, reader: Reader, id: string): Promise<Body | null> {
  const [row] = await prisma.$queryRaw<Row[]>`${BODIES} WHERE b.id = ${id}::uuid AND ${bodyVisibleTo(reader)}`
  return row ? bodyOf(row) : null
}

/** Whom one writes to there; statements ask for the rest. */
export const sealedEntry = (entry: BodyEntry) => ({ ...entry, contact: secret(entry.contact) })

export interface BodySave { readonly id: string; readonly entry: BodyEntry; readonly change: EntryChange }

export async function addBody({ prisma }: Database, { id, entry, change }: BodySave, by: string): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await tx.$executeRaw`INSERT INTO body (id, entry, company_id) VALUES (${id}::uuid, ${json(sealedEntry(entry))}::jsonb, ${entry.companyId}::uuid)`
    await noteChange(tx, id, change, by)
  })
}

/** False where somebody else has saved it meanwhile. */
export async function saveBody({ prisma }: Database, reader: Reader, { id, entry, change }: BodySave, revision: number): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const saved = await tx.$executeRaw`
      UPDATE body b SET entry = ${json(sealedEntry(entry))}::jsonb, company_id = ${entry.companyId}::uuid, revision = b.revision + 1
      WHERE b.id = ${id}::uuid AND b.revision = ${revision} AND b.state <> 'merged' AND ${bodyVisibleTo(reader)}`
    if (saved === 1) await noteChange(tx, id, change, reader.id)
    return saved === 1
  })
}

/** Asked for by one person, agreed to by another. False where it is in none of these states any more, or the one who agrees asked. */
export async function moveBody({ prisma }: Database, reader: Reader, id: string, from: readonly BodyState[], to: 'unlisted' | 'asked' | 'listed'): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const moved = await tx.$executeRaw`
      UPDATE body b SET state = ${to}, asked_by = CASE WHEN ${to} = 'asked' THEN ${reader.id} ELSE b.asked_by END
      WHERE b.id = ${id}::uuid AND b.state = ANY(${[...from]}::text[]) AND (${to} <> 'listed' OR b.asked_by <> ${reader.id}) AND ${bodyVisibleTo(reader)}`
    if (moved === 1) await noteChange(tx, id, { state: [from[0] ?? null, to] }, reader.id)
    return moved === 1
  })
}

/** Everything of one becomes the other's, whose entry gets its names. False where one of them is no body any more. */
export async function mergeBodies({ prisma }: Database, reader: Reader, from: string, into: string): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<Row[]>`SELECT b.* FROM body b WHERE b.id IN (${from}::uuid, ${into}::uuid) AND b.state <> 'merged' AND ${bodyVisibleTo(reader)} ORDER BY b.id FOR UPDATE`
    const [lost, kept] = [rows.find(({ id }) => id === from), rows.find(({ id }) => id === into)]
    if (!lost || !kept) return false
    const [old, entry] = [BodyEntry.parse(lost.entry), BodyEntry.parse(kept.entry)]
    const otherNames = [...new Set([...entry.otherNames, old.name, ...old.otherNames])].filter((name) => name !== entry.name).slice(0, 20)
    await tx.$executeRaw`UPDATE body SET entry = ${json(sealedEntry({ ...entry, otherNames }))}::jsonb, revision = revision + 1 WHERE id = ${into}::uuid`
    await tx.$executeRaw`UPDATE body SET state = 'merged', merged_into = ${into}::uuid WHERE id = ${from}::uuid`
    await tx.$executeRaw`UPDATE body SET merged_into = ${into}::uuid WHERE merged_into = ${from}::uuid`
    await tx.$executeRaw`UPDATE feedback SET body_id = ${into}::uuid WHERE body_id = ${from}::uuid`
    await tx.$executeRaw`UPDATE feedback_release SET body_id = ${into}::uuid WHERE body_id = ${from}::uuid`
    await tx.$executeRaw`UPDATE body_reply SET body_id = ${into}::uuid WHERE body_id = ${from}::uuid`
    await noteChange(tx, into, { merged: [null, from] }, reader.id)
    await noteChange(tx, from, { mergedInto: [null, into] }, reader.id)
    return true
  })
}

/** Foreign workers, as the company last declared them. */
export async function workersOf({ prisma }: Database, company: string | null): Promise<number | null> {
  const [row] = await prisma.$queryRaw<{ workers: number }[]>`SELECT workers FROM company_workers WHERE company_id = ${company}::uuid ORDER BY as_of DESC, id DESC LIMIT 1`
  return row?.workers ?? null
}

/** Newest first. */
export function changesOfBody({ prisma }: Database, id: string): Promise<{ at: Date; by: string; change: EntryChange }[]> {
  return prisma.$queryRaw<{ at: Date; by: string; change: EntryChange }[]>`
    SELECT h.at, coalesce(s.name, h.by) AS by, h.change FROM body_change h LEFT JOIN staff s ON s.id = h.by WHERE h.body_id = ${id}::uuid ORDER BY h.id DESC LIMIT 100`
}

export async function noteChange(tx: Statements, id: string, change: EntryChange, by: string): Promise<void> {
  await tx.$executeRaw`INSERT INTO body_change (body_id, change, by) VALUES (${id}::uuid, ${json(secretJson(json(change)))}::jsonb, ${by})`
}

function bodyOf(row: Row): Body {
  return { ...row, entry: BodyEntry.parse(row.entry) }
}
