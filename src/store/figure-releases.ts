// What leaves the desk as figures: counted once, written, checked by a second person, released, and unchanged from then on.
import { coverNumbers } from '../reports/numbers.ts'
import type { Keys } from '../reports/numbers.ts'
import type { PackContent } from '../reports/pack.ts'
import type { Span } from '../reports/periods.ts'
import type { Database, Statements } from './database.ts'
import { Prisma } from './generated/client.ts'
import { json } from './json.ts'
import { readNumbers } from './quarter-numbers.ts'

export const RELEASE_KINDS = ['committee', 'public'] as const
export type ReleaseKind = (typeof RELEASE_KINDS)[number]
export const RELEASE_STATES = ['draft', 'review', 'released', 'withdrawn'] as const
export type ReleaseState = (typeof RELEASE_STATES)[number]

/** Spans are days in Japan. */
export interface ReleaseLine {
  readonly id: string
  readonly kind: ReleaseKind
  readonly span_from: string
  readonly span_to: string
  readonly number: number | null
  readonly state: ReleaseState
  readonly revision: number
  readonly authors: string[]
  readonly author_names: string[]
  readonly decider_name: string | null
  readonly reason: string
  readonly decided_at: Date | null
}
export interface ReleaseRow extends ReleaseLine { readonly content: PackContent }

const LINE = Prisma.sql`
  r.id, r.kind, to_char(r.period_from, 'YYYY-MM-DD') AS span_from, to_char(r.period_to, 'YYYY-MM-DD') AS span_to, r.number, r.state, r.revision, r.authors, r.reason, r.decided_at, s.name AS decider_name,
  ARRAY(SELECT coalesce(m.name, a.id) FROM unnest(r.authors) WITH ORDINALITY a(id, place) LEFT JOIN staff m ON m.id = a.id ORDER BY a.place) AS author_names`
const FROM = Prisma.sql`FROM figure_release r LEFT JOIN staff s ON s.id = r.decided_by`

/** The latest span first. Who only reads sees what was released. */
export function listReleases({ prisma }: Database, kind: ReleaseKind, writes: boolean): Promise<ReleaseLine[]> {
  return prisma.$queryRaw<ReleaseLine[]>`SELECT ${LINE} ${FROM} WHERE r.kind = ${kind} AND (${writes} OR r.state = 'released') ORDER BY r.period_from DESC, r.made_at DESC LIMIT 100`
}

export async function findRelease({ prisma }: Database, id: string, writes: boolean): Promise<ReleaseRow | null> {
  const [row] = await prisma.$queryRaw<ReleaseRow[]>`SELECT ${LINE}, r.content ${FROM} WHERE r.id = ${id}::uuid AND (${writes} OR r.state = 'released')`
  return row ?? null
}

/** What stands released of a kind, a version for each span, the latest span first. */
export function releasedOf({ prisma }: Database, kind: ReleaseKind, limit: number): Promise<ReleaseRow[]> {
  return prisma.$queryRaw<ReleaseRow[]>`
    SELECT * FROM (SELECT DISTINCT ON (r.period_from) ${LINE}, r.content ${FROM} WHERE r.kind = ${kind} AND r.state = 'released' ORDER BY r.period_from, r.number DESC) one
    ORDER BY span_from DESC LIMIT ${limit}`
}

export interface NewRelease {
  readonly id: string
  readonly kind: ReleaseKind
  readonly span: Span
  readonly author: string
  readonly now: Date
  readonly today: string
  readonly threshold: number
  readonly keys: Keys
  readonly content: Omit<PackContent, 'numbers'>
}

/** `open`: somebody writes it. `published_before`: both lots of these days were published together elsewhere, and the company lot could be taken off. */
export type BeginRefusal = 'open' | 'released' | 'published_before'

/** A span that was counted for either kind keeps its figures: two counts of the same days would tell who came or went between them. */
export async function beginRelease(db: Database, { id, kind, span, author, now, today, threshold, keys, content }: NewRelease): Promise<'done' | BeginRefusal> {
  const counted = await db.prisma.$queryRaw<{ kind: ReleaseKind; state: ReleaseState; content: PackContent }[]>`
    SELECT kind, state, content FROM figure_release WHERE period_from = ${span.from}::date AND period_to = ${span.to}::date ORDER BY made_at`
  const same = counted.filter((one) => one.kind === kind)
  if (same.some(({ state }) => state === 'draft' || state === 'review')) return 'open'
  if (kind === 'public' && same.some(({ state }) => state === 'released')) return 'released'
  const [elsewhere] = await db.prisma.$queryRaw<unknown[]>`SELECT 1 FROM published_figure WHERE period_from <= ${span.to}::date AND period_to >= ${span.from}::date LIMIT 1`
  if (elsewhere !== undefined) return 'published_before'
  const numbers = counted[0]?.content.numbers ?? coverNumbers(await readNumbers(db, span), keys, { span, countedOn: today, threshold })
  const written = await db.prisma.$executeRaw`
    INSERT INTO figure_release (id, kind, period_from, period_to, content, authors, made_at)
    VALUES (${id}::uuid, ${kind}, ${span.from}::date, ${span.to}::date, ${json({ ...content, numbers })}::jsonb, ${[author]}::text[], ${now}) ON CONFLICT DO NOTHING`
  return written === 1 ? 'done' : 'open'
}

export interface SavedRelease { readonly id: string; readonly revision: number; readonly author: string; readonly content: Omit<PackContent, 'numbers'> }

/** @returns the new revision; null where it is no draft, or was changed meanwhile */
export async function saveRelease({ prisma }: Database, { id, revision, author, content }: SavedRelease): Promise<number | null> {
  const [row] = await prisma.$queryRaw<{ revision: number }[]>`
    UPDATE figure_release SET content = content || ${json(content)}::jsonb, revision = revision + 1, authors = CASE WHEN ${author}::text = ANY(authors) THEN authors ELSE array_append(authors, ${author}) END
    WHERE id = ${id}::uuid AND revision = ${revision} AND state = 'draft' RETURNING revision`
  return row?.revision ?? null
}

export interface Move { readonly id: string; readonly revision: number; readonly from: readonly ReleaseState[]; readonly to: ReleaseState; readonly by: string | null; readonly reason: string; readonly now: Date }

/** To `released` it gets the next number of its span. @returns whether it was still as it was read */
export async function moveRelease({ prisma }: Database, { id, revision, from, to, by, reason, now }: Move): Promise<boolean> {
  return prisma.$transaction(async (tx: Statements) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('figure_release'))`
    const moved = await tx.$executeRaw`
      UPDATE figure_release r SET state = ${to}, revision = revision + 1, reason = ${reason}, decided_by = coalesce(${by}, decided_by), decided_at = CASE WHEN ${by !== null} THEN ${now} ELSE decided_at END,
        number = CASE WHEN ${to} = 'released' THEN (SELECT coalesce(max(o.number), 0) + 1 FROM figure_release o WHERE o.kind = r.kind AND o.period_from = r.period_from AND o.period_to = r.period_to) ELSE r.number END
      WHERE r.id = ${id}::uuid AND r.revision = ${revision} AND r.state = ANY(${[...from]}::text[]) AND (${to} <> 'released' OR NOT ${by ?? ''} = ANY(r.authors))`
    return moved === 1
  })
}
