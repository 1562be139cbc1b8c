// Lines of the log as rows: with what sends them, their reviewed translations, and what is to be fetched for them.
import { Prisma } from './generated/client.ts'
import type { Choice, ReplyRight } from '../../channels/contract.ts'
import type { Statements } from './database.ts'
import { json } from './json.ts'
import { OPEN } from './sealing/columns-of-texts.ts'
import { secret, secretParts } from './sealing/marks.ts'

export interface Lines {
  readonly deliveries: { id: string; conversation_id: string; seq: number; reply_right: ReplyRight | null; urgent: boolean; bulk?: boolean }[]
  readonly messages: MessageInsert[]
  readonly translations: { message_id: string; language: string; text: string; source: string }[]
}

/** What a line holds beside its text. `spoken` is what was said where the log tells less. What a channel told about a worker's line may be there too. */
export interface LineContent { readonly choices?: readonly Choice[]; readonly spoken?: string; readonly discreet?: boolean; readonly elsewhere?: boolean; readonly urgent?: boolean }

export interface MessageInsert {
  readonly id: string
  readonly conversation_id: string
  readonly seq: number
  readonly author: string
  readonly staff_id?: string | null
  readonly kind: string
  readonly text: string
  readonly language: string | null
  readonly external_id: string | null
  readonly content: LineContent | null
  readonly danger: unknown
  readonly delivery_id: string | null
  readonly translate: boolean
  readonly at: string
  /** The search's entry that it shares. */
  readonly said?: string | null
  /** What the search finds it by, as keyed hashes, its translations too; without these or a shared entry the search looks at it later. */
  readonly terms?: readonly number[]
}

/** Whoever has the token answers in the desk's name. */
const sealedRight = (right: ReplyRight | null) => right && { ...right, token: secret(right.token) }

export interface MediaInsert {
  readonly id: string
  readonly message_id: string
  readonly status: string
  readonly kind: string
  readonly name: string | null
  readonly source: string | null
  readonly reason: string | null
}

/** What this process sends by itself once the turns are committed: nobody else takes it for so long, counted from when it is written, not from when the batch began. */
export interface Lease { readonly deliveries: ReadonlySet<string>; readonly ms: number }

/** What the signs of danger were is part of what somebody said; statements ask how grave they are. */
export const sealedDanger = (danger: unknown) => (typeof danger === 'object' && danger !== null ? secretParts(danger, OPEN.danger) : null)

export async function insertLines(tx: Statements, rows: Lines): Promise<void> {
  await tx.$executeRaw`WITH ${linesOf(rows, null)} SELECT 1`
}

/** Log lines with their deliveries and reviewed translations, as parts of one statement. A message that was taken back before it came stays hidden. */
export function linesOf({ deliveries, messages, translations }: Lines, lease: Lease | null): Prisma.Sql {
  const leased = deliveries.map((delivery) => ({ ...delivery, leased: lease?.deliveries.has(delivery.id) ?? false }))
  const logged = messages.map((message) => ({
    ...message, text: secret(message.text), content: message.content && secretParts(message.content, OPEN.content), danger: sealedDanger(message.danger),
    terms: message.terms ? `{${message.terms.join()}}` : null,
  }))
  const found = new Set(messages.flatMap(({ id, said, terms }) => (said || terms ? [id] : [])))
  const translated = translations.map((translation) => ({ ...translation, text: secret(translation.text), unindexed: !found.has(translation.message_id) }))
  return Prisma.sql`
    delivered AS (
      INSERT INTO delivery (id, conversation_id, seq, reply_right, urgent, bulk, lease_until, attempts, maybe_sent)
      SELECT id, conversation_id, seq, reply_right, urgent, coalesce(bulk, false), CASE WHEN leased THEN clock_timestamp() + make_interval(secs => ${(lease?.ms ?? 0) / 1000}::float8) END, leased::int, leased
      FROM jsonb_to_recordset(${json(leased.map((one) => ({ ...one, reply_right: sealedRight(one.reply_right) })))}::jsonb) AS r(id uuid, conversation_id uuid, seq int, reply_right jsonb, urgent boolean, bulk boolean, leased boolean)
    ), line AS (
      SELECT *, (SELECT w.at FROM withdrawal w WHERE w.conversation_id = r.conversation_id AND w.external_id = r.external_id) AS withdrawn_at
      FROM jsonb_to_recordset(${json(logged)}::jsonb) AS
        r(id uuid, conversation_id uuid, seq int, author text, staff_id text, kind text, text text, language text, external_id text,
          content jsonb, danger jsonb, delivery_id uuid, translate boolean, at timestamptz, said uuid, terms text)
    ), logged AS (
      INSERT INTO message (id, conversation_id, seq, author, staff_id, kind, text, language, external_id, content, danger, delivery_id, translate_at, at, said_id, unindexed, withdrawn_at)
      SELECT id, conversation_id, seq, author, staff_id, kind, text, language, external_id, content, danger, delivery_id,
        CASE WHEN translate THEN now() END, at, said, said IS NULL AND terms IS NULL, withdrawn_at
      FROM line
    ), found AS (
      INSERT INTO message_terms (message_id, terms) SELECT id, terms::int[] FROM line WHERE terms IS NOT NULL AND withdrawn_at IS NULL
    ), translated AS (
      INSERT INTO translation (message_id, language, text, source, unindexed)
      SELECT * FROM jsonb_to_recordset(${json(translated)}::jsonb) AS r(message_id uuid, language text, text text, source text, unindexed boolean)
    )`
}

export async function saveMedia(tx: Statements, media: readonly MediaInsert[]): Promise<void> {
  if (media.length === 0) return
  await tx.$executeRaw`
    INSERT INTO media (id, message_id, status, kind, name, source, reason, due_at)
    SELECT r.id, r.message_id, CASE WHEN m.withdrawn_at IS NULL THEN r.status ELSE 'withdrawn' END, r.kind, r.name, r.source, r.reason,
      CASE WHEN r.status = 'withdrawn' OR (r.status = 'pending' AND m.withdrawn_at IS NULL) THEN now() END
    FROM jsonb_to_recordset(${json(media.map((one) => ({ ...one, name: secret(one.name), source: secret(one.source) })))}::jsonb) AS
      r(id uuid, message_id uuid, status text, kind text, name text, source text, reason text) JOIN message m ON m.id = r.message_id`
}
