// The outbox: who sends what, when, and what came of it.
import type { OutboundFile, Problem, ReplyRight, SentRef } from '../../channels/contract.ts'
import { Prisma } from './generated/client.ts'
import { announcing, PLANNED } from './database.ts'
import type { Database, Statements } from './database.ts'
import { askedForPatience, noteProblem } from './health.ts'
import { json } from './json.ts'
import type { LineContent } from './lines.ts'

export interface DueDelivery {
  readonly id: string
  readonly conversation_id: string
  /** Somebody else sees the phone: no names, and no sound. */
  readonly watched: boolean
  readonly account_id: string
  readonly address: string
  readonly thread: string
  readonly route: string | null
  readonly reply_right: ReplyRight | null
  readonly heard_at: Date | null
  readonly attempts: number
  readonly payloads_sent: number
  readonly maybe_sent: boolean
  readonly messages: { id: string; text: string; language: string | null; author: 'bot' | 'counsellor' | 'system'; public_name: string | null; content: LineContent | null; file?: Omit<OutboundFile, 'url'> | null }[]
}

export interface DeliveryResult {
  readonly id: string
  readonly conversation_id: string
  readonly account_id: string
  readonly status: 'pending' | 'sent' | 'failed'
  readonly payloads_sent: number
  readonly maybe_sent: boolean
  /** Milliseconds until the next try. */
  readonly wait: number
  readonly reason: string | null
  /** ISO 8601: when the last payload was handed over. */
  readonly sent_at: string | null
  /** The platform's ids of what was sent, for read marks and quotes. */
  readonly refs: readonly SentRef[]
  readonly problem: Problem | null
  readonly gone: boolean
  readonly held: boolean
  /** The provider asks the account for patience. */
  readonly slow: boolean
}

/**
 * Takes deliveries that are due, the oldest of each conversation only, so that lines arrive in order; an urgent one passes, and so does
 * every answer what was sent to many. They stay ours for `leaseMs`; when this process dies, they are due again afterwards.
 */
export async function claimDue({ prisma }: Database, limit: number, leaseMs: number): Promise<DueDelivery[]> {
  return claim(prisma, Prisma.sql`
    SELECT d.id, d.maybe_sent FROM delivery d
    WHERE NOT d.bulk AND d.status = 'pending' AND d.due_at <= now() AND (d.lease_until IS NULL OR d.lease_until < now())
      AND (d.urgent OR NOT EXISTS (
        SELECT 1 FROM delivery e WHERE e.conversation_id = d.conversation_id AND e.status = 'pending' AND e.seq < d.seq AND NOT e.bulk))
    ORDER BY d.urgent DESC, d.due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED`, leaseMs)
}

/** The same of what goes from this account to many. */
export function claimBulk(tx: Statements, account: string, limit: number, leaseMs: number): Promise<DueDelivery[]> {
  return claim(tx, Prisma.sql`
    SELECT d.id, d.maybe_sent FROM delivery d JOIN conversation c ON c.id = d.conversation_id
    WHERE d.bulk AND c.account_id = ${account} AND d.status = 'pending' AND d.due_at <= now() AND (d.lease_until IS NULL OR d.lease_until < now())
      AND NOT EXISTS (SELECT 1 FROM delivery e WHERE e.conversation_id = d.conversation_id AND e.status = 'pending' AND e.seq < d.seq)
    ORDER BY d.due_at LIMIT ${limit} FOR UPDATE OF d SKIP LOCKED`, leaseMs)
}

function claim(tx: Statements, due: Prisma.Sql, leaseMs: number): Promise<DueDelivery[]> {
  return tx.$queryRaw<DueDelivery[]>`
    WITH due AS (${due}), claimed AS (
      UPDATE delivery d SET lease_until = now() + make_interval(secs => ${leaseMs / 1000}::float8), attempts = d.attempts + 1, maybe_sent = true
      FROM due WHERE d.id = due.id
      RETURNING d.id, d.conversation_id, d.seq, d.reply_right, d.attempts, d.payloads_sent, due.maybe_sent
    )
    SELECT k.id, k.conversation_id, (p.contact->>'watched')::boolean IS TRUE AS watched, c.account_id, c.address, c.thread, c.route, c.heard_at, k.reply_right, k.attempts, k.payloads_sent, k.maybe_sent,
      (SELECT jsonb_agg(jsonb_build_object('id', m.id, 'author', m.author, 'content', m.content,
          'file', (SELECT jsonb_build_object('id', f.id, 'kind', f.kind, 'name', f.name, 'type', f.type, 'size', f.size) FROM media f WHERE f.message_id = m.id AND f.status = 'stored'),
          'public_name', (SELECT s.public_name FROM staff s WHERE s.id = m.staff_id),
          'text', coalesce(t.text, m.text), 'language', coalesce(t.language, m.language)) ORDER BY m.seq)
        FROM message m LEFT JOIN LATERAL (SELECT text, language FROM translation WHERE m.author = 'counsellor' AND message_id = m.id LIMIT 1) t ON true
        WHERE m.delivery_id = k.id) AS messages
    FROM claimed k JOIN conversation c ON c.id = k.conversation_id JOIN person p ON p.id = c.person_id`
}

