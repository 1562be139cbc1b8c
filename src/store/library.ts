// The library of case studies: what is written, who checked it, and finding it again. Nobody finds what happened where they are tied.
import type { Traits } from '../cases/state.ts'
import type { Study } from '../cases/study.ts'
import { Prisma } from './generated/client.ts'
import type { Database } from './database.ts'
import { json } from './json.ts'
import { secret, secretJson } from './sealing/marks.ts'
import { caseVisibleTo, studyVisibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

export const STUDY_STATES = ['draft', 'review', 'published', 'withdrawn'] as const
export type StudyState = (typeof STUDY_STATES)[number]

/** `case_id` null also for who may not see the case. */
export interface StudyRow {
  readonly id: string
  readonly case_id: string | null
  readonly names: string[]
  readonly state: StudyState
  readonly content: Study
  readonly themes: string[]
  readonly language: string | null
  readonly status: string
  readonly stage: string
  readonly outcome: string
  readonly revision: number
  readonly authors: string[]
  readonly author_names: string[]
  readonly reviewer_name: string | null
  readonly reason: string
  readonly saved_at: Date
  readonly published_at: Date | null
}

const sealed = (content: Study) => json(secretJson(json(content)))

export interface NewStudy {
  readonly id: string
  readonly case: string
  readonly companies: readonly string[]
  readonly names: readonly string[]
  readonly content: Study
  readonly themes: readonly string[]
  readonly language: string | null
  readonly stage: string
  readonly outcome: string
  readonly author: string
  readonly now: Date
}

export async function beginStudy({ prisma }: Database, { id, companies, names, content, themes, language, stage, outcome, author, now, ...of }: NewStudy): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO case_study (id, case_id, companies, names, content, themes, language, stage, outcome, authors, saved_at)
    VALUES (${id}::uuid, ${of.case}::uuid, ${[...companies]}::text[], ${names.map((name) => secret(name))}::text[], ${sealed(content)}::jsonb, ${[...themes]}::text[], ${language}, ${stage}, ${outcome}, ${[author]}::text[], ${now})`
}

/** The study of this case that is being written, by whoever sees the case. */
export async function openStudyOf({ prisma }: Database, reader: Reader, id: string): Promise<string | null> {
  const [row] = await prisma.$queryRaw<{ id: string }[]>`
    SELECT s.id FROM case_study s JOIN case_file f ON f.id = s.case_id WHERE f.id = ${id}::uuid AND s.state <> 'withdrawn' AND ${caseVisibleTo(reader)} ORDER BY s.saved_at DESC LIMIT 1`
  return row?.id ?? null
}

const rows = (reader: Reader) => Prisma.sql`
  SELECT s.id, (SELECT f.id FROM case_file f WHERE f.id = s.case_id AND ${caseVisibleTo(reader)}) AS case_id, s.names, s.state, s.content, s.themes, s.language, s.status, s.stage, s.outcome,
    s.revision, s.authors, s.reason, s.saved_at, s.published_at, r.name AS reviewer_name,
    ARRAY(SELECT coalesce(m.name, a.id) FROM unnest(s.authors) WITH ORDINALITY a(id, place) LEFT JOIN staff m ON m.id = a.id ORDER BY a.place) AS author_names
  FROM case_study s LEFT JOIN staff r ON r.id = s.reviewer_id`

export async function findStudy({ prisma }: Database, reader: Reader, id: string): Promise<StudyRow | null> {
  const [row] = await prisma.$queryRaw<StudyRow[]>`${rows(reader)} WHERE s.id = ${id}::uuid AND ${studyVisibleTo(reader)}`
  return row ?? null
}

/** What stands in none of these is not asked for. */
export interface StudySearch { readonly words: string; readonly theme: string; readonly language: string; readonly status: string; readonly stage: string; readonly outcome: string; readonly state: StudyState | '' }

const FOUND_SHOWN = 100
const folded = (text: string) => text.normalize('NFKC').toLowerCase()

export async function searchStudies({ prisma }: Database, reader: Reader, { words, theme, language, status, stage, outcome, state }: StudySearch): Promise<StudyRow[]> {
  const like = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`
  const asked = [
    ...(theme === '' ? [] : [Prisma.sql`EXISTS (SELECT 1 FROM unnest(s.themes) t WHERE t = ${theme} OR t LIKE ${`${theme}.%`})`]),
    ...(language === '' ? [] : [Prisma.sql`s.language = ${language}`]),
    ...(status === '' ? [] : [Prisma.sql`s.status ILIKE ${like(status)}`]),
    ...(stage === '' ? [] : [Prisma.sql`s.stage = ${stage}`]),
    ...(outcome === '' ? [] : [Prisma.sql`s.outcome = ${outcome}`]),
    ...(state === '' ? [] : [Prisma.sql`s.state = ${state}`]),
  ]
  const found = await prisma.$queryRaw<StudyRow[]>`${rows(reader)} WHERE ${Prisma.join([Prisma.sql`s.state <> 'withdrawn'`, studyVisibleTo(reader), ...asked], ' AND ')}
    ORDER BY s.state <> 'published', s.published_at DESC NULLS LAST, s.saved_at DESC`
  const wanted = folded(words).split(/\s+/u).filter(Boolean).slice(0, 8)
  const holds = ({ content: { title, situation, done, outcome: ended, lessons } }: StudyRow) => {
    const text = folded([title, situation, done, ended, lessons].join(' '))
    return wanted.every((word) => text.includes(word))
  }
  return found.filter(holds).slice(0, FOUND_SHOWN)
}

