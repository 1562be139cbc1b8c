// Keeps what arrived: one statement for many events, whoever sent them.
import { Prisma } from './generated/client.ts'
import type { InboundEvent } from '../../channels/contract.ts'
import { PLANNED } from './database.ts'
import type { Database } from './database.ts'
import { json } from './json.ts'
import { named, secretJson } from './sealing/marks.ts'

export interface Arrival {
  readonly account: string
  readonly event: InboundEvent
  /** Ids for the rows this may create. */
  readonly newConversation: string
  readonly newPerson: string
}

/**
 * Inserts the events, and the conversations they begin. What is there already, a redelivery, falls out.
 * @returns the conversations that have something new
 */
export async function insertArrivals({ prisma }: Database, arrivals: readonly Arrival[]): Promise<string[]> {
  const touched = new Set<string>()
  const rows = json(arrivals.map(({ account, event, newConversation, newPerson }, i) => ({
    n: i, account, external: event.id, address: event.type === 'ignored' ? '' : named(event.person), thread: named(event.thread ?? ''),
    type: event.type, payload: secretJson(json(event)), conversation: newConversation, person: newPerson,
  })))
  // A conversation that another process inserts in this very moment is seen by neither branch: its event comes back unplaced.
  for (let unplaced = true; unplaced;) {
    const inserted = await prisma.$queryRaw<{ conversation_id: string | null; unplaced: boolean }[]>(Prisma.sql`${PLANNED}
      WITH arrival AS (
        SELECT * FROM jsonb_to_recordset(${rows}::jsonb) AS
          r(n int, account text, external text, address text, thread text, type text, payload jsonb, conversation uuid, person uuid)
      ), begun AS (
        INSERT INTO conversation (id, account_id, person_id, address, thread)
        SELECT DISTINCT ON (account, address, thread) conversation, account, person, address, thread FROM arrival
        WHERE address <> '' AND NOT EXISTS (
          SELECT 1 FROM conversation c WHERE c.account_id = account AND c.address = arrival.address AND c.thread = arrival.thread)
        ORDER BY account, address, thread, n
        ON CONFLICT DO NOTHING
        RETURNING id, account_id, address, thread, person_id
      ), met AS (
        INSERT INTO person (id) SELECT person_id FROM begun
      ), place AS (
        SELECT id, account_id, address, thread FROM begun
        UNION ALL
        SELECT c.id, c.account_id, c.address, c.thread FROM conversation c
        WHERE (c.account_id, c.address, c.thread) IN (SELECT account, address, thread FROM arrival)
      ), kept AS (
        INSERT INTO event (account_id, external_id, conversation_id, type, payload, done_at)
        SELECT a.account, a.external, p.id, a.type, a.payload, CASE WHEN a.address = '' THEN now() END
        FROM arrival a LEFT JOIN place p ON p.account_id = a.account AND p.address = a.address AND p.thread = a.thread
        WHERE a.address = '' OR p.id IS NOT NULL
        ORDER BY a.n
        ON CONFLICT (account_id, external_id) DO NOTHING
        RETURNING conversation_id
      )
      SELECT conversation_id, false AS unplaced FROM kept
      UNION ALL
      SELECT NULL, true FROM arrival a WHERE a.address <> ''
        AND NOT EXISTS (SELECT 1 FROM place p WHERE p.account_id = a.account AND p.address = a.address AND p.thread = a.thread)`)
    unplaced = inserted.some((row) => row.unplaced)
    for (const row of inserted) if (row.conversation_id) touched.add(row.conversation_id)
  }
  return [...touched]
}
