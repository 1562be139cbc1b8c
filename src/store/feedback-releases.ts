// Releases: what people said about a body together, fixed for good when it is made, and what is shown of their words.
import { BodyEntry } from '../feedback/entry.ts'
import type { Counted } from '../feedback/piece.ts'
import { releaseOf } from '../feedback/release.ts'
import type { Standing, Voice } from '../feedback/release.ts'
import { Results, resultsOf } from '../feedback/results.ts'
import type { Database, Statements } from './database.ts'
import { json } from './json.ts'
import { bodyVisibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

/** Bodies with something that was let through and not released yet, of quarters that are over. */
export async function bodiesToRelease({ prisma }: Database, quarter: string): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ id: string }[]>`SELECT DISTINCT body_id AS id FROM feedback WHERE state = 'ready' AND quarter < ${quarter} AND body_id IS NOT NULL`
  return rows.map(({ id }) => id)
}

/** Releases what may be released of a body now. @returns whether anything was */
export async function releaseBody({ prisma }: Database, body: string, { id, quarter, now }: { readonly id: string; readonly quarter: string; readonly now: Date }): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const standing = await standingOf(tx, body, quarter)
    const ready = await tx.$queryRaw<(Voice & { counted: Counted })[]>`
      SELECT g.id, coalesce(p.root_id, p.id, s.id)::text AS person, g.quarter, g.counted FROM feedback g JOIN answer_sheet s ON s.id = g.sheet_id LEFT JOIN person p ON p.id = s.person_id
      WHERE g.body_id = ${body}::uuid AND g.state = 'ready' ORDER BY g.finished_at, g.id`
    const release = standing && releaseOf(ready, standing)
    if (!release) return false
    const chosen = new Set(release.voices.map((voice) => voice.id))
    const results = resultsOf(ready.filter((voice) => chosen.has(voice.id)).map(({ counted }) => counted))
    await tx.$executeRaw`INSERT INTO feedback_release (id, body_id, quarter, results, created_at) VALUES (${id}::uuid, ${body}::uuid, ${quarter}, ${json(results)}::jsonb, ${now})`
    await tx.$executeRaw`
      UPDATE feedback SET state = 'released', release_id = ${id}::uuid, revision = revision + 1, translate_due_at = CASE WHEN may_show AND shown <> '' THEN ${now}::timestamptz END WHERE id = ANY(${[...chosen]}::uuid[])`
    await tx.$executeRaw`UPDATE feedback SET state = 'repeated', revision = revision + 1 WHERE id = ANY(${release.repeated.map((voice) => voice.id)}::uuid[])`
    return true
  })
}

/** The body stays locked. */
async function standingOf(tx: Statements, body: string, quarter: string): Promise<Standing | null> {
  const [row] = await tx.$queryRaw<{ entry: unknown; workers: number | null }[]>`
    SELECT b.entry, (SELECT w.workers FROM company_workers w WHERE w.company_id = b.company_id ORDER BY w.as_of DESC, w.id DESC LIMIT 1) AS workers FROM body b WHERE b.id = ${body}::uuid FOR UPDATE OF b`
  if (!row) return null
  const counted = await tx.$queryRaw<{ person: string }[]>`
    SELECT DISTINCT coalesce(p.root_id, p.id, s.id)::text AS person FROM feedback g JOIN answer_sheet s ON s.id = g.sheet_id LEFT JOIN person p ON p.id = s.person_id WHERE g.body_id = ${body}::uuid AND g.release_id IS NOT NULL`
  const [last] = await tx.$queryRaw<{ quarter: string | null }[]>`SELECT max(quarter) AS quarter FROM feedback_release WHERE body_id = ${body}::uuid`
  return { kind: BodyEntry.parse(row.entry).kind, workers: row.workers, counted: new Set(counted.map(({ person }) => person)), released: last?.quarter ?? null, quarter }
}

interface Row { readonly id: string; readonly quarter: string; readonly results: unknown }
export interface Released { readonly id: string; readonly quarter: string; readonly results: Results }

/** Newest first, without what was taken back. */
export async function releasesOf({ prisma }: { readonly prisma: Statements }, body: string): Promise<Released[]> {
  const rows = await prisma.$queryRaw<Row[]>`SELECT id, quarter, results FROM feedback_release WHERE body_id = ${body}::uuid AND withdrawn_at IS NULL ORDER BY quarter DESC, id DESC`
  return rows.map(({ id, quarter, results }) => ({ id, quarter, results: Results.parse(results) }))
}

/** For good: its people are counted in no other. */
export async function withdrawRelease({ prisma }: Database, reader: Reader, body: string, id: string, now: Date): Promise<boolean> {
  return (await prisma.$executeRaw`
    UPDATE feedback_release r SET withdrawn_at = ${now}, withdrawn_by = ${reader.id} FROM body b
    WHERE r.id = ${id}::uuid AND r.body_id = ${body}::uuid AND r.withdrawn_at IS NULL AND b.id = r.body_id AND ${bodyVisibleTo(reader)}`) === 1
}

export interface ShownWords { readonly release_id: string; readonly shown: string; readonly translations: Readonly<Record<string, string>> }

/** In an order that says nothing of when they were written, or by whom. */
export function shownWords({ prisma }: Database, body: string): Promise<ShownWords[]> {
  return prisma.$queryRaw<ShownWords[]>`
    SELECT g.release_id, g.shown, g.translations FROM feedback g JOIN feedback_release r ON r.id = g.release_id
    WHERE g.body_id = ${body}::uuid AND g.state = 'released' AND g.may_show AND g.shown <> '' AND r.withdrawn_at IS NULL ORDER BY md5(g.id::text || g.shown)`
}
