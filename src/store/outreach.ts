// Messages to many: what is written, who looked at it, and how far it is.
import type { Kind, Message } from '../outreach/message.ts'
import type { Segment } from '../outreach/segment.ts'
import { Prisma } from './generated/client.ts'
import type { Database } from './database.ts'
import { json } from './json.ts'

export const OUTREACH_STATES = ['draft', 'review', 'released', 'paused', 'stopped', 'done'] as const
export type OutreachState = (typeof OUTREACH_STATES)[number]

export interface OutreachRow {
  readonly id: string
  readonly title: string
  readonly kind: Kind
  readonly segment: Segment
  readonly message: Message
  readonly state: OutreachState
  readonly revision: number
  readonly authors: string[]
  readonly author_names: string[]
  readonly reason: string
  readonly starts_at: Date | null
  readonly ends_at: Date | null
  readonly released_name: string | null
  readonly released_by: string | null
  readonly released_at: Date | null
  readonly written_at: Date | null
  readonly ended_at: Date | null
  readonly saved_at: Date
}

export type Written = Pick<OutreachRow, 'title' | 'kind' | 'segment' | 'message' | 'starts_at' | 'ends_at'>

const rows = Prisma.sql`
  SELECT o.id, o.title, o.kind, o.segment, o.message, o.state, o.revision, o.authors, o.reason, o.starts_at, o.ends_at, r.name AS released_name, o.released_by, o.released_at, o.written_at, o.ended_at, o.saved_at,
    ARRAY(SELECT coalesce(s.name, a.id) FROM unnest(o.authors) WITH ORDINALITY a(id, place) LEFT JOIN staff s ON s.id = a.id ORDER BY a.place) AS author_names
  FROM outreach o LEFT JOIN staff r ON r.id = o.released_by`

export async function findOutreach({ prisma }: Database, id: string): Promise<OutreachRow | null> {
  const [row] = await prisma.$queryRaw<OutreachRow[]>`${rows} WHERE o.id = ${id}::uuid`
  return row ?? null
}

/** What is being written and sent first, then the newest. */
export function listOutreach({ prisma }: Database): Promise<OutreachRow[]> {
  return prisma.$queryRaw<OutreachRow[]>`${rows} ORDER BY o.state IN ('done', 'stopped'), o.saved_at DESC LIMIT 200`
}

/** Those that have begun and are not over. */
export function runningOutreach({ prisma }: Database, now: Date): Promise<OutreachRow[]> {
  return prisma.$queryRaw<OutreachRow[]>`${rows} WHERE o.state = 'released' AND o.starts_at <= ${now} ORDER BY o.kind <> 'disaster', o.starts_at`
}

export async function beginOutreach({ prisma }: Database, id: string, { title, kind, segment, message, starts_at, ends_at }: Written, author: string, now: Date): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO outreach (id, title, kind, segment, message, authors, starts_at, ends_at, created_at, saved_at)
    VALUES (${id}::uuid, ${title}, ${kind}, ${json(segment)}::jsonb, ${json(message)}::jsonb, ${[author]}::text[], ${starts_at}, ${ends_at}, ${now}, ${now})`
}

/** What is changed while it is looked at has to be looked at again. @returns the new revision; null where it is on its way already, or was changed meanwhile */
export async function saveOutreach({ prisma }: Database, id: string, revision: number, { title, kind, segment, message, starts_at, ends_at }: Written, author: string, now: Date): Promise<number | null> {
  const [row] = await prisma.$queryRaw<{ revision: number }[]>`
    UPDATE outreach SET title = ${title}, kind = ${kind}, segment = ${json(segment)}::jsonb, message = ${json(message)}::jsonb, starts_at = ${starts_at}, ends_at = ${ends_at},
      state = 'draft', revision = revision + 1, saved_at = ${now}, authors = CASE WHEN ${author} = ANY(authors) THEN authors ELSE array_append(authors, ${author}) END
    WHERE id = ${id}::uuid AND state IN ('draft', 'review') AND revision = ${revision} RETURNING revision`
  return row?.revision ?? null
}

export interface OutreachMove {
  readonly id: string
  readonly revision: number
  readonly from: readonly OutreachState[]
  readonly to: OutreachState
  readonly reason: string
  readonly now: Date
  /** Who releases it. */
  readonly by?: string
  /** When it begins, and when it ends at the latest, where nobody said it before. */
  readonly runs?: { readonly from: Date; readonly hours: number }
}

/** Never by who wrote it, whatever the caller believes. */
export async function moveOutreach({ prisma }: Database, { id, revision, from, to, reason, now, by, runs }: OutreachMove): Promise<boolean> {
  const released = by === undefined ? Prisma.empty : Prisma.sql`, released_by = ${by}, released_at = ${now}`
  const spans = runs === undefined ? Prisma.empty : Prisma.sql`, starts_at = greatest(starts_at, ${runs.from}), ends_at = coalesce(ends_at, greatest(starts_at, ${runs.from}) + make_interval(hours => ${runs.hours}::int))`
  const ended = ['stopped', 'done'].includes(to) ? Prisma.sql`, ended_at = ${now}` : Prisma.empty
  return (await prisma.$executeRaw`
    UPDATE outreach SET state = ${to}, reason = ${reason} ${released} ${spans} ${ended}
    WHERE id = ${id}::uuid AND revision = ${revision} AND state = ANY(${[...from]}::text[]) AND NOT (${by ?? ''} = ANY(authors))`) === 1
}

export async function removeDraft({ prisma }: Database, id: string): Promise<boolean> {
  return (await prisma.$executeRaw`DELETE FROM outreach WHERE id = ${id}::uuid AND state = 'draft'`) === 1
}

/** Codes, campaigns, questionnaires: what a segment can name, as the desk has them. */
export async function segmentChoices({ prisma }: Database): Promise<{ codes: string[]; campaigns: string[]; questionnaires: { key: string; kind: string; title: string }[] }> {
  const [codes, questionnaires] = await Promise.all([
    prisma.$queryRaw<{ code: string; campaign: string }[]>`SELECT code, campaign FROM company_code ORDER BY code LIMIT 1000`,
    prisma.$queryRaw<{ key: string; kind: string; title: string }[]>`
      SELECT q.key, q.kind, coalesce(v.content->'title'->>'ja', q.key) AS title FROM questionnaire q
      JOIN LATERAL (SELECT content FROM questionnaire_version v WHERE v.key = q.key AND v.state = 'published' ORDER BY v.number DESC LIMIT 1) v ON true ORDER BY q.key`,
  ])
  return { codes: codes.map(({ code }) => code), campaigns: [...new Set(codes.map(({ campaign }) => campaign))].filter(Boolean).toSorted(), questionnaires }
}
