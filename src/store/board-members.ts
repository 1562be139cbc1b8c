// Members of the mutual help board: known by a nickname and by what follows from their private code, by nothing else.
import type { Done } from '../board/badges.ts'
import { KNOWN_AFTER } from '../board/kinds.ts'
import type { Limited } from '../board/kinds.ts'
import type { MemberState } from '../board/member.ts'
import { Prisma } from './generated/client.ts'
import type { Database } from './database.ts'
import { named } from './sealing/marks.ts'

export interface NewMember { readonly id: string; readonly address: string; readonly nickname: string; readonly key: string; readonly language: string; readonly now: Date }

/** False where the nickname, or the code, is somebody's already. */
export async function addMember({ prisma }: Database, { id, address, nickname, key, language, now }: NewMember): Promise<boolean> {
  return (await prisma.$executeRaw`
    INSERT INTO board_member (id, address, nickname, nickname_key, language, joined_at) VALUES (${id}::uuid, ${named(address)}, ${nickname}, ${key}, ${language}, ${now}) ON CONFLICT DO NOTHING`) === 1
}

export interface MemberRow {
  readonly id: string
  readonly nickname: string
  readonly language: string
  readonly state: MemberState
  readonly suspended_until: Date | null
  readonly reason: string | null
  readonly close_asked_by: string | null
  readonly trained: boolean
  /** Posts that moderators have let through. */
  readonly approved: number
}

export async function memberAt({ prisma }: Database, address: string): Promise<MemberRow | null> {
  const [row] = await prisma.$queryRaw<MemberRow[]>`
    SELECT m.id, m.nickname, m.language, m.state, m.suspended_until, m.reason, m.close_asked_by, m.trained,
      (SELECT count(*)::int FROM board_post p WHERE p.member_id = m.id AND p.approved_at IS NOT NULL AND p.state <> 'removed') AS approved
    FROM board_member m WHERE m.address = ${named(address)} AND m.left_at IS NULL`
  return row ?? null
}

/** The language a member reads, for what moderators tell them. */
export async function saveLanguage({ prisma }: Database, member: string, language: string): Promise<void> {
  await prisma.$executeRaw`UPDATE board_member SET language = ${language} WHERE id = ${member}::uuid AND language <> ${language}`
}

/** Since the beginning of the day. */
export async function usedSince({ prisma }: Database, member: string, since: Date): Promise<Record<Limited, number>> {
  const [row] = await prisma.$queryRaw<Record<Limited, number>[]>`
    SELECT (SELECT count(*)::int FROM board_post WHERE member_id = ${member}::uuid AND created_at >= ${since}) AS posts,
      (SELECT count(*)::int FROM board_thread WHERE member_id = ${member}::uuid AND created_at >= ${since}) AS threads,
      (SELECT count(*)::int FROM board_line WHERE member_id = ${member}::uuid AND at >= ${since}) AS lines`
  return row ?? { posts: 0, threads: 0, lines: 0 }
}

/** Of several members, what their badges are made of. */
export async function doneBy({ prisma }: Database, members: readonly string[]): Promise<ReadonlyMap<string, Done>> {
  const rows = await prisma.$queryRaw<(Done & { id: string })[]>`
    SELECT m.id, m.trained,
      (SELECT count(*)::int FROM board_post p WHERE p.member_id = m.id AND p.kind = 'offer' AND p.state IN ('published', 'closed')) AS offers,
      (SELECT count(*)::int FROM board_post p WHERE p.member_id = m.id AND p.kind = 'event' AND p.state IN ('published', 'closed')) AS events,
      (SELECT count(*)::int FROM board_thread t JOIN board_post p ON p.id = t.post_id
        WHERE (p.member_id = m.id AND t.asker_thanks) OR (t.member_id = m.id AND t.poster_thanks)) AS thanks,
      (SELECT count(DISTINCT l.member_id)::int FROM board_like l JOIN board_post p ON p.id = l.post_id WHERE p.member_id = m.id AND p.state IN ('published', 'closed')) AS likes
    FROM board_member m WHERE m.id = ANY(${[...members]}::uuid[])`
  return new Map(rows.map(({ id, ...done }) => [id, done]))
}

/** What moderators do among themselves is not told, nor that a private line has gone after all. */
const TOLD = Prisma.sql`a.undone_at IS NULL AND a.act NOT IN ('dismiss', 'askClose', 'keep', 'untrain') AND (a.act <> 'publish' OR a.line_id IS NULL)`

export interface TellingRow { readonly id: bigint; readonly act: string; readonly reason: string | null; readonly title: string | null; readonly post_id: string | null; readonly at: Date; readonly is_new: boolean }

/** What moderators did that the member is told, the newest first; what was undone is as if it had not been. */
export function tellings({ prisma }: Database, member: string, limit: number): Promise<TellingRow[]> {
  return prisma.$queryRaw<TellingRow[]>`
    SELECT a.id, a.act, a.reason, p.title, a.post_id, a.at, a.seen_at IS NULL AS is_new FROM board_act a LEFT JOIN board_post p ON p.id = a.post_id
    WHERE a.member_id = ${member}::uuid AND ${TOLD} ORDER BY a.id DESC LIMIT ${limit}`
}

export async function noteTold({ prisma }: Database, member: string, now: Date): Promise<void> {
  await prisma.$executeRaw`UPDATE board_act SET seen_at = ${now} WHERE member_id = ${member}::uuid AND seen_at IS NULL`
}

/** Private lines not read yet and what moderators did. */
export async function newFor({ prisma }: Database, member: string): Promise<number> {
  const [row] = await prisma.$queryRaw<{ n: number }[]>`
    SELECT ((SELECT count(*) FROM board_line l JOIN board_thread t ON t.id = l.thread_id JOIN board_post p ON p.id = t.post_id
        WHERE l.state = 'sent' AND l.read_at IS NULL AND l.member_id <> ${member}::uuid AND (t.member_id = ${member}::uuid OR p.member_id = ${member}::uuid) AND p.state <> 'withdrawn'
          AND NOT EXISTS (SELECT 1 FROM board_block b WHERE b.member_id = ${member}::uuid AND b.other_id = l.member_id))
      + (SELECT count(*) FROM board_act a WHERE a.member_id = ${member}::uuid AND a.seen_at IS NULL AND ${TOLD}))::int AS n`
  return row?.n ?? 0
}

/** At once, with everything they wrote; where a report about them is open their words stay with the moderators, unseen, until it is settled. */
export async function leaveBoard({ prisma }: Database, member: string, now: Date): Promise<void> {
  await prisma.$transaction(async (statements) => {
    await statements.$executeRaw`
      UPDATE board_member SET left_at = ${now}, address = ${named(`left ${member}`)}, nickname = '', nickname_key = 'left ' || id WHERE id = ${member}::uuid`
    await statements.$executeRaw`UPDATE board_post SET state = 'withdrawn', withdrawn_at = ${now} WHERE member_id = ${member}::uuid AND state <> 'withdrawn'`
    await statements.$executeRaw`
      DELETE FROM board_member m WHERE m.id = ${member}::uuid AND NOT EXISTS (
        SELECT 1 FROM board_report r LEFT JOIN board_post p ON p.id = r.post_id LEFT JOIN board_line l ON l.id = r.line_id
        WHERE r.settled_at IS NULL AND (p.member_id = m.id OR l.member_id = m.id))`
  })
}

export const isKnown = ({ approved }: Pick<MemberRow, 'approved'>): boolean => approved >= KNOWN_AFTER
