// What the desk counts of itself for the day: who waits, how soon somebody answered, and how much the guide solves alone.
import type { Database, Statements } from './database.ts'
import { Prisma } from './generated/client.ts'
import { caseVisibleTo, EVERYTHING, visibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

/** Seconds; `key` is a language or a severity, null where it is not known. */
export interface Spread { readonly key: string | null; readonly n: number; readonly median: number; readonly p90: number }
export interface Count { readonly key: string | null; readonly count: number }
/** `at`: when it begins, ISO 8601. */
export interface Bucket { readonly at: string; readonly worker: number; readonly desk: number; readonly guide: number }

/** The conversation is locked; to be called before the answer is written, with the wait it ends. */
export async function noteAnswered(tx: Statements, conversation: string, began: Date, now: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO answered_wait (conversation_id, began_at, answered_at, first, language, severity)
    SELECT c.id, ${began}, ${now},
      coalesce((SELECT m.author FROM message m WHERE m.conversation_id = c.id AND m.author IN ('bot', 'counsellor') ORDER BY m.seq DESC LIMIT 1), 'bot') = 'bot',
      p.language,
      greatest(c.danger->>'level', (SELECT max(f.severity) FROM case_file f WHERE f.person_id = c.person_id AND f.closed_at IS NULL))
    FROM conversation c JOIN person p ON p.id = c.person_id WHERE c.id = ${conversation}::uuid`
}

export async function waitingNow({ prisma }: Database, reader: Reader): Promise<{ longest: Date | null; byLanguage: Count[] }> {
  const rows = await prisma.$queryRaw<(Count & { longest: Date })[]>`
    SELECT p.language AS key, count(*)::int AS count, min(c.waiting_since) AS longest
    FROM conversation c JOIN person p ON p.id = c.person_id
    WHERE c.waiting_since IS NOT NULL AND (c.handling <> 'bot' OR c.danger IS NOT NULL) AND ${visibleTo(reader)} GROUP BY 1 ORDER BY 2 DESC, 1`
  return {
    longest: rows.reduce<Date | null>((oldest, { longest }) => (oldest === null || longest < oldest ? longest : oldest), null),
    byLanguage: rows.map(({ key, count }) => ({ key, count })),
  }
}

/** How long it took until a person first answered, over all and by language and severity. */
export async function firstReplies({ prisma }: Database, reader: Reader, since: Date): Promise<{ all: Spread | null; byLanguage: Spread[]; bySeverity: Spread[] }> {
  const rows = await prisma.$queryRaw<(Spread & { part: number; language: string | null; severity: string | null })[]>`
    SELECT grouping(w.language, w.severity)::int AS part, w.language, w.severity, count(*)::int AS n,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM w.answered_at - w.began_at)) AS median,
      percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM w.answered_at - w.began_at)) AS p90
    FROM answered_wait w JOIN conversation c ON c.id = w.conversation_id
    WHERE w.first AND w.answered_at >= ${since} AND ${visibleTo(reader)}
    GROUP BY GROUPING SETS ((), (w.language), (w.severity)) ORDER BY n DESC`
  const part = (bits: number, key: 'language' | 'severity') => rows.filter((row) => row.part === bits)
    .map((row): Spread => ({ key: row[key], n: row.n, median: row.median, p90: row.p90 }))
  const [all] = part(3, 'language')
  return { all: all && all.n > 0 ? all : null, byLanguage: part(1, 'language'), bySeverity: part(2, 'severity') }
}

export async function openCases({ prisma }: Database, reader: Reader): Promise<Count[]> {
  return prisma.$queryRaw<Count[]>`
    SELECT f.severity AS key, count(*)::int AS count FROM case_file f WHERE f.closed_at IS NULL AND ${caseVisibleTo(reader)} GROUP BY 1 ORDER BY 1`
}

/** `since`: ISO 8601. */
export interface SinceWhen { readonly since: string; readonly unit: 'hour' | 'day' }
export interface OverTime { readonly firstReply: Awaited<ReturnType<typeof firstReplies>>; readonly lines: readonly Bucket[]; readonly alone: Awaited<ReturnType<typeof solvedAlone>> }

/** What everybody finds who sees everything, unless somebody else reads. */
export async function overTime(db: Database, { since, unit }: SinceWhen, reader: Reader = EVERYTHING): Promise<OverTime> {
  const from = new Date(since)
  const [firstReply, lines, alone] = await Promise.all([firstReplies(db, reader, from), linesSince(db, reader, from, unit), solvedAlone(db, reader, from)])
  return { firstReply, lines, alone }
}

/** Lines by the hour or the day in Japan; hours without any are left out. */
export async function linesSince({ prisma }: Database, reader: Reader, since: Date, unit: 'hour' | 'day'): Promise<Bucket[]> {
  const field = Prisma.sql`date_trunc(${unit}, m.at AT TIME ZONE 'Asia/Tokyo') AT TIME ZONE 'Asia/Tokyo'`
  const rows = await prisma.$queryRaw<(Omit<Bucket, 'at'> & { at: Date })[]>`
    SELECT at, (count(*) FILTER (WHERE author = 'worker'))::int AS worker, (count(*) FILTER (WHERE author = 'counsellor'))::int AS desk,
      (count(*) FILTER (WHERE author = 'bot'))::int AS guide
    FROM (SELECT ${field} AS at, m.author FROM message m JOIN conversation c ON c.id = m.conversation_id
      WHERE m.at >= ${since} AND m.author <> 'system' AND ${visibleTo(reader)}) line GROUP BY at ORDER BY at`
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** Conversations in which a worker wrote, and those of them in which no person was asked for or wrote. */
export async function solvedAlone({ prisma }: Database, reader: Reader, since: Date): Promise<{ all: number; alone: number }> {
  const [row] = await prisma.$queryRaw<{ all: number; alone: number }[]>`
    SELECT count(*)::int AS all, (count(*) FILTER (WHERE NOT person))::int AS alone
    FROM (SELECT c.id, c.handling <> 'bot' OR bool_or(m.author = 'counsellor')
        OR EXISTS (SELECT 1 FROM answered_wait w WHERE w.conversation_id = c.id AND w.answered_at >= ${since}) AS person
      FROM message m JOIN conversation c ON c.id = m.conversation_id
      WHERE m.at >= ${since} AND ${visibleTo(reader)} GROUP BY c.id, c.handling HAVING bool_or(m.author = 'worker')) talk`
  return row ?? { all: 0, alone: 0 }
}
