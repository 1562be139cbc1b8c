// Reports of members about posts and lines, and what is forgotten once they are settled.
import { isHiddenBy } from '../board/post.ts'
import { secret } from './sealing/marks.ts'
import type { Database } from './database.ts'

export interface NewReport { readonly id: string; readonly member: string; readonly reason: string; readonly text: string; readonly now: Date }

/** Each member counts once. Enough of them hide the post until somebody has looked. */
export async function reportPost({ prisma }: Database, post: string, { id, member, reason, text, now }: NewReport): Promise<void> {
  await prisma.$transaction(async (statements) => {
    await statements.$queryRaw`SELECT id FROM board_post WHERE id = ${post}::uuid FOR UPDATE`
    await statements.$executeRaw`
      INSERT INTO board_report (id, post_id, member_id, reason, text, at) SELECT ${id}::uuid, p.id, ${member}::uuid, ${reason}, ${secret(text)}, ${now} FROM board_post p WHERE p.id = ${post}::uuid AND p.member_id <> ${member}::uuid
      ON CONFLICT DO NOTHING`
    const open = await statements.$queryRaw<{ reason: string }[]>`SELECT reason FROM board_report WHERE post_id = ${post}::uuid AND settled_at IS NULL`
    if (isHiddenBy(open.map((one) => one.reason))) await statements.$executeRaw`UPDATE board_post SET state = 'hidden', revision = revision + 1 WHERE id = ${post}::uuid AND state = 'published'`
  })
}

/** Only what the other one of the two wrote, and only by who reads it. */
export async function reportLine({ prisma }: Database, line: string, { id, member, reason, text, now }: NewReport): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO board_report (id, line_id, member_id, reason, text, at)
    SELECT ${id}::uuid, l.id, ${member}::uuid, ${reason}, ${secret(text)}, ${now} FROM board_line l JOIN board_thread t ON t.id = l.thread_id JOIN board_post p ON p.id = t.post_id
    WHERE l.id = ${line}::uuid AND l.state = 'sent' AND l.member_id <> ${member}::uuid AND (t.member_id = ${member}::uuid OR p.member_id = ${member}::uuid) ON CONFLICT DO NOTHING`
}

/** What is kept no longer: words withdrawn whose reports are settled or old, who left them, and posts long over. */
export async function forget({ prisma }: Database, { unsettled, over }: { readonly unsettled: Date; readonly over: Date }): Promise<void> {
  await prisma.$executeRaw`
    DELETE FROM board_post p WHERE p.expires_at < ${over} OR (p.state = 'withdrawn' AND (p.withdrawn_at < ${unsettled} OR NOT EXISTS (
      SELECT 1 FROM board_report r LEFT JOIN board_line l ON l.id = r.line_id LEFT JOIN board_thread t ON t.id = l.thread_id WHERE r.settled_at IS NULL AND (r.post_id = p.id OR t.post_id = p.id))))`
  await prisma.$executeRaw`
    DELETE FROM board_member m WHERE m.left_at IS NOT NULL AND (m.left_at < ${unsettled} OR NOT EXISTS (
      SELECT 1 FROM board_report r LEFT JOIN board_post p ON p.id = r.post_id LEFT JOIN board_line l ON l.id = r.line_id WHERE r.settled_at IS NULL AND (p.member_id = m.id OR l.member_id = m.id)))`
}

export async function hasReported({ prisma }: Database, member: string, post: string): Promise<boolean> {
  return (await prisma.boardReport.count({ where: { postId: post, memberId: member } })) > 0
}
