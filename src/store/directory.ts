// Entries of the directory as staff work on them: what bodies sent, two people's decision, what became of the body, and what has grown old.
import { BodyEntry, changesOf } from '../feedback/entry.ts'
import { FRESH_DAYS, Listing, Sanctions } from '../feedback/listing.ts'
import { entryAfter, Submission } from '../feedback/submission.ts'
import type { SubmissionState } from '../feedback/decide-submission.ts'
import type { Database } from './database.ts'
import { noteChange, sealedEntry } from './feedback-bodies.ts'
import { Prisma } from './generated/client.ts'
import { json } from './json.ts'
import { secret } from './sealing/marks.ts'
import { bodyVisibleTo, submissionVisibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

interface Row {
  readonly id: string; readonly body_id: string | null; readonly content: unknown; readonly state: SubmissionState; readonly note: string; readonly revision: number
  readonly checked_by: string | null; readonly checked_name: string | null; readonly decided_name: string | null; readonly sent_at: Date | null; readonly body_name: string | null
}
/** `content` null: a link that nobody has used yet. */
export interface SubmissionRow extends Omit<Row, 'content'> { readonly content: Submission | null }

const ROWS = Prisma.sql`
  SELECT u.id, u.body_id, u.content, u.state, u.note, u.revision, u.checked_by, c.name AS checked_name, d.name AS decided_name, u.sent_at, b.entry->>'name' AS body_name
  FROM body_submission u LEFT JOIN body b ON b.id = u.body_id LEFT JOIN staff c ON c.id = u.checked_by LEFT JOIN staff d ON d.id = u.decided_by`
const rowOf = (row: Row): SubmissionRow => ({ ...row, content: Submission.nullable().parse(row.content) })

/** The oldest first. */
export async function listSubmissions({ prisma }: Database, reader: Reader, states: readonly SubmissionState[], most: number): Promise<SubmissionRow[]> {
  return (await prisma.$queryRaw<Row[]>`${ROWS} WHERE u.state = ANY(${[...states]}::text[]) AND ${submissionVisibleTo(reader)} ORDER BY u.sent_at, u.id LIMIT ${most}`).map(rowOf)
}

export async function findSubmission({ prisma }: Database, reader: Reader, id: string): Promise<SubmissionRow | null> {
  const [row] = await prisma.$queryRaw<Row[]>`${ROWS} WHERE u.id = ${id}::uuid AND ${submissionVisibleTo(reader)}`
  return row ? rowOf(row) : null
}

export interface Move { readonly id: string; readonly revision: number; readonly to: SubmissionState; readonly note: string; readonly body: string | null; readonly at: Date }

/** Who checks also says which body it is. False where somebody else was quicker. */
export async function moveSubmission({ prisma }: Database, reader: Reader, { id, revision, to, note, body, at }: Move): Promise<boolean> {
  return (await prisma.$executeRaw`
    UPDATE body_submission u SET state = ${to}, note = ${secret(note)}, revision = u.revision + 1, decided_by = ${reader.id}, decided_at = ${at},
      checked_by = CASE WHEN ${to} = 'checked' THEN ${reader.id} ELSE NULL END, body_id = CASE WHEN ${to} = 'checked' THEN ${body}::uuid ELSE u.body_id END
    WHERE u.id = ${id}::uuid AND u.revision = ${revision}`) === 1
}

export interface Approval { readonly id: string; readonly revision: number; readonly newBody: string; readonly day: string; readonly at: Date }

/** The body becomes what was sent, and is listed: two people have looked. Null where somebody else was quicker, or who approves is who checked. */
export async function approveSubmission({ prisma }: Database, reader: Reader, { id, revision, newBody, day, at }: Approval): Promise<string | null> {
  return prisma.$transaction(async (tx) => {
    const [taken] = await tx.$queryRaw<{ body_id: string | null; content: unknown; checked_by: string }[]>`
      UPDATE body_submission u SET state = 'approved', note = '', revision = u.revision + 1, decided_by = ${reader.id}, decided_at = ${at}
      WHERE u.id = ${id}::uuid AND u.revision = ${revision} AND u.state = 'checked' AND u.checked_by <> ${reader.id}
        AND (u.body_id IS NULL OR EXISTS (SELECT 1 FROM body o JOIN body b ON b.id = coalesce(o.merged_into, o.id) WHERE o.id = u.body_id AND ${bodyVisibleTo(reader)}))
      RETURNING u.body_id, u.content, u.checked_by`
    if (!taken) return null
    const sent = Submission.parse(taken.content)
    const [row] = taken.body_id === null ? [] : await tx.$queryRaw<{ id: string; entry: unknown; listing: unknown; state: string }[]>`
      SELECT b.id, b.entry, b.listing, b.state FROM body o JOIN body b ON b.id = coalesce(o.merged_into, o.id) WHERE o.id = ${taken.body_id}::uuid AND ${bodyVisibleTo(reader)} FOR UPDATE OF b`
    const before = row ? BodyEntry.parse(row.entry) : null
    const entry = entryAfter(before, sent)
    const body = row?.id ?? newBody
    if (row) await tx.$executeRaw`UPDATE body SET entry = ${json(sealedEntry(entry))}::jsonb, listing = ${json(sent.listing)}::jsonb, confirmed_on = ${day}::date, state = 'listed', revision = revision + 1 WHERE id = ${body}::uuid`
    else await tx.$executeRaw`INSERT INTO body (id, entry, listing, confirmed_on, state, asked_by) VALUES (${body}::uuid, ${json(sealedEntry(entry))}::jsonb, ${json(sent.listing)}::jsonb, ${day}::date, 'listed', ${taken.checked_by})`
    await tx.$executeRaw`UPDATE body_submission SET body_id = ${body}::uuid WHERE id = ${id}::uuid`
    const change = { ...changesOf(before, entry), ...listingChanges(row ? Listing.parse(row.listing) : null, sent.listing), ...(row?.state === 'listed' ? {} : { state: [row?.state ?? null, 'listed'] as const }) }
    await noteChange(tx, body, { ...change, checkedBy: [null, taken.checked_by] }, reader.id)
    return body
  })
}

/** Before and after, by field. */
export function listingChanges(before: Listing | null, after: Listing): Record<string, readonly [unknown, unknown]> {
  const old: Readonly<Record<string, unknown>> = before ?? {}
  return Object.fromEntries(Object.entries(after).filter(([field, value]) => JSON.stringify(old[field]) !== JSON.stringify(value)).map(([field, value]) => [field, [old[field] ?? null, value]]))
}

export interface DirectoryBody { readonly listing: Listing; readonly sanctions: Sanctions | null; readonly confirmedOn: string | null }

export async function directoryOf({ prisma }: Database, reader: Reader, id: string): Promise<DirectoryBody | null> {
  const [row] = await prisma.$queryRaw<{ listing: unknown; sanctions: unknown; confirmed_on: string | null }[]>`SELECT b.listing, b.sanctions, b.confirmed_on::text FROM body b WHERE b.id = ${id}::uuid AND ${bodyVisibleTo(reader)}`
  return row ? { listing: Listing.parse(row.listing), sanctions: Sanctions.nullable().parse(row.sanctions), confirmedOn: row.confirmed_on } : null
}

export interface StaleBody { readonly id: string; readonly name: string; readonly confirmed_on: string | null }

/** Listed, and confirmed by nobody for long: the oldest first. */
export function staleBodies({ prisma }: Database, reader: Reader, today: string): Promise<StaleBody[]> {
  return prisma.$queryRaw<StaleBody[]>`
    SELECT b.id, b.entry->>'name' AS name, b.confirmed_on::text FROM body b
    WHERE b.state = 'listed' AND (b.confirmed_on IS NULL OR b.confirmed_on < ${today}::date - ${FRESH_DAYS}::int) AND ${bodyVisibleTo(reader)} ORDER BY b.confirmed_on NULLS FIRST, b.id LIMIT 200`
}

/** Somebody on the staff has looked: it is still so. */
export async function confirmBody({ prisma }: Database, reader: Reader, id: string, day: string): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const done = await tx.$executeRaw`UPDATE body b SET confirmed_on = ${day}::date WHERE b.id = ${id}::uuid AND b.state <> 'merged' AND ${bodyVisibleTo(reader)}`
    if (done === 1) await noteChange(tx, id, { confirmedOn: [null, day] }, reader.id)
    return done === 1
  })
}

export async function noteSanctions({ prisma }: Database, reader: Reader, id: string, sanctions: Sanctions | null): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const [before] = await tx.$queryRaw<{ sanctions: unknown }[]>`SELECT b.sanctions FROM body b WHERE b.id = ${id}::uuid AND b.state <> 'merged' AND ${bodyVisibleTo(reader)} FOR UPDATE`
    if (!before) return false
    await tx.$executeRaw`UPDATE body SET sanctions = ${sanctions === null ? null : json(sanctions)}::jsonb WHERE id = ${id}::uuid`
    await noteChange(tx, id, { sanctions: [before.sanctions, sanctions] }, reader.id)
    return true
  })
}