export interface SavedStudy { readonly content: Study; readonly themes: readonly string[]; readonly status: string; readonly now: Date }

/** @returns the new revision; null where it is no draft, or was changed meanwhile */
export async function saveStudy({ prisma }: Database, reader: Reader, id: string, revision: number, { content, themes, status, now }: SavedStudy): Promise<number | null> {
  const [row] = await prisma.$queryRaw<{ revision: number }[]>`
    UPDATE case_study s SET content = ${sealed(content)}::jsonb, themes = ${[...themes]}::text[], status = ${status}, revision = s.revision + 1, saved_at = ${now},
      authors = CASE WHEN ${reader.id} = ANY(s.authors) THEN s.authors ELSE array_append(s.authors, ${reader.id}) END
    WHERE s.id = ${id}::uuid AND s.state = 'draft' AND s.revision = ${revision} AND ${studyVisibleTo(reader)} RETURNING s.revision`
  return row?.revision ?? null
}

export interface StudyMove { readonly id: string; readonly revision: number; readonly from: readonly StudyState[]; readonly to: StudyState; readonly reason: string; readonly now: Date }

/** What is published names its reviewer, and needs the names it was checked for no more. */
export async function moveStudy({ prisma }: Database, reader: Reader, { id, revision, from, to, reason, now }: StudyMove): Promise<boolean> {
  const published = to === 'published' ? Prisma.sql`, reviewer_id = ${reader.id}, published_at = ${now}, names = '{}'` : Prisma.empty
  return (await prisma.$executeRaw`
    UPDATE case_study s SET state = ${to}, reason = ${reason} ${published}
    WHERE s.id = ${id}::uuid AND s.revision = ${revision} AND s.state = ANY(${[...from]}::text[]) AND ${studyVisibleTo(reader)}`) === 1
}

/** What is known of the person of a study's case, for the check of what may be told. */
export async function traitsOfStudy({ prisma }: Database, id: string): Promise<Traits> {
  const [row] = await prisma.$queryRaw<{ traits: Traits }[]>`
    SELECT e.payload->'traits' AS traits FROM case_study s JOIN case_event e ON e.case_id = s.case_id AND e.type = 'traitsNoted' WHERE s.id = ${id}::uuid ORDER BY e.seq DESC LIMIT 1`
  return row?.traits ?? { nationality: '', prefecture: '', industry: '' }
}

/** How many people at the desk have all of these; an empty one fits everybody. */
export async function peopleSharing({ prisma }: Database, { nationality, prefecture, industry }: Traits): Promise<number> {
  const found = await prisma.$queryRaw<{ person_id: string | null; traits: Traits }[]>`
    SELECT DISTINCT ON (e.case_id) f.person_id, e.payload->'traits' AS traits FROM case_event e JOIN case_file f ON f.id = e.case_id WHERE e.type = 'traitsNoted' ORDER BY e.case_id, e.seq DESC`
  const shares = ({ traits }: { readonly traits: Traits }) =>
    (nationality === '' || traits.nationality === nationality) && (prefecture === '' || traits.prefecture === prefecture) && (industry === '' || traits.industry === industry)
  return new Set(found.flatMap((one) => (one.person_id !== null && shares(one) ? [one.person_id] : []))).size
}
