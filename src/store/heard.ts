// Whether something arrived from an account since a moment, and whether the desk's answer went out: for who tries a connection, without anything of what was said.
import type { Database } from './database.ts'

/** What was just sent stands among the newest. */
const LOOKED_THROUGH = 2_000

export async function heardSince({ prisma }: Database, account: string, since: Date): Promise<{ readonly received: Date | null; readonly answered: Date | null }> {
  const [row] = await prisma.$queryRaw<{ received: Date; answered: Date | null }[]>`
    SELECT e.received_at AS received, (SELECT min(d.sent_at) FROM delivery d WHERE d.conversation_id = e.conversation_id AND d.sent_at >= e.received_at) AS answered
    FROM (SELECT * FROM event ORDER BY event.id DESC LIMIT ${LOOKED_THROUGH}) e
    WHERE e.account_id = ${account} AND e.received_at >= ${since} AND e.type IN ('message', 'choice', 'joined') AND e.conversation_id IS NOT NULL
    ORDER BY e.id LIMIT 1`
  return { received: row?.received ?? null, answered: row?.answered ?? null }
}
