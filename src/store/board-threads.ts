// Private threads of the mutual help board: between a post's writer and one other member, and seen by nobody else unless reported or held.
import { Prisma } from './generated/client.ts'
import { secret } from './sealing/marks.ts'
import type { Database } from './database.ts'
import { json } from './json.ts'

export interface ThreadRow {
  readonly id: string
  readonly post_id: string
  readonly title: string
  readonly post_language: string
  readonly poster_id: string
  readonly asker_id: string
  /** The other one of the two, as the member who asks sees it. */
  readonly other_id: string
  readonly other: string
  readonly is_poster: boolean
  readonly asker_agrees: boolean
  readonly poster_agrees: boolean
  readonly thanked: boolean
  /** By who asks. */
  readonly blocks: boolean
  /** Nothing can be written: one has blocked the other, or a writer is suspended. */
  readonly silent: boolean
  readonly unread: number
  readonly last_at: Date | null
}

const threads = (member: string, now: Date) => Prisma.sql`
  SELECT t.id, t.post_id, p.title, p.language AS post_language, p.member_id AS poster_id, t.member_id AS asker_id, o.id AS other_id, o.nickname AS other, p.member_id = ${member}::uuid AS is_poster,
    t.asker_agrees, t.poster_agrees, CASE WHEN p.member_id = ${member}::uuid THEN t.poster_thanks ELSE t.asker_thanks END AS thanked,
    EXISTS (SELECT 1 FROM board_block b WHERE b.member_id = ${member}::uuid AND b.other_id = o.id) AS blocks,
    (EXISTS (SELECT 1 FROM board_block b WHERE (b.member_id = ${member}::uuid AND b.other_id = o.id) OR (b.other_id = ${member}::uuid AND b.member_id = o.id))
      OR o.state = 'closed' OR (o.state = 'suspended' AND (o.suspended_until > ${now} OR o.close_asked_by IS NOT NULL)) OR p.state IN ('removed', 'withdrawn')) AS silent,
    (SELECT count(*)::int FROM board_line l WHERE l.thread_id = t.id AND l.member_id = o.id AND l.state = 'sent' AND l.read_at IS NULL) AS unread,
    (SELECT max(l.at) FROM board_line l WHERE l.thread_id = t.id AND (l.member_id = ${member}::uuid OR l.state = 'sent')) AS last_at
  FROM board_thread t JOIN board_post p ON p.id = t.post_id JOIN board_member o ON o.id = CASE WHEN p.member_id = ${member}::uuid THEN t.member_id ELSE p.member_id END
  WHERE (t.member_id = ${member}::uuid OR p.member_id = ${member}::uuid) AND p.state <> 'withdrawn' AND o.left_at IS NULL`

export async function findThread({ prisma }: Database, member: string, id: string, now: Date): Promise<ThreadRow | null> {
  const [row] = await prisma.$queryRaw<ThreadRow[]>`${threads(member, now)} AND t.id = ${id}::uuid`
  return row ?? null
}

/** Those in which something was written that they may see, the latest first. */
export function threadsOf({ prisma }: Database, member: string, limit: number, now: Date): Promise<ThreadRow[]> {
  return prisma.$queryRaw<ThreadRow[]>`SELECT * FROM (${threads(member, now)}) found WHERE last_at IS NOT NULL ORDER BY unread > 0 DESC, last_at DESC, id LIMIT ${limit}`
}

export async function threadAbout({ prisma }: Database, member: string, post: string): Promise<string | null> {
  const [row] = await prisma.$queryRaw<{ id: string }[]>`SELECT id FROM board_thread WHERE post_id = ${post}::uuid AND member_id = ${member}::uuid`
  return row?.id ?? null
}

/** @returns the thread of the two, begun now or before */
export async function beginThread({ prisma }: Database, { id, post, member, now }: { readonly id: string; readonly post: string; readonly member: string; readonly now: Date }): Promise<string> {
  const [row] = await prisma.$queryRaw<{ id: string }[]>`
    INSERT INTO board_thread (id, post_id, member_id, created_at) VALUES (${id}::uuid, ${post}::uuid, ${member}::uuid, ${now})
    ON CONFLICT (post_id, member_id) DO UPDATE SET member_id = excluded.member_id RETURNING id`
  return row?.id ?? id
}

