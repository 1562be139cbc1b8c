// Who could take a conversation, and which conversations nobody has yet.
import { ROLES, SEES } from '../permissions.ts'
import { announce } from './database.ts'
import type { Database } from './database.ts'
import { Prisma } from './generated/client.ts'
import { logThreadEvents } from './thread-events.ts'
import { tiedTo } from './visible.ts'

export interface Candidate {
  readonly id: string
  readonly name: string
  readonly hours: Readonly<Record<string, [string, string][]>> | null
  readonly away: boolean
  /** Has had the desk open in the last minutes. */
  readonly present: boolean
  /** Answers in the worker's language, or reads Japanese where the worker writes it. */
  readonly speaks: boolean
  /** Conversations they have. */
  readonly open: number
}

/** Whether `staff s` has had the desk open in the last minutes. */
export const IS_PRESENT = Prisma.sql`coalesce(s.seen_at > now() - interval '3 minutes', false)`
/** Whoever sees every conversation may be given one. */
const TAKERS = ROLES.filter((role) => SEES[role] === 'all')

/** Members of staff who may have this conversation: enabled, in a role that sees it, not tied to it. */
export function candidatesFor({ prisma }: Database, conversation: string): Promise<Candidate[]> {
  return prisma.$queryRaw<Candidate[]>`
    SELECT s.id, s.name, s.hours, s.away, ${IS_PRESENT} AS present,
      p.language IS NOT NULL AND p.language = ANY(s.languages || ARRAY['ja']) AS speaks,
      (SELECT count(*)::int FROM conversation o WHERE o.assignee_id = s.id) AS open
    FROM conversation c JOIN person p ON p.id = c.person_id, staff s
    WHERE c.id = ${conversation}::uuid AND s.disabled_at IS NULL AND s.roles && ${TAKERS}::text[] AND NOT ${tiedTo(Prisma.sql`s.id`)}`
}

/** Conversations that wait for a person and have nobody, the gravest and longest first. */
export async function unassigned({ prisma }: Database, limit: number): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ id: string }[]>`
    SELECT id FROM conversation WHERE handling = 'waiting' AND assignee_id IS NULL AND waiting_since IS NOT NULL
    ORDER BY danger->>'level' DESC NULLS LAST, waiting_since LIMIT ${limit}`
  return rows.map(({ id }) => id)
}

/** @returns false where somebody took it meanwhile */
export async function offer({ prisma }: Database, conversation: string, staff: string, at: Date): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const changed = await tx.$executeRaw`
      UPDATE conversation SET assignee_id = ${staff} WHERE id = ${conversation}::uuid AND handling = 'waiting' AND assignee_id IS NULL`
    if (changed === 0) return false
    await logThreadEvents(tx, [{ conversation_id: conversation, type: 'assigned', detail: { to: staff }, actor: 'system' }], at)
    await announce(tx, [conversation])
    return true
  })
}

/** What was offered to somebody who left meanwhile waits for anybody again; also what somebody has who is tied to it since. */
export async function takeBackOffers({ prisma }: Database, at: Date): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      UPDATE conversation c SET assignee_id = NULL, handling = CASE WHEN c.handling = 'counsellor' THEN 'waiting' ELSE c.handling END,
        waiting_since = CASE WHEN c.handling = 'counsellor' THEN coalesce(c.waiting_since, now()) ELSE c.waiting_since END
      FROM staff s
      WHERE s.id = c.assignee_id
        AND ((c.handling = 'waiting' AND (s.away OR s.disabled_at IS NOT NULL OR NOT ${IS_PRESENT})) OR ${tiedTo(Prisma.sql`s.id`)})
      RETURNING c.id`
    await logThreadEvents(tx, rows.map(({ id }) => ({ conversation_id: id, type: 'freed', actor: 'system' })), at)
    await announce(tx, rows.map(({ id }) => id))
  })
}
