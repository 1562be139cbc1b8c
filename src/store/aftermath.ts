// What turns change besides the log: lines taken back, delivered and read, joined and separated people.
import type { Act } from '../engine/flow.ts'
import type { Statements } from './database.ts'
import { json } from './json.ts'
import { mergePeople, separate } from './merging.ts'
import { named } from './sealing/marks.ts'
import { askIn, takeBackIn } from './privacy-requests.ts'

/** Lines of ours reached somebody: these, by the platform's ids, or all that were sent until a moment. */
export interface Receipt {
  readonly conversation_id: string
  readonly status: 'delivered' | 'read'
  readonly messages: readonly string[]
  readonly until: string | null
  readonly at: string
}

/** Lines of ours that were sent and came back, by the platform's ids. */
export interface Bounce { readonly conversation_id: string; readonly messages: readonly string[]; readonly reason: string }

/** The platform has this payload of this delivery. */
export interface Confirmation {
  readonly delivery_id: string
  readonly conversation_id: string
  readonly external_id: string
  readonly part: number
  readonly parts: number
}

/** `merge` is the id it gets in the record of merges. */
export interface Join { readonly conversation_id: string; readonly code: string; readonly person_id: string; readonly merge: string; readonly at: string }

/** `new_person` is used where the act needs a new id. */
export interface PersonAct { readonly conversation_id: string; readonly act: Act; readonly code: string; readonly new_person: string; readonly at: string }

export interface Aftermath {
  readonly withdrawals: readonly { conversation_id: string; external_id: string }[]
  readonly receipts: readonly Receipt[]
  readonly bounces: readonly Bounce[]
  readonly confirmations: readonly Confirmation[]
  readonly joins: readonly Join[]
  readonly acts: readonly PersonAct[]
}

const CODE_MINUTES = 15

export async function saveAftermath(tx: Statements, { withdrawals, receipts, bounces, confirmations, joins, acts }: Aftermath): Promise<void> {
  if (withdrawals.length > 0) {
    await tx.$executeRaw`
      WITH r AS (SELECT * FROM jsonb_to_recordset(${json(withdrawals)}::jsonb) AS r(conversation_id uuid, external_id text)
      ), kept AS (
        INSERT INTO withdrawal (conversation_id, external_id) SELECT conversation_id, external_id FROM r ON CONFLICT DO NOTHING
      ), hidden AS (
        UPDATE message m SET withdrawn_at = now(), translate_at = NULL FROM r
        WHERE m.conversation_id = r.conversation_id AND m.external_id = r.external_id RETURNING m.id
      )
      UPDATE media SET status = 'withdrawn', due_at = now() WHERE message_id IN (SELECT id FROM hidden)`
  }
  if (receipts.length > 0) {
    await tx.$executeRaw`
      WITH r AS (SELECT * FROM jsonb_to_recordset(${json(receipts)}::jsonb) AS r(conversation_id uuid, status text, messages jsonb, until timestamptz, at timestamptz)
      ), meant AS (
        SELECT DISTINCT ON (d.id) d.id, r.status = 'read' AS read, r.at
        FROM r JOIN delivery d ON d.conversation_id = r.conversation_id AND d.status = 'sent'
        WHERE d.sent_at <= r.until
          OR EXISTS (SELECT 1 FROM message m WHERE m.delivery_id = d.id AND r.messages ? m.external_id)
        ORDER BY d.id, read DESC, r.at
      )
      UPDATE delivery d SET delivered_at = coalesce(d.delivered_at, meant.at), read_at = CASE WHEN meant.read THEN coalesce(d.read_at, meant.at) ELSE d.read_at END
      FROM meant WHERE d.id = meant.id`
    await noteSeen(tx, receipts)
  }
  for (const { conversation_id, messages, reason } of bounces) {
    await tx.$executeRaw`
      UPDATE delivery d SET status = 'failed', reason = ${reason}, lease_until = NULL
      WHERE d.conversation_id = ${conversation_id}::uuid AND EXISTS (
        SELECT 1 FROM message m WHERE m.delivery_id = d.id AND m.external_id = ANY(${[...messages]}::text[]))`
  }
  for (const confirmation of confirmations) await confirm(tx, confirmation)
  for (const join of joins) await joinPeople(tx, join)
  for (const act of acts) await perform(tx, act)
}