export interface LineRow {
  readonly id: string
  readonly member_id: string
  readonly text: string
  readonly language: string
  readonly translations: Readonly<Record<string, string>>
  readonly state: 'sent' | 'held' | 'removed'
  readonly reason: string | null
  readonly at: Date
  readonly reported: boolean
}

/** One's own in every state, the other's where they were sent; the last so many, in order. */
export async function linesOf({ prisma }: Database, member: string, thread: string, limit: number): Promise<LineRow[]> {
  const rows = await prisma.$queryRaw<LineRow[]>`
    SELECT l.id, l.member_id, l.text, l.language, l.translations, l.state, l.reason, l.at, EXISTS (SELECT 1 FROM board_report r WHERE r.line_id = l.id AND r.member_id = ${member}::uuid) AS reported
    FROM board_line l WHERE l.thread_id = ${thread}::uuid AND (l.member_id = ${member}::uuid OR l.state = 'sent') ORDER BY l.at DESC, l.id DESC LIMIT ${limit}`
  return rows.toReversed()
}

export interface NewLine { readonly id: string; readonly thread: string; readonly member: string; readonly text: string; readonly language: string; readonly state: 'sent' | 'held'; readonly signs: readonly string[]; readonly danger: string | null; readonly now: Date }

export async function insertLine({ prisma }: Database, { id, thread, member, text, language, state, signs, danger, now }: NewLine): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO board_line (id, thread_id, member_id, text, language, state, signs, danger, at)
    VALUES (${id}::uuid, ${thread}::uuid, ${member}::uuid, ${secret(text)}, ${language}, ${state}, ${[...signs]}::text[], ${danger}, ${now}) ON CONFLICT DO NOTHING`
}

/** To how many others a member has written the very same. */
export async function timesWritten({ prisma }: Database, member: string, text: string, since: Date): Promise<number> {
  const rows = await prisma.$queryRaw<{ thread_id: string; text: string }[]>`SELECT thread_id, text FROM board_line WHERE member_id = ${member}::uuid AND at >= ${since}`
  return new Set(rows.flatMap((row) => (row.text === text ? [row.thread_id] : []))).size
}

export async function markRead({ prisma }: Database, member: string, thread: string, now: Date): Promise<void> {
  await prisma.$executeRaw`UPDATE board_line SET read_at = ${now} WHERE thread_id = ${thread}::uuid AND member_id <> ${member}::uuid AND state = 'sent' AND read_at IS NULL`
}

const COLUMN = { agree: { poster: Prisma.sql`poster_agrees`, asker: Prisma.sql`asker_agrees` }, thank: { poster: Prisma.sql`poster_thanks`, asker: Prisma.sql`asker_thanks` } } as const

/** One's own word in the thread, or taken back. Thanks count only where both have written. */
export async function sayInThread({ prisma }: Database, { id, is_poster: isPoster }: ThreadRow, word: keyof typeof COLUMN, said: boolean): Promise<void> {
  const column = COLUMN[word][isPoster ? 'poster' : 'asker']
  await prisma.$executeRaw`
    UPDATE board_thread t SET ${column} = ${said} WHERE t.id = ${id}::uuid AND (${word} = 'agree' OR (SELECT count(DISTINCT l.member_id) FROM board_line l WHERE l.thread_id = t.id AND l.state = 'sent') = 2)`
}

export async function block({ prisma }: Database, member: string, other: string, blocks: boolean): Promise<void> {
  if (blocks) await prisma.$executeRaw`INSERT INTO board_block (member_id, other_id) VALUES (${member}::uuid, ${other}::uuid) ON CONFLICT DO NOTHING`
  else await prisma.$executeRaw`DELETE FROM board_block WHERE member_id = ${member}::uuid AND other_id = ${other}::uuid`
}

export async function saveLineTranslation({ prisma }: Database, id: string, language: string, text: string): Promise<void> {
  await prisma.$executeRaw`UPDATE board_line SET translations = translations || jsonb_build_object(${language}::text, ${json(secret(text))}::jsonb) WHERE id = ${id}::uuid`
}
