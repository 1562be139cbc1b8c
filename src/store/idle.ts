// Conversations that somebody has and in which nothing was done for a while.
import type { Database } from './database.ts'
import { visibleTo } from './visible.ts'
import type { Reader } from './visible.ts'
import { pseudonymOf } from './pseudonym.ts'

export interface QuietConversation { readonly id: string; readonly language: string | null; readonly attended_at: Date; readonly idle_asked_at: Date | null }

/** Not attended since `before`, the longest first. */
export function quietConversations({ prisma }: Database, before: Date, limit: number): Promise<QuietConversation[]> {
  return prisma.$queryRaw<QuietConversation[]>`
    SELECT c.id, p.language, c.attended_at, c.idle_asked_at FROM conversation c JOIN person p ON p.id = c.person_id
    WHERE c.handling = 'counsellor' AND c.attended_at <= ${before} ORDER BY c.idle_asked_at NULLS FIRST, c.attended_at LIMIT ${limit}`
}

export interface IdleConversation { readonly conversation: string; readonly pseudonym: string; readonly askedAt: Date }

/** Conversations of this reader about which they are asked. */
export async function idleOf({ prisma }: Database, reader: Reader): Promise<IdleConversation[]> {
  const rows = await prisma.$queryRaw<{ id: string; person_id: string; idle_asked_at: Date }[]>`
    SELECT c.id, c.person_id, c.idle_asked_at FROM conversation c
    WHERE c.handling = 'counsellor' AND c.assignee_id = ${reader.id} AND c.idle_asked_at IS NOT NULL AND ${visibleTo(reader)} ORDER BY c.idle_asked_at LIMIT 50`
  return rows.map(({ id, person_id, idle_asked_at }) => ({ conversation: id, pseudonym: pseudonymOf(person_id), askedAt: idle_asked_at }))
}
