// Questionnaires and their versions as the desk writes, reviews and publishes them. What a version holds is read by whoever asks for it.
import { Prisma } from './generated/client.ts'
import { announce } from './database.ts'
import type { Database } from './database.ts'
import { json } from './json.ts'

export type QuestionnaireKind = 'selfCheck' | 'survey' | 'feedback'

export interface QuestionnaireRow {
  readonly key: string
  readonly kind: QuestionnaireKind
  readonly opens_at: Date | null
  readonly closes_at: Date | null
  readonly quotas: unknown
  readonly created_at: Date
  readonly finished: number
  readonly unfinished: number
}

export interface VersionRow {
  readonly key: string
  readonly number: number
  readonly state: 'draft' | 'review' | 'published' | 'withdrawn'
  readonly content: unknown
  readonly revision: number
  readonly authors: string[]
  readonly author_names: string[]
  readonly unchecked: string[]
  readonly reason: string
  readonly decided_name: string | null
  readonly saved_at: Date
  readonly published_at: Date | null
}

const ROWS = Prisma.sql`
  SELECT q.key, q.kind, q.opens_at, q.closes_at, q.quotas, q.created_at,
    (SELECT count(*)::int FROM answer_sheet a WHERE a.key = q.key AND a.finished_at IS NOT NULL) AS finished,
    (SELECT count(*)::int FROM answer_sheet a WHERE a.key = q.key AND a.finished_at IS NULL) AS unfinished
  FROM questionnaire q`

const VERSIONS = Prisma.sql`
  SELECT v.key, v.number, v.state, v.content, v.revision, v.authors, v.unchecked, v.reason, d.name AS decided_name, v.saved_at, v.published_at,
    ARRAY(SELECT coalesce(s.name, a.id) FROM unnest(v.authors) WITH ORDINALITY a(id, place) LEFT JOIN staff s ON s.id = a.id ORDER BY a.place) AS author_names
  FROM questionnaire_version v LEFT JOIN staff d ON d.id = v.decided_by`

/** Newest first. */
export function listQuestionnaires({ prisma }: Database): Promise<QuestionnaireRow[]> {
  return prisma.$queryRaw<QuestionnaireRow[]>`${ROWS} ORDER BY q.created_at DESC, q.key`
}

export async function findQuestionnaire({ prisma }: Database, key: string): Promise<QuestionnaireRow | null> {
  const [row] = await prisma.$queryRaw<QuestionnaireRow[]>`${ROWS} WHERE q.key = ${key}`
  return row ?? null
}

/** Of one questionnaire, or of all; newest first. */
export function questionnaireVersions({ prisma }: Database, key: string | null): Promise<VersionRow[]> {
  return prisma.$queryRaw<VersionRow[]>`${VERSIONS} ${key === null ? Prisma.sql`WHERE v.state <> 'withdrawn'` : Prisma.sql`WHERE v.key = ${key}`} ORDER BY v.key, v.number DESC`
}

export interface NewQuestionnaire { readonly key: string; readonly kind: QuestionnaireKind; readonly draft: unknown; readonly by: string; readonly now: Date }

/** @returns false where the key is taken */
export function createQuestionnaire({ prisma }: Database, { key, kind, draft, by, now }: NewQuestionnaire): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const made = await tx.$executeRaw`INSERT INTO questionnaire (key, kind, created_by, created_at) VALUES (${key}, ${kind}, ${by}, ${now}) ON CONFLICT DO NOTHING`
    if (made === 0) return false
    await tx.$executeRaw`
      INSERT INTO questionnaire_version (key, number, content, saved_by, authors, saved_at) VALUES (${key}, 1, ${json(draft)}::jsonb, ${by}, ${[by]}::text[], ${now})`
    return true
  })
}