/** What a platform's echo confirmed meanwhile stays confirmed, whatever our own call came to, and the rest need not wait for it. */
export async function saveResults({ prisma }: Database, results: readonly DeliveryResult[]): Promise<void> {
  await prisma.$executeRaw`${PLANNED}
    WITH r AS (SELECT * FROM jsonb_to_recordset(${json(results)}::jsonb) AS
      r(id uuid, conversation_id uuid, status text, payloads_sent int, maybe_sent boolean, wait float8, reason text, sent_at timestamptz, refs jsonb, gone boolean, held boolean)
    ), known AS (
      UPDATE message m SET external_id = ref.id
      FROM (SELECT DISTINCT ON (line) (f.ref->>'line')::uuid AS line, f.ref->>'id' AS id FROM r, jsonb_array_elements(r.refs) WITH ORDINALITY AS f(ref, n) ORDER BY line, n) ref
      WHERE m.id = ref.line AND m.external_id IS NULL
    ), told AS (
      UPDATE conversation c SET reachable = c.reachable AND NOT r.gone, held = c.held OR r.held FROM r
      WHERE c.id = r.conversation_id AND (r.gone OR r.held)
    )
    UPDATE delivery d SET status = CASE WHEN d.status = 'sent' OR (d.status = 'failed' AND r.status = 'pending') THEN d.status ELSE r.status END,
      payloads_sent = greatest(d.payloads_sent, r.payloads_sent), maybe_sent = r.maybe_sent AND d.payloads_sent <= r.payloads_sent,
      given_up_at = CASE WHEN r.gone AND r.status = 'failed' THEN now() ELSE d.given_up_at END, reason = CASE WHEN d.status = 'failed' AND r.status = 'pending' THEN d.reason ELSE r.reason END, lease_until = NULL, due_at = now() + make_interval(secs => CASE WHEN d.payloads_sent > r.payloads_sent THEN 0 ELSE r.wait / 1000 END), sent_at = coalesce(r.sent_at, d.sent_at)
    FROM r WHERE d.id = r.id RETURNING ${announcing(Prisma.sql`d.conversation_id`)}`
  for (const { account_id, problem } of results) if (problem) await noteProblem(prisma, account_id, problem)
  for (const { account_id, slow, wait } of results) if (slow) await askedForPatience(prisma, account_id, wait)
}

export interface Waiting {
  readonly turns: boolean
  readonly deliveries: boolean
  readonly translations: boolean
  readonly media: boolean
  readonly menus: boolean
  readonly pages: boolean
}

/** Whether anything could be done now, of each kind: what the sweep asks. Pages are due by the clock of the process, which decides itself. */
export async function whatWaits({ prisma }: Database): Promise<Waiting> {
  const [row] = await prisma.$queryRaw<Waiting[]>`
    SELECT EXISTS (SELECT 1 FROM event WHERE done_at IS NULL) AS turns,
      EXISTS (SELECT 1 FROM delivery WHERE NOT bulk AND status = 'pending' AND due_at <= now() AND (lease_until IS NULL OR lease_until < now()))
        OR EXISTS (SELECT 1 FROM held_line WHERE status = 'waiting' AND due_at <= now()) AS deliveries,
      EXISTS (SELECT 1 FROM message WHERE translate_at <= now()) AS translations,
      EXISTS (SELECT 1 FROM media WHERE due_at <= now()) AS media,
      EXISTS (SELECT 1 FROM conversation WHERE menu_at <= now()) AS menus,
      EXISTS (SELECT 1 FROM alarm WHERE due_at IS NOT NULL) OR EXISTS (SELECT 1 FROM page WHERE due_at IS NOT NULL) AS pages`
  return row ?? { turns: false, deliveries: false, translations: false, media: false, menus: false, pages: false }
}
