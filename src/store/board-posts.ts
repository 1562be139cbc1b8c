// Posts of the mutual help board: written by members, found by anybody, with what readers do with them.
import type { Position } from '../board/places.ts'
import type { PostState } from '../board/post.ts'
import { Prisma } from './generated/client.ts'
import { secret, secretJson } from './sealing/marks.ts'
import type { Database } from './database.ts'
import { json } from './json.ts'

export interface Written {
  readonly kind: string
  readonly category: string
  readonly title: string
  readonly text: string
  readonly language: string
  readonly prefecture: string
  readonly position: Position | null
  readonly startsAt: Date | null
  readonly expiresAt: Date
  readonly state: PostState
  readonly signs: readonly string[]
  readonly danger: string | null
}

export type Translations = Readonly<Record<string, { readonly title: string; readonly text: string }>>

export interface PostRow {
  readonly id: string
  readonly member_id: string
  readonly nickname: string
  readonly kind: string
  readonly category: string
  readonly title: string
  readonly text: string
  readonly language: string
  readonly translations: Translations
  readonly prefecture: string
  readonly latitude: number | null
  readonly longitude: number | null
  readonly starts_at: Date | null
  readonly expires_at: Date
  readonly state: PostState
  readonly signs: readonly string[]
  readonly danger: string | null
  readonly reason: string | null
  readonly revision: number
  readonly created_at: Date
  readonly edited_at: Date | null
  readonly likes: number
  /** By who asks. */
  readonly liked: boolean
  readonly blocked: boolean
  /** Only with a place to look from. */
  readonly distance: number | null
}

