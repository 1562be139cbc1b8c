// Entries of the directory as bodies write them, each by a link of its own.
import { BodyEntry } from '../feedback/entry.ts'
import { Listing } from '../feedback/listing.ts'
import { WRITABLE } from '../feedback/decide-submission.ts'
import { Submission } from '../feedback/submission.ts'
import type { SubmissionState } from '../feedback/decide-submission.ts'
import type { Database } from './database.ts'
import { json } from './json.ts'
import { secretJson } from './sealing/marks.ts'
import { bodyVisibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

export interface NewSubmission { readonly id: string; readonly digest: string; readonly content: Submission; readonly company: string | null; readonly at: Date }

/** False where so many wait that nobody could look at one more. */
export async function sendSubmission({ prisma }: Database, { id, digest, content, company, at }: NewSubmission, mostWaiting: number): Promise<boolean> {
  return (await prisma.$executeRaw`
    INSERT INTO body_submission (id, company_id, digest, content, state, sent_at, created_at)
    SELECT ${id}::uuid, ${company}::uuid, ${digest}, ${json(secretJson(json(content)))}::jsonb, 'waiting', ${at}, ${at} WHERE (SELECT count(*) FROM body_submission WHERE state = 'waiting') < ${mostWaiting}`) === 1
}

/** A link by which a body writes its own entry. False where there is no such body. */
export async function inviteSubmission({ prisma }: Database, reader: Reader, { id, body, digest, at }: { readonly id: string; readonly body: string; readonly digest: string; readonly at: Date }): Promise<boolean> {
  return (await prisma.$executeRaw`
    INSERT INTO body_submission (id, body_id, digest, state, invited_by, created_at)
    SELECT ${id}::uuid, b.id, ${digest}, 'invited', ${reader.id}, ${at} FROM body b WHERE b.id = ${body}::uuid AND b.state <> 'merged' AND ${bodyVisibleTo(reader)}`) === 1
}

/** `content`: as it was last sent, else as it stands now; null: nothing is known yet. `bodyId`: whose page it is, once it is listed. */
export interface OwnSubmission { readonly id: string; readonly state: SubmissionState; readonly note: string; readonly content: Submission | null; readonly bodyId: string | null }

export async function submissionBehind({ prisma }: Database, digest: string): Promise<OwnSubmission | null> {
  const [row] = await prisma.$queryRaw<{ id: string; state: SubmissionState; note: string; content: unknown; entry: unknown; listing: unknown; body_id: string | null }[]>`
    SELECT u.id, u.state, u.note, u.content, b.entry, b.listing, CASE WHEN b.state = 'listed' THEN b.id END AS body_id
    FROM body_submission u LEFT JOIN body o ON o.id = u.body_id LEFT JOIN body b ON b.id = coalesce(o.merged_into, o.id) WHERE u.digest = ${digest}`
  if (!row) return null
  const { id, state, note, content, entry, listing, body_id: bodyId } = row
  const sent = Submission.nullable().parse(content)
  return { id, state, note, bodyId, content: sent ?? (entry === null ? null : { entry: { ...BodyEntry.parse(entry), companyId: null }, listing: Listing.parse(listing) }) }
}

/** Written anew: both people look again. False where it was refused. */
export async function sendAgain({ prisma }: Database, digest: string, content: Submission, at: Date): Promise<boolean> {
  return (await prisma.$executeRaw`
    UPDATE body_submission SET content = ${json(secretJson(json(content)))}::jsonb, state = 'waiting', note = '', checked_by = NULL, decided_by = NULL, decided_at = NULL, sent_at = ${at}, revision = revision + 1
    WHERE digest = ${digest} AND state = ANY(${[...WRITABLE]}::text[])`) === 1
}
