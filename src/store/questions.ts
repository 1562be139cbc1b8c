// Cases whose person is to be asked something by the desk itself: each locked with the conversation in which that would be, once.
import type { CaseChange } from '../cases/projection.ts'
import { lockCases, saveCases } from './case-writing.ts'
import type { LockedCase } from './case-writing.ts'
import { announce } from './database.ts'
import type { Database } from './database.ts'
import { Prisma } from './generated/client.ts'
import { writeHeld } from './held-lines.ts'
import type { NewHeldLine } from './held-lines.ts'
import type { LockedConversation } from './counselling.ts'

/** Not while a person talks with them, or they wait for one: it is asked afterwards, or never. */
const FREE = Prisma.sql`NOT EXISTS (SELECT 1 FROM conversation busy WHERE busy.person_id = f.person_id AND busy.handling <> 'bot')`

export interface AskedNow { readonly change: CaseChange; readonly hold: NewHeldLine | null }

/** @returns how many there were */
export async function changeAsking(
  { prisma }: Database, now: Date, limit: number, decide: (found: LockedCase, conversation: LockedConversation | null) => AskedNow,
): Promise<number> {
  return prisma.$transaction(async (tx) => {
    const found = await lockCases(tx, Prisma.sql`f.question_at <= ${now} AND ${FREE}`, Prisma.sql`ORDER BY f.question_at LIMIT ${limit} FOR UPDATE OF f SKIP LOCKED`)
    for (const one of found) {
      // Where the case was spoken about before anywhere else, and where they were last.
      const [conversation = null] = await tx.$queryRaw<LockedConversation[]>`
        SELECT c.id, c.account_id, c.person_id, c.handling, c.assignee_id, c.reachable, c.heard_at, c.held, c.last_seq, p.language,
          c.waiting_since, c.answer_from, c.left_at, c.danger IS NOT NULL AS dangerous, p.contact
        FROM conversation c JOIN person p ON p.id = c.person_id JOIN case_file f ON f.person_id = p.id
        WHERE f.id = ${one.id}::uuid AND c.staff_id IS NULL
        ORDER BY c.id = p.preferred_id DESC NULLS LAST, EXISTS (SELECT 1 FROM case_conversation x WHERE x.case_id = f.id AND x.conversation_id = c.id) DESC, c.heard_at DESC NULLS LAST
        LIMIT 1 FOR UPDATE OF c`
      const { change, hold } = decide(one, conversation)
      await saveCases(tx, [{ id: one.id, person: null, conversations: [], ...change }])
      if (hold === null || conversation === null) continue
      await writeHeld(tx, conversation.id, [hold], [], now)
      await announce(tx, [conversation.id])
    }
    return found.length
  }, { timeout: 20_000, maxWait: 20_000 })
}