/** Where no platform delivers, the person's own page says up to which line, by our own id, it was read. */
async function noteSeen(tx: Statements, receipts: readonly Receipt[]): Promise<void> {
  const seen = receipts.filter(({ status, messages }) => status === 'read' && messages.length > 0)
  if (seen.length === 0) return
  await tx.$executeRaw`
    WITH r AS (SELECT * FROM jsonb_to_recordset(${json(seen)}::jsonb) AS r(conversation_id uuid, messages jsonb, at timestamptz)
    ), until AS (
      SELECT r.conversation_id, max(m.seq) AS seq, min(r.at) AS at
      FROM r JOIN message m ON m.conversation_id = r.conversation_id AND r.messages ? m.id::text GROUP BY r.conversation_id
    )
    UPDATE message m SET read_at = until.at FROM until
    WHERE m.conversation_id = until.conversation_id AND m.seq <= until.seq AND m.author <> 'worker' AND m.delivery_id IS NULL AND m.read_at IS NULL`
}

/** Only what belongs to this conversation, and never backwards: the send call may have said more already. */
async function confirm(tx: Statements, { delivery_id, conversation_id, external_id, part, parts }: Confirmation): Promise<void> {
  const done = part + 1 >= parts
  await tx.$executeRaw`
    WITH found AS (
      UPDATE delivery SET payloads_sent = greatest(payloads_sent, ${part + 1}), maybe_sent = false,
        status = CASE WHEN ${done} THEN 'sent' ELSE status END, reason = CASE WHEN ${done} THEN NULL ELSE reason END,
        due_at = now(), sent_at = CASE WHEN ${done} THEN coalesce(sent_at, due_at) ELSE sent_at END
      WHERE id = ${delivery_id}::uuid AND conversation_id = ${conversation_id}::uuid AND status <> 'sent'
      RETURNING id
    )
    UPDATE message SET external_id = ${external_id}
    WHERE ${part} = 0 AND external_id IS NULL AND id = (SELECT m.id FROM message m JOIN found f ON m.delivery_id = f.id ORDER BY m.seq LIMIT 1)`
}

/** A code joins once. */
async function joinPeople(tx: Statements, { conversation_id, code, person_id, merge, at }: Join): Promise<void> {
  const [spent] = await tx.$queryRaw<{ person_id: string }[]>`
    WITH spent AS (UPDATE link_code SET spent_at = now() WHERE code = ${named(code)} AND spent_at IS NULL RETURNING code)
    SELECT c.person_id FROM conversation c, spent WHERE c.id = ${conversation_id}::uuid`
  if (spent) await mergePeople(tx, { id: merge, from: spent.person_id, to: person_id, how: 'code', askedBy: 'worker', approvedBy: null, at: new Date(at) })
}

async function perform(tx: Statements, { conversation_id, act, code, new_person, at }: PersonAct): Promise<void> {
  switch (act) {
    case 'giveCode':
      await tx.$executeRaw`DELETE FROM link_code WHERE expires_at < now() - interval '1 day'`
      // A code that somebody else holds would join strangers: the unique key throws, and the turn is taken again with another code.
      await tx.$executeRaw`
        INSERT INTO link_code (code, conversation_id, expires_at) VALUES (${named(code)}, ${conversation_id}::uuid, now() + make_interval(mins => ${CODE_MINUTES}))`
      return
    case 'preferHere':
      await tx.$executeRaw`
        UPDATE person p SET preferred_id = c.id FROM conversation c WHERE c.id = ${conversation_id}::uuid AND p.id = c.person_id`
      return
    case 'preferOther':
      await tx.$executeRaw`
        UPDATE person p SET preferred_id = (
          SELECT o.id FROM conversation o WHERE o.person_id = p.id AND o.id <> c.id ORDER BY o.last_at DESC LIMIT 1)
        FROM conversation c WHERE c.id = ${conversation_id}::uuid AND p.id = c.person_id`
      return
    case 'askErasure':
    case 'askCopy':
      await askIn(tx, conversation_id, act === 'askErasure' ? 'erasure' : 'copy', new_person, new Date(at))
      return
    case 'takeBackErasure':
      await takeBackIn(tx, conversation_id, new Date(at))
      return
    case 'separate':
      await separate(tx, conversation_id, new_person, new Date(at))
  }
}