export async function insertPost({ prisma }: Database, { id, member, now, ...w }: Written & { readonly id: string; readonly member: string; readonly now: Date }): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO board_post (id, member_id, kind, category, title, text, language, prefecture, latitude, longitude, starts_at, expires_at, state, signs, danger, created_at)
    VALUES (${id}::uuid, ${member}::uuid, ${w.kind}, ${w.category}, ${secret(w.title)}, ${secret(w.text)}, ${w.language}, ${w.prefecture}, ${w.position?.latitude ?? null}, ${w.position?.longitude ?? null},
      ${w.startsAt}, ${w.expiresAt}, ${w.state}, ${[...w.signs]}::text[], ${w.danger}, ${now}) ON CONFLICT DO NOTHING`
}

/** False where it was changed elsewhere meanwhile. */
export async function changePost({ prisma }: Database, { id, member, revision, now, ...w }: Written & { readonly id: string; readonly member: string; readonly revision: number; readonly now: Date }): Promise<boolean> {
  return (await prisma.$executeRaw`
    UPDATE board_post SET kind = ${w.kind}, category = ${w.category}, title = ${secret(w.title)}, text = ${secret(w.text)}, language = ${w.language}, translations = '{}', prefecture = ${w.prefecture},
      latitude = ${w.position?.latitude ?? null}, longitude = ${w.position?.longitude ?? null}, starts_at = ${w.startsAt}, expires_at = ${w.expiresAt}, state = ${w.state},
      signs = ${[...w.signs]}::text[], danger = ${w.danger}, reason = NULL, revision = revision + 1, edited_at = ${now}
    WHERE id = ${id}::uuid AND member_id = ${member}::uuid AND revision = ${revision} AND state NOT IN ('removed', 'closed', 'withdrawn')`) === 1
}

/** In kilometres along a great circle, from the grid's crossing a reader looks from. */
const distanceFrom = ({ latitude, longitude }: Position) => Prisma.sql`
  (12742 * asin(least(1, sqrt(power(sin(radians(p.latitude - ${latitude}) / 2), 2) + cos(radians(${latitude})) * cos(radians(p.latitude)) * power(sin(radians(p.longitude - ${longitude}) / 2), 2)))))`
/** `reader` null: somebody who is no member. */
const columns = (reader: string | null, near: Position | null) => Prisma.sql`
  p.id, p.member_id, m.nickname, p.kind, p.category, p.title, p.text, p.language, p.translations, p.prefecture, p.latitude, p.longitude, p.starts_at, p.expires_at, p.state, p.signs, p.danger,
  p.reason, p.revision, p.created_at, p.edited_at, (SELECT count(*)::int FROM board_like k WHERE k.post_id = p.id) AS likes,
  EXISTS (SELECT 1 FROM board_like k WHERE k.post_id = p.id AND k.member_id = ${reader}::uuid) AS liked,
  EXISTS (SELECT 1 FROM board_block b WHERE (b.member_id = ${reader}::uuid AND b.other_id = p.member_id) OR (b.other_id = ${reader}::uuid AND b.member_id = p.member_id)) AS blocked,
  ${near === null ? Prisma.sql`NULL::float8` : Prisma.sql`CASE WHEN p.latitude IS NULL THEN NULL ELSE ${distanceFrom(near)} END`} AS distance`
/** What a reader may see: shown, not over, its writer in good standing, and nobody between whom and the reader one has blocked the other. */
const shownTo = (reader: string | null, now: Date) => Prisma.sql`
  p.state = 'published' AND p.expires_at > ${now} AND m.state <> 'closed' AND (m.state = 'active' OR (m.suspended_until <= ${now} AND m.close_asked_by IS NULL))
  AND NOT EXISTS (SELECT 1 FROM board_block b WHERE (b.member_id = ${reader}::uuid AND b.other_id = p.member_id) OR (b.other_id = ${reader}::uuid AND b.member_id = p.member_id))`

export interface Search { readonly kind: string; readonly category: string; readonly language: string; readonly near: Position | null; readonly within: number | null }

/** The nearest or the newest first, one more than fits tells that there are others. */
export function searchPosts({ prisma }: Database, reader: string | null, { kind, category, language, near, within }: Search, page: { readonly from: number; readonly size: number; readonly now: Date }): Promise<PostRow[]> {
  return prisma.$queryRaw<PostRow[]>`
    SELECT * FROM (SELECT ${columns(reader, near)} FROM board_post p JOIN board_member m ON m.id = p.member_id
      WHERE ${shownTo(reader, page.now)} AND (${kind} = '' OR p.kind = ${kind}) AND (${category} = '' OR p.category = ${category}) AND (${language} = '' OR p.language = ${language})) found
    WHERE ${within}::float8 IS NULL OR distance <= ${within}
    ORDER BY (CASE WHEN ${within}::float8 IS NULL THEN NULL ELSE distance END) NULLS LAST, created_at DESC, id LIMIT ${page.size + 1} OFFSET ${page.from}`
}

/** One's own in any state, others' where they are shown, and where one has written to its writer. */
export async function findPost({ prisma }: Database, reader: string | null, id: string, now: Date): Promise<PostRow | null> {
  const [row] = await prisma.$queryRaw<PostRow[]>`
    SELECT ${columns(reader, null)} FROM board_post p JOIN board_member m ON m.id = p.member_id
    WHERE p.id = ${id}::uuid AND ((p.member_id = ${reader}::uuid AND p.state <> 'withdrawn') OR (${shownTo(reader, now)}))`
  return row ?? null
}

export function postsOf({ prisma }: Database, member: string, limit: number): Promise<PostRow[]> {
  return prisma.$queryRaw<PostRow[]>`
    SELECT ${columns(member, null)} FROM board_post p JOIN board_member m ON m.id = p.member_id WHERE p.member_id = ${member}::uuid AND p.state <> 'withdrawn' ORDER BY p.created_at DESC, p.id LIMIT ${limit}`
}

export async function moveOwnPost({ prisma }: Database, member: string, id: string, from: PostState, to: PostState): Promise<boolean> {
  return (await prisma.$executeRaw`UPDATE board_post SET state = ${to}, revision = revision + 1 WHERE id = ${id}::uuid AND member_id = ${member}::uuid AND state = ${from}`) === 1
}

/** Gone at once; where a report about it is open it stays with the moderators, unseen, until that is settled. */
export async function deletePost({ prisma }: Database, member: string, id: string, now: Date): Promise<void> {
  await prisma.$transaction(async (statements) => {
    await statements.$executeRaw`UPDATE board_post SET state = 'withdrawn', withdrawn_at = ${now}, revision = revision + 1 WHERE id = ${id}::uuid AND member_id = ${member}::uuid AND state <> 'withdrawn'`
    await statements.$executeRaw`
      DELETE FROM board_post p WHERE p.id = ${id}::uuid AND p.member_id = ${member}::uuid AND p.state = 'withdrawn' AND NOT EXISTS (
        SELECT 1 FROM board_report r LEFT JOIN board_line l ON l.id = r.line_id LEFT JOIN board_thread t ON t.id = l.thread_id
        WHERE r.settled_at IS NULL AND (r.post_id = p.id OR t.post_id = p.id))`
  })
}

/** Again takes it back. */
export async function likePost({ prisma }: Database, member: string, post: string): Promise<void> {
  const undone = await prisma.$executeRaw`DELETE FROM board_like WHERE post_id = ${post}::uuid AND member_id = ${member}::uuid`
  if (undone === 0) await prisma.$executeRaw`
    INSERT INTO board_like (post_id, member_id) SELECT p.id, ${member}::uuid FROM board_post p WHERE p.id = ${post}::uuid AND p.member_id <> ${member}::uuid ON CONFLICT DO NOTHING`
}

/** What was changed meanwhile is left alone. */
export async function savePostTranslation({ prisma }: Database, { id, revision, language, title, text }: { readonly id: string; readonly revision: number; readonly language: string; readonly title: string; readonly text: string }): Promise<void> {
  await prisma.$executeRaw`
    UPDATE board_post SET translations = translations || jsonb_build_object(${language}::text, ${json(secretJson(json({ title, text })))}::jsonb) WHERE id = ${id}::uuid AND revision = ${revision}`
}