/** @returns false where one is open already: somebody was quicker */
export async function beginVersion({ prisma }: Database, { key, draft, by, now }: Omit<NewQuestionnaire, 'kind'>): Promise<boolean> {
  return (await prisma.$executeRaw`
    INSERT INTO questionnaire_version (key, number, content, saved_by, authors, saved_at)
    SELECT ${key}, coalesce(max(number), 0) + 1, ${json(draft)}::jsonb, ${by}, ${[by]}::text[], ${now} FROM questionnaire_version WHERE key = ${key}
    ON CONFLICT DO NOTHING`) === 1
}

export interface SavedVersion { readonly draft: unknown; readonly unchecked: readonly string[]; readonly by: string; readonly now: Date }

/** @returns the new revision; null where there is no draft, or not with this revision any more */
export async function saveVersion({ prisma }: Database, key: string, revision: number, { draft, unchecked, by, now }: SavedVersion): Promise<number | null> {
  const [row] = await prisma.$queryRaw<{ revision: number }[]>`
    UPDATE questionnaire_version SET content = ${json(draft)}::jsonb, unchecked = ${[...unchecked]}::text[], revision = revision + 1, saved_by = ${by}, saved_at = ${now},
      authors = CASE WHEN ${by} = ANY(authors) THEN authors ELSE array_append(authors, ${by}) END
    WHERE key = ${key} AND state = 'draft' AND revision = ${revision} RETURNING revision`
  return row?.revision ?? null
}

/** Moves what is open; `from` and `revision` as the one who moves it saw them. */
export async function moveOpen({ prisma }: Database, key: string, revision: number, from: 'draft' | 'review', to: 'draft' | 'review' | 'withdrawn', reason: string): Promise<boolean> {
  return (await prisma.$executeRaw`
    UPDATE questionnaire_version SET state = ${to}, reason = ${reason}, revision = revision + 1 WHERE key = ${key} AND state = ${from} AND revision = ${revision}`) === 1
}

export interface Publishing { readonly key: string; readonly revision: number; readonly content: unknown; readonly by: string; readonly reason: string; readonly alone: boolean; readonly now: Date }

/** @returns false where it is not this any more that waits for review, or the reviewer wrote in it; `alone`: nobody else could review it */
export function publishOpen({ prisma }: Database, { key, revision, content, by, reason, alone, now }: Publishing): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const published = await tx.$executeRaw`
      UPDATE questionnaire_version SET state = 'published', content = ${json(content)}::jsonb, unchecked = '{}', decided_by = ${by}, reason = ${reason}, published_at = ${now}
      WHERE key = ${key} AND state = 'review' AND revision = ${revision} AND (${alone} OR NOT ${by} = ANY(authors))`
    await announce(tx, [key], 'knowledge')
    return published === 1
  })
}

/** Closed at once, so that nobody new is asked; what was answered stays. @returns false where nothing was published */
export function withdrawPublished({ prisma }: Database, { key, by, reason, now }: { readonly key: string; readonly by: string; readonly reason: string; readonly now: Date }): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const withdrawn = await tx.$executeRaw`UPDATE questionnaire_version SET state = 'withdrawn', reason = ${reason}, decided_by = ${by} WHERE key = ${key} AND state = 'published'`
    if (withdrawn > 0) await tx.$executeRaw`UPDATE questionnaire SET closes_at = least(closes_at, ${now}) WHERE key = ${key}`
    await announce(tx, [key], 'knowledge')
    return withdrawn > 0
  })
}

export function changeQuestionnaire({ prisma }: Database, key: string, { opensAt, closesAt, quotas }: { readonly opensAt: Date | null; readonly closesAt: Date | null; readonly quotas: unknown }): Promise<void> {
  return prisma.$transaction(async (tx) => {
    await tx.$executeRaw`UPDATE questionnaire SET opens_at = ${opensAt}, closes_at = ${closesAt}, quotas = ${json(quotas)}::jsonb WHERE key = ${key}`
    await announce(tx, [key], 'knowledge')
  })
}
