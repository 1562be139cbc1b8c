// The mutual help board as moderators see it: what is held, hidden or reported, and what was decided.
import type { Decision, PostState } from '../board/post.ts'
import type { PostRow } from './board-posts.ts'
import { Prisma } from './generated/client.ts'
import { secret } from './sealing/marks.ts'
import type { Database, Statements } from './database.ts'
import { memberVisibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

export interface ItemRow extends Pick<PostRow, 'id' | 'member_id' | 'nickname' | 'kind' | 'category' | 'title' | 'text' | 'language' | 'state' | 'signs' | 'danger' | 'reason' | 'revision' | 'prefecture' | 'starts_at'> {
  readonly type: 'post' | 'line'
  /** Of a line its words. */
  readonly japanese: { readonly title: string; readonly text: string } | string | null
  readonly at: Date
  /** Open ones. */
  readonly reports: number
}

const OPEN_REPORTS = (column: Prisma.Sql, id: Prisma.Sql) => Prisma.sql`(SELECT count(*)::int FROM board_report r WHERE r.${column} = ${id} AND r.settled_at IS NULL)`
/** Of private lines only what was held back, or reported by who read it. */
const ITEMS = Prisma.sql`(
  SELECT p.id, 'post' AS type, p.member_id, p.kind, p.category, p.title, p.text, p.language, p.translations->'ja' AS japanese,
    p.state, p.signs, p.danger, p.reason, p.revision, p.prefecture, p.starts_at, p.created_at AS at, ${OPEN_REPORTS(Prisma.sql`post_id`, Prisma.sql`p.id`)} AS reports
  FROM board_post p WHERE p.state <> 'withdrawn' OR ${OPEN_REPORTS(Prisma.sql`post_id`, Prisma.sql`p.id`)} > 0
  UNION ALL
  SELECT l.id, 'line', l.member_id, '', '', p.title, l.text, l.language, l.translations->'ja', CASE l.state WHEN 'sent' THEN 'published' ELSE l.state END, l.signs, l.danger, l.reason, l.revision, '', NULL, l.at,
    ${OPEN_REPORTS(Prisma.sql`line_id`, Prisma.sql`l.id`)}
  FROM board_line l JOIN board_thread t ON t.id = l.thread_id JOIN board_post p ON p.id = t.post_id
  WHERE l.state <> 'sent' OR cardinality(l.signs) > 0 OR EXISTS (SELECT 1 FROM board_report r WHERE r.line_id = l.id)) i`

export const SHOWS = ['todo', 'published', 'removed'] as const
export type Shows = (typeof SHOWS)[number]
const IN: Readonly<Record<Shows, Prisma.Sql>> = {
  todo: Prisma.sql`(i.state IN ('waiting', 'held', 'hidden') OR i.reports > 0)`,
  published: Prisma.sql`i.state IN ('published', 'closed')`,
  removed: Prisma.sql`i.state = 'removed'`,
}
const items = (reader: Reader) => Prisma.sql`SELECT i.*, m.nickname FROM ${ITEMS} JOIN board_member m ON m.id = i.member_id WHERE ${memberVisibleTo(reader)}`

/** What is dangerous or reported first, then the oldest; of what is settled, the newest. */
export function listItems({ prisma }: Database, reader: Reader, show: Shows, limit: number): Promise<ItemRow[]> {
  const order = show === 'todo' ? Prisma.sql`i.danger IS NOT NULL DESC, i.reports > 0 DESC, i.at, i.id` : Prisma.sql`i.at DESC, i.id`
  return prisma.$queryRaw<ItemRow[]>`${items(reader)} AND ${IN[show]} ORDER BY ${order} LIMIT ${limit}`
}

export async function countItems({ prisma }: Database, reader: Reader): Promise<Record<Shows, number>> {
  const [row] = await prisma.$queryRaw<Record<Shows, number>[]>`
    SELECT count(*) FILTER (WHERE ${IN.todo})::int AS todo, count(*) FILTER (WHERE ${IN.published})::int AS published, count(*) FILTER (WHERE ${IN.removed})::int AS removed
    FROM (${items(reader)}) i`
  return row ?? { todo: 0, published: 0, removed: 0 }
}

export async function findItem({ prisma }: Database, reader: Reader, id: string): Promise<ItemRow | null> {
  const [row] = await prisma.$queryRaw<ItemRow[]>`${items(reader)} AND i.id = ${id}::uuid`
  return row ?? null
}

export function openReports({ prisma }: Database, id: string): Promise<{ reason: string; text: string; at: Date }[]> {
  return prisma.$queryRaw<{ reason: string; text: string; at: Date }[]>`
    SELECT reason, text, at FROM board_report WHERE (post_id = ${id}::uuid OR line_id = ${id}::uuid) AND settled_at IS NULL ORDER BY at`
}

export interface LastAct { readonly id: bigint; readonly act: string; readonly before: PostState; readonly reason_before: string | null; readonly at: Date }

/** The last decision that still stands as it was made; null: there is nothing to take back. */
export async function lastAct({ prisma }: Database, { id, state }: Pick<ItemRow, 'id' | 'state'>): Promise<LastAct | null> {
  const [row] = await prisma.$queryRaw<(LastAct & { after: string })[]>`
    SELECT a.id, a.act, a.before, a.after, a.at, (SELECT b.reason FROM board_act b WHERE (b.post_id = ${id}::uuid OR b.line_id = ${id}::uuid) AND b.id < a.id AND b.undone_at IS NULL AND b.act IN ('hold', 'remove') ORDER BY b.id DESC LIMIT 1) AS reason_before
    FROM board_act a WHERE (a.post_id = ${id}::uuid OR a.line_id = ${id}::uuid) AND a.undone_at IS NULL AND a.act <> 'offerDesk' ORDER BY a.id DESC LIMIT 1`
  return row?.after === state ? row : null
}

export interface Decided {
  readonly item: ItemRow
  readonly revision: number
  readonly decision: Decision
  readonly to: PostState
  readonly reason: string | null
  readonly note: string
  /** With an undo. */
  readonly undoes: LastAct | null
  readonly now: Date
}

/** False where somebody else was quicker. */
export async function decideItem({ prisma }: Database, { id: staff }: Reader, { item, revision, decision, to, reason, note, undoes, now }: Decided): Promise<boolean> {
  const isPost = item.type === 'post'
  const about = isPost ? Prisma.sql`post_id = ${item.id}::uuid` : Prisma.sql`line_id = ${item.id}::uuid`
  const kept = decision === 'undo' ? reasonAt(to, undoes) : decision === 'hold' || decision === 'remove' ? reason : decision === 'publish' ? null : item.reason
  return prisma.$transaction(async (statements) => {
    const moved = isPost ? await movePost(statements, item, { revision, to, kept, now, publishes: decision === 'publish', unpublishes: undoes?.act === 'publish' }) : await statements.$executeRaw`
      UPDATE board_line SET state = ${to === 'published' ? 'sent' : to}, reason = ${kept}, revision = revision + 1 WHERE id = ${item.id}::uuid AND revision = ${revision}`
    if (moved !== 1) return false
    if (undoes) {
      await statements.$executeRaw`UPDATE board_act SET undone_at = ${now} WHERE id = ${undoes.id}`
      await statements.$executeRaw`UPDATE board_report SET settled_at = NULL WHERE ${about} AND settled_at = ${undoes.at}`
      return true
    }
    if (decision !== 'offerDesk') await statements.$executeRaw`UPDATE board_report SET settled_at = ${now} WHERE ${about} AND settled_at IS NULL`
    await statements.$executeRaw`
      INSERT INTO board_act (member_id, post_id, line_id, staff_id, act, reason, note, before, after, at)
      VALUES (${item.member_id}::uuid, ${isPost ? item.id : null}::uuid, ${isPost ? null : item.id}::uuid, ${staff}, ${decision}, ${reason}, ${secret(note)}, ${item.state}, ${to}, ${now})`
    return true
  })
}

const reasonAt = (state: PostState, undoes: LastAct | null) => (state === 'held' || state === 'removed' ? undoes?.reason_before ?? null : null)

interface Move { readonly revision: number; readonly to: PostState; readonly kept: string | null; readonly now: Date; readonly publishes: boolean; readonly unpublishes: boolean }

/** A post that moderators let through counts for its writer, unless that was taken back. */
function movePost(statements: Statements, { id }: ItemRow, { revision, to, kept, now, publishes, unpublishes }: Move): Promise<number> {
  return statements.$executeRaw`
    UPDATE board_post SET state = ${to}, reason = ${kept}, revision = revision + 1,
      approved_at = CASE WHEN ${publishes} THEN coalesce(approved_at, ${now}) WHEN ${unpublishes} THEN NULL ELSE approved_at END
    WHERE id = ${id}::uuid AND revision = ${revision}`
}
