// Versions of articles above the files of flows/faq. What an article holds is the gateway's to read: here it is JSON.
import { Prisma } from './generated/client.ts'
import { announce } from './database.ts'
import type { Database, Statements } from './database.ts'
import { json } from './json.ts'

export interface ArticleVersion {
  readonly topic: string
  readonly number: number
  readonly state: 'draft' | 'review' | 'published' | 'withdrawn'
  /** What runs when it is published: its content, the file again, or nothing. */
  readonly runs: 'text' | 'file' | 'nothing'
  readonly content: unknown
  readonly base: number
  readonly revision: number
  readonly authors: string[]
  readonly author_names: string[]
  readonly reviewer_id: string | null
  readonly reviewer_name: string | null
  readonly reason: string
  readonly created_at: Date
  readonly saved_at: Date
  readonly published_at: Date | null
}

const VERSIONS = Prisma.sql`
  SELECT v.topic, v.number, v.state, v.runs, v.content, v.base, v.revision, v.authors, v.reviewer_id, r.name AS reviewer_name, v.reason,
    v.created_at, v.saved_at, v.published_at,
    ARRAY(SELECT coalesce(s.name, a.id) FROM unnest(v.authors) WITH ORDINALITY a(id, place) LEFT JOIN staff s ON s.id = a.id ORDER BY a.place) AS author_names
  FROM article_version v LEFT JOIN staff r ON r.id = v.reviewer_id`

/** The latest published version of each topic that has one. */
export function publishedVersions({ prisma }: Database): Promise<ArticleVersion[]> {
  return prisma.$queryRaw<ArticleVersion[]>`${VERSIONS} WHERE v.state = 'published'
    AND v.number = (SELECT max(l.number) FROM article_version l WHERE l.topic = v.topic AND l.state = 'published')`
}

/** How often anything was published: what runs has changed when this has. */
export async function countPublished({ prisma }: Database): Promise<number> {
  return prisma.articleVersion.count({ where: { state: 'published' } })
}

/** Drafts and what waits for review, of all topics. */
export function openVersions({ prisma }: Database): Promise<ArticleVersion[]> {
  return prisma.$queryRaw<ArticleVersion[]>`${VERSIONS} WHERE v.state IN ('draft', 'review') ORDER BY v.topic`
}

/** Newest first. */
export function versionsOf({ prisma }: Database, topic: string): Promise<ArticleVersion[]> {
  return prisma.$queryRaw<ArticleVersion[]>`${VERSIONS} WHERE v.topic = ${topic} ORDER BY v.number DESC`
}

export async function openVersionOf({ prisma }: Database, topic: string): Promise<ArticleVersion | null> {
  const [row] = await prisma.$queryRaw<ArticleVersion[]>`${VERSIONS} WHERE v.topic = ${topic} AND v.state IN ('draft', 'review')`
  return row ?? null
}

export interface NewVersion {
  readonly topic: string
  readonly content: unknown
  readonly base: number
  readonly authors: readonly string[]
  readonly reason: string
}

/** @returns false where one is open already: somebody was quicker */
export async function beginDraft({ prisma }: Database, { topic, content, base, authors, reason }: NewVersion): Promise<boolean> {
  return (await prisma.$executeRaw`
    INSERT INTO article_version (topic, number, content, base, authors, reason)
    SELECT ${topic}, coalesce(max(number), 0) + 1, ${json(content)}::jsonb, ${base}, ${[...authors]}::text[], ${reason} FROM article_version WHERE topic = ${topic}
    ON CONFLICT DO NOTHING`) === 1
}

/** @returns the new revision; null where there is no draft, or not with this revision any more */
export async function saveDraft({ prisma }: Database, topic: string, revision: number, content: unknown, author: string): Promise<number | null> {
  const [row] = await prisma.$queryRaw<{ revision: number }[]>`
    UPDATE article_version SET content = ${json(content)}::jsonb, revision = revision + 1, saved_at = now(),
      authors = CASE WHEN ${author} = ANY(authors) THEN authors ELSE array_append(authors, ${author}) END
    WHERE topic = ${topic} AND state = 'draft' AND revision = ${revision} RETURNING revision`
  return row?.revision ?? null
}

/** Moves what is open to another state; `from` and `revision` as the one who moves it saw them. */
export async function moveVersion({ prisma }: Database, topic: string, revision: number, from: 'draft' | 'review', to: 'draft' | 'review' | 'withdrawn', reason: string): Promise<boolean> {
  return (await prisma.$executeRaw`
    UPDATE article_version SET state = ${to}, reason = ${reason}, revision = revision + 1
    WHERE topic = ${topic} AND state = ${from} AND revision = ${revision}`) === 1
}

/** @returns false where it is not this any more that waits for review, or the reviewer wrote in it; `alone`: nobody else could review it */
export async function publishVersion(db: Database, { topic, revision, content, reviewer, reason, alone }: {
  readonly topic: string; readonly revision: number; readonly content: unknown; readonly reviewer: string; readonly reason: string; readonly alone: boolean
}): Promise<boolean> {
  return db.prisma.$transaction(async (tx) => {
    const published = await tx.$executeRaw`
      UPDATE article_version SET state = 'published', content = ${json(content)}::jsonb, reviewer_id = ${reviewer}, reason = ${reason}, published_at = now()
      WHERE topic = ${topic} AND state = 'review' AND revision = ${revision} AND (${alone} OR NOT ${reviewer} = ANY(authors))`
    await announceKnowledge(tx, topic)
    return published === 1
  })
}

/** At once, without review: an earlier version again, the file, or nothing. */
export async function publishAgain(db: Database, { topic, content, base, runs, by, reason }: {
  readonly topic: string; readonly content: unknown; readonly base: number; readonly runs: ArticleVersion['runs']; readonly by: string; readonly reason: string
}): Promise<void> {
  await db.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`article ${topic}`}))`
    await tx.$executeRaw`
      INSERT INTO article_version (topic, number, state, runs, content, base, authors, reviewer_id, reason, published_at)
      SELECT ${topic}, coalesce(max(number), 0) + 1, 'published', ${runs}, ${json(content)}::jsonb, ${base}, ${[by]}::text[], ${by}, ${reason}, now()
      FROM article_version WHERE topic = ${topic}`
    await announceKnowledge(tx, topic)
  })
}

async function announceKnowledge(tx: Statements, topic: string): Promise<void> {
  await announce(tx, [topic], 'knowledge')
}
