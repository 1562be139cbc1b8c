// What pages read: the list of conversations, and the lines of one.
import { MOST } from '../list/most.ts'
import { writtenSince } from './catch-up.ts'
import { Prisma } from './generated/client.ts'
import { PLANNED } from './database.ts'
import type { Database } from './database.ts'
import { named } from './sealing/marks.ts'
import { visibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

export interface ListedConversation {
  readonly id: string
  readonly person_id: string
  readonly account_id: string
  readonly channel: string
  readonly language: string | null
  readonly handling: 'bot' | 'waiting' | 'counsellor'
  readonly assignee_id: string | null
  readonly assignee_name: string | null
  readonly danger: { kind: string; level: 'S4' | 'S5'; words: string[]; at: string } | null
  readonly reachable: boolean
  readonly waiting_since: Date | null
  /** Since when its counsellor is asked whether it is still theirs. */
  readonly idle_asked_at: Date | null
  readonly heard_at: Date | null
  readonly held: boolean
  readonly entry_code: string | null
  readonly preferred_id: string | null
  /** Of the topic that the guide last recognised. */
  readonly theme: string | null
  readonly snoozed_until: Date | null
  /** The same person's other conversations. */
  readonly others: { id: string; account_id: string; channel: string; heard_at: string | null; reachable: boolean; last_at: string }[]
  readonly last_seq: number
  readonly last_at: Date
}

export interface LoggedMessage {
  readonly id: string
  readonly conversation_id: string
  readonly seq: number
  readonly author: 'worker' | 'bot' | 'counsellor' | 'system'
  readonly staff_name: string | null
  /** How workers see who wrote it. */
  readonly public_name: string | null
  readonly kind: string
  readonly text: string
  readonly language: string | null
  readonly external_id: string | null
  readonly content: {
    urgent?: boolean; choices?: { value: string; label: string }[]; spoken?: string; discreet?: boolean; elsewhere?: boolean; exit?: boolean; latitude?: number; longitude?: number
    quotes?: string; corrects?: string; reacts?: string; article?: { topic: string; edited: boolean }
    subject?: string; whole?: string; automatic?: 'autoReply' | 'bounce' | 'list' | 'notice'; unproven?: boolean
  } | null
  /** The place in the log of the line this one is about. */
  readonly about_seq: number | null
  readonly media: { id: string; status: 'pending' | 'stored' | 'refused' | 'gone' | 'failed' | 'withdrawn'; kind: 'image' | 'video' | 'audio' | 'file'; name: string | null; type: string | null; size: number | null; width: number | null; height: number | null; reason: string | null } | null
  readonly danger: ListedConversation['danger']
  readonly withdrawn_at: Date | null
  readonly translate_at: Date | null
  readonly translate_tries: number
  readonly at: Date
  readonly delivery_status: string | null
  /** Of danger: it went out before everything else. */
  readonly urgent: boolean
  readonly delivery_reason: string | null
  readonly delivered_at: Date | null
  readonly read_at: Date | null
  readonly translate_problem: 'provider' | 'budget' | 'language' | null
  readonly translations: { language: string; text: string; source: 'reviewed' | 'machine' | 'counsellor' | 'corrected'; by: string | null }[]
}

/** What is read of a conversation. */
export const LISTED = Prisma.sql`c.id, c.person_id, c.account_id, a.channel, p.language, c.handling, c.assignee_id, s.name AS assignee_name, c.danger, c.reachable,
    c.waiting_since, c.idle_asked_at, c.heard_at, c.held, c.entry_code, p.preferred_id, c.theme, c.snoozed_until, c.last_seq, c.last_at,
    coalesce((SELECT json_agg(json_build_object('id', o.id, 'account_id', o.account_id, 'channel', oa.channel, 'heard_at', o.heard_at,
        'reachable', o.reachable, 'last_at', o.last_at) ORDER BY o.last_at DESC)
      FROM conversation o JOIN account oa ON oa.id = o.account_id WHERE o.person_id = c.person_id AND o.id <> c.id), '[]') AS others`
export const LISTED_FROM = Prisma.sql`
  FROM conversation c JOIN person p ON p.id = c.person_id JOIN account a ON a.id = c.account_id LEFT JOIN staff s ON s.id = c.assignee_id`

const MESSAGES = Prisma.sql`
  SELECT m.id, m.conversation_id, m.seq, m.author, s.name AS staff_name, s.public_name, m.kind, m.text, m.language, m.external_id, m.content, m.danger,
    m.withdrawn_at, m.translate_at, m.translate_tries, m.translate_problem, m.at, d.status AS delivery_status, coalesce((m.content->>'urgent')::boolean, d.urgent, false) AS urgent, d.reason AS delivery_reason,
    d.delivered_at, coalesce(d.read_at, m.read_at) AS read_at,
    (SELECT q.seq FROM message q WHERE q.conversation_id = m.conversation_id
      AND q.external_id = coalesce(m.content->>'corrects', m.content->>'reacts', m.content->>'quotes') ORDER BY q.seq LIMIT 1) AS about_seq,
    (SELECT to_jsonb(f) FROM media f WHERE f.message_id = m.id) AS media,
    coalesce((SELECT json_agg(json_build_object('language', t.language, 'text', t.text, 'source', t.source, 'by', (SELECT w.name FROM staff w WHERE w.id = t.staff_id)))
      FROM translation t WHERE t.message_id = m.id), '[]') AS translations
  FROM message m LEFT JOIN staff s ON s.id = m.staff_id LEFT JOIN delivery d ON d.id = m.delivery_id`

export async function findConversation({ prisma }: Database, reader: Reader, id: string): Promise<ListedConversation | null> {
  const [row] = await prisma.$queryRaw<ListedConversation[]>`${PLANNED} SELECT ${LISTED} ${LISTED_FROM} WHERE c.id = ${id}::uuid AND ${visibleTo(reader)}`
  return row ?? null
}

/** Which of very many are counted first: those of long ago may be erased, and would all be looked at. */
export const LATEST = Prisma.sql`ORDER BY c.last_at DESC`

/** `MOST` as a number of the statement itself: PostgreSQL plans for no more. */
export const UP_TO = Prisma.raw(String(MOST))

/** Of each no more than `MOST`. */
export async function countConversations({ prisma }: Database, reader: Reader): Promise<{ waiting: number; mine: number; danger: number; all: number }> {
  const count = (condition: Prisma.Sql, order = Prisma.empty) => Prisma.sql`(SELECT count(*)::int FROM (SELECT 1 FROM conversation c WHERE last_seq > 0 AND ${condition} AND ${visibleTo(reader)} ${order} LIMIT ${UP_TO}) n)`
  const [row] = await prisma.$queryRaw<{ waiting: number; mine: number; danger: number; all: number }[]>`${PLANNED}
    SELECT ${count(Prisma.sql`handling = 'waiting' AND snoozed_until IS NULL`)} AS waiting, ${count(Prisma.sql`assignee_id = ${reader.id}`)} AS mine,
      ${count(Prisma.sql`(handling <> 'bot' OR danger IS NOT NULL) AND danger IS NOT NULL`)} AS danger, ${count(Prisma.sql`TRUE`, LATEST)} AS all`
  return row ?? { waiting: 0, mine: 0, danger: 0, all: 0 }
}

export const PAGE_LINES = 1000

/**
 * @param mark of an earlier answer: only lines of which anything was written since, their delivery, medium and translations included
 * @param before the lines end in front of this one; null: they go on to the last
 */
export function messagesAfter({ prisma }: Database, reader: Reader, conversation: string, after: number, mark: string | null, before: number | null = null): Promise<LoggedMessage[]> {
  const since = (table: string) => writtenSince(mark, table)
  return prisma.$queryRaw<LoggedMessage[]>`${PLANNED} ${MESSAGES}
    JOIN conversation c ON c.id = m.conversation_id
    WHERE m.conversation_id = ${conversation}::uuid AND m.seq > ${after} AND (${before}::int IS NULL OR m.seq < ${before}::int) AND ${visibleTo(reader)}
      AND (${since('m')} OR (d.id IS NOT NULL AND ${since('d')})
        OR EXISTS (SELECT 1 FROM translation t WHERE t.message_id = m.id AND ${since('t')}) OR EXISTS (SELECT 1 FROM media f WHERE f.message_id = m.id AND ${since('f')}))
    ORDER BY m.seq LIMIT ${Prisma.raw(String(PAGE_LINES))}`
}

/** The worker's last words here that meant no danger; empty where there are none. */
export async function lastAsked({ prisma }: Database, reader: Reader, conversation: string): Promise<string> {
  const [row] = await prisma.$queryRaw<{ text: string }[]>`
    SELECT m.text FROM message m JOIN conversation c ON c.id = m.conversation_id
    WHERE c.id = ${conversation}::uuid AND ${visibleTo(reader)} AND m.author = 'worker' AND m.kind = 'text' AND m.danger IS NULL AND m.withdrawn_at IS NULL
    ORDER BY m.seq DESC LIMIT 1`
  return row?.text ?? ''
}

/** In which language the worker wrote last, as far as it was told. */
export async function languageWritten({ prisma }: Database, reader: Reader, conversation: string): Promise<string | null> {
  const [row] = await prisma.$queryRaw<{ language: string }[]>`${PLANNED}
    SELECT m.language FROM message m JOIN conversation c ON c.id = m.conversation_id
    WHERE c.id = ${conversation}::uuid AND ${visibleTo(reader)} AND m.author = 'worker' AND m.kind = 'text' AND m.language IS NOT NULL ORDER BY m.seq DESC LIMIT 1`
  return row?.language ?? null
}

/** The log as the worker's own page reads it: not for staff. */
export async function workersLines({ prisma }: Database, conversation: string, after: number, limit = 1000): Promise<LoggedMessage[]> {
  const rows = await prisma.$queryRaw<LoggedMessage[]>`${MESSAGES} WHERE m.conversation_id = ${conversation}::uuid AND m.seq > ${after} ORDER BY m.seq LIMIT ${limit}`
  return rows.map((row) => ({ ...row, text: row.content?.spoken ?? row.text }))
}

/** All lines that one post of the worker became. */
export function linesOfPost({ prisma }: Database, conversation: string, post: string): Promise<LoggedMessage[]> {
  return prisma.$queryRaw<LoggedMessage[]>`${MESSAGES} WHERE m.conversation_id = ${conversation}::uuid AND m.author = 'worker'
    AND (m.external_id = ${post} OR starts_with(m.external_id, ${`${post} +`})) ORDER BY m.seq`
}

/** The last line of each of these conversations. */
export async function lastMessages({ prisma }: Database, reader: Reader, conversations: readonly string[]): Promise<Map<string, LoggedMessage>> {
  const rows = await prisma.$queryRaw<LoggedMessage[]>`${PLANNED} ${MESSAGES}
    JOIN conversation c ON c.id = m.conversation_id AND c.last_seq = m.seq WHERE c.id = ANY(${[...conversations]}::uuid[]) AND ${visibleTo(reader)}`
  return new Map(rows.map((row) => [row.conversation_id, row]))
}

export async function isLogged({ prisma }: Database, message: string): Promise<boolean> {
  return (await prisma.message.findUnique({ where: { id: message }, select: { id: true } })) !== null
}

/** The conversation a web chat page speaks of. */
export async function conversationAt({ prisma }: Database, account: string, address: string): Promise<string | null> {
  const row = await prisma.conversation.findFirst({ where: { accountId: account, address: named(address), thread: '' }, select: { id: true } })
  return row?.id ?? null
}
