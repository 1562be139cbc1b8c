// Members of the mutual help board as moderators see them: how they stand, what was decided about them, and what they wrote that moderators may read.
import type { MemberDecision, Moved } from '../board/member.ts'
import { secret } from './sealing/marks.ts'
import type { Database } from './database.ts'
import type { MemberRow } from './board-members.ts'
import { Prisma } from './generated/client.ts'
import { memberVisibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

export interface StandingRow extends MemberRow { readonly joined_at: Date; readonly asked_name: string | null; readonly posts: number; readonly reports: number }

const standings = (reader: Reader) => Prisma.sql`
  SELECT m.id, m.nickname, m.language, m.state, m.suspended_until, m.reason, m.close_asked_by, m.trained, m.joined_at, s.name AS asked_name,
    (SELECT count(*)::int FROM board_post p WHERE p.member_id = m.id AND p.approved_at IS NOT NULL AND p.state <> 'removed') AS approved,
    (SELECT count(*)::int FROM board_post p WHERE p.member_id = m.id) AS posts,
    (SELECT count(*)::int FROM board_report r LEFT JOIN board_post p ON p.id = r.post_id LEFT JOIN board_line l ON l.id = r.line_id WHERE p.member_id = m.id OR l.member_id = m.id) AS reports
  FROM board_member m LEFT JOIN staff s ON s.id = m.close_asked_by WHERE ${memberVisibleTo(reader)}`

export async function findStanding({ prisma }: Database, reader: Reader, id: string): Promise<StandingRow | null> {
  const [row] = await prisma.$queryRaw<StandingRow[]>`${standings(reader)} AND m.id = ${id}::uuid`
  return row ?? null
}

/** Whom somebody proposed to suspend for good. */
export function proposedToClose({ prisma }: Database, reader: Reader): Promise<StandingRow[]> {
  return prisma.$queryRaw<StandingRow[]>`${standings(reader)} AND m.close_asked_by IS NOT NULL AND m.state = 'suspended' AND m.left_at IS NULL ORDER BY m.joined_at`
}

export interface ActRow { readonly act: string; readonly reason: string | null; readonly note: string; readonly staff: string; readonly at: Date; readonly undone_at: Date | null; readonly title: string | null; readonly item: string | null }

/** Everything moderators did about a member, the newest first. */
export function actsAbout({ prisma }: Database, member: string, limit: number): Promise<ActRow[]> {
  return prisma.$queryRaw<ActRow[]>`
    SELECT a.act, a.reason, a.note, coalesce(s.name, a.staff_id) AS staff, a.at, a.undone_at, p.title, coalesce(a.post_id, a.line_id)::text AS item
    FROM board_act a LEFT JOIN staff s ON s.id = a.staff_id LEFT JOIN board_post p ON p.id = a.post_id WHERE a.member_id = ${member}::uuid ORDER BY a.id DESC LIMIT ${limit}`
}

export interface MemberMove { readonly member: StandingRow; readonly decision: MemberDecision; readonly moved: Moved; readonly until: Date | null; readonly reason: string | null; readonly note: string; readonly now: Date }

/** False where somebody else was quicker. */
export async function moveMember({ prisma }: Database, { id: staff }: Reader, { member, decision, moved, until, reason, note, now }: MemberMove): Promise<boolean> {
  return prisma.$transaction(async (statements) => {
    const changed = await statements.$executeRaw`
      UPDATE board_member SET state = ${moved.state}, close_asked_by = ${moved.askedBy}, suspended_until = ${moved.state === 'suspended' ? until : null},
        reason = CASE WHEN ${moved.state} = 'active' THEN NULL ELSE coalesce(${reason}, reason) END,
        trained = CASE WHEN ${decision} = 'train' THEN true WHEN ${decision} = 'untrain' THEN false ELSE trained END
      WHERE id = ${member.id}::uuid AND state = ${member.state} AND close_asked_by IS NOT DISTINCT FROM ${member.close_asked_by} AND left_at IS NULL`
    if (changed !== 1) return false
    await statements.$executeRaw`
      INSERT INTO board_act (member_id, staff_id, act, reason, note, before, after, at) VALUES (${member.id}::uuid, ${staff}, ${decision}, ${reason}, ${secret(note)}, ${member.state}, ${moved.state}, ${now})`
    return true
  })
}
