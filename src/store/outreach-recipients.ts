// Who gets a message to many: written down once, handed to the outbox once, whatever dies in between.
import type { NewHeldLine } from './held-lines.ts'
import { writeHeld } from './held-lines.ts'
import { insertLines } from './lines.ts'
import type { MessageInsert } from './lines.ts'
import { announce } from './database.ts'
import type { Database, Statements } from './database.ts'
import { Prisma } from './generated/client.ts'
import { json } from './json.ts'
import type { OutreachRow } from './outreach.ts'
import { chosenApp, PERSON_COLUMNS, segmentOf } from './outreach-people.ts'
import type { PersonRow } from './outreach-people.ts'

/** Writes the recipients down where nobody has yet. */
export function writeRecipients({ prisma }: Database, { id, segment, authors, released_by, kind }: OutreachRow, accounts: readonly string[], now: Date): Promise<void> {
  const whose = { staff: [...authors, ...(released_by === null ? [] : [released_by])], all: kind === 'disaster' }
  return prisma.$transaction(async (tx) => {
    const mine = await tx.$executeRaw`UPDATE outreach SET written_at = ${now} WHERE id = ${id}::uuid AND written_at IS NULL AND state = 'released'`
    if (mine === 0) return
    await tx.$executeRaw`
      INSERT INTO outreach_recipient (outreach_id, home_id, person_id, due_at, channel, language)
      SELECT ${id}::uuid, p.id, p.id, ${now}, CASE WHEN app.writable THEN app.channel END, p.language ${segmentOf(segment, accounts, whose, now)} ON CONFLICT DO NOTHING`
  }, { timeout: 60_000 })
}

/** A recipient whose time has come, with the person and their conversation as they are now, both locked. */
export interface DueRecipient extends PersonRow {
  readonly home_id: string
  readonly last_seq: number
  /** It went to the outbox before, and is tried again. */
  readonly line_id: string | null
  /** Another recipient of the same message turned out to be the same person, and has it. */
  readonly doubled: boolean
}

export type Handing = { readonly home_id: string; readonly channel: string | null; readonly language: string | null } & (
  | { readonly type: 'skip'; readonly reason: string }
  | { readonly type: 'later'; readonly reason: string; readonly at: Date }
  | { readonly type: 'again'; readonly line: string }
  | { readonly type: 'hand'; readonly conversation: string; readonly line: MessageInsert & { readonly delivery_id: string }; readonly japanese: string | null; readonly held: NewHeldLine | null; readonly session: object | null })

/**
 * Takes recipients that are due, lets `decide` say what becomes of each, and writes that in the same transaction: who is marked as handed
 * over has a delivery, and who has none is still waiting. What another process holds is left to it. @returns how many were looked at
 */
export function handDue({ prisma }: Database, outreach: string, accounts: readonly string[], limit: number, now: Date, decide: (recipient: DueRecipient) => Handing): Promise<number> {
  return prisma.$transaction(async (tx) => {
    const due = await tx.$queryRaw<(PersonRow & { home_id: string; line_id: string | null; doubled: boolean })[]>`
      WITH due AS MATERIALIZED (
        SELECT r.outreach_id, r.home_id, r.person_id, r.line_id FROM outreach_recipient r JOIN outreach o ON o.id = r.outreach_id
        WHERE r.outreach_id = ${outreach}::uuid AND r.state = 'waiting' AND r.due_at <= ${now} AND o.state = 'released' ORDER BY r.due_at, r.home_id LIMIT ${limit} FOR UPDATE OF r SKIP LOCKED)
      SELECT ${PERSON_COLUMNS}, due.home_id, due.line_id,
        EXISTS (SELECT 1 FROM outreach_recipient d WHERE d.outreach_id = due.outreach_id AND d.person_id = due.person_id AND d.home_id <> due.home_id
          AND (d.state = 'handed' OR (d.state = 'waiting' AND d.home_id < due.home_id))) AS doubled
      FROM due JOIN person p ON p.id = due.person_id LEFT JOIN ${chosenApp(accounts)} ON true`
    const ids = due.flatMap(({ conversation_id }) => (conversation_id === null ? [] : [conversation_id])).toSorted()
    const locked = new Map((await tx.$queryRaw<{ id: string; last_seq: number }[]>`
      SELECT id, last_seq FROM conversation WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE SKIP LOCKED`).map((row) => [row.id, row.last_seq]))
    const handings = due.flatMap((row): Handing[] => {
      const last_seq = row.conversation_id === null ? 0 : locked.get(row.conversation_id)
      // A turn has it at this moment.
      return last_seq === undefined ? [] : [decide({ ...row, last_seq })]
    })
    await write(tx, outreach, handings, now)
    return due.length
  })
}

type Handed = Handing & { readonly type: 'hand' }

async function write(tx: Statements, outreach: string, handings: readonly Handing[], now: Date): Promise<void> {
  const handed = handings.filter((one): one is Handed => one.type === 'hand')
  await insertLines(tx, {
    deliveries: handed.map(({ line: { delivery_id, conversation_id, seq } }) => ({ id: delivery_id, conversation_id, seq, reply_right: null, urgent: false, bulk: true })),
    messages: handed.map(({ line }) => line),
    translations: handed.flatMap(({ line, japanese }) => (japanese === null ? [] : [{ message_id: line.id, language: 'ja', text: japanese, source: 'reviewed' }])),
  })
  for (const { conversation, held } of handed) if (held) await writeHeld(tx, conversation, [held], [], now)
  const rows = handings.map((one) => ({
    home_id: one.home_id, channel: one.channel, language: one.language, state: one.type === 'hand' || one.type === 'again' ? 'handed' : one.type === 'skip' ? 'skipped' : 'waiting',
    reason: 'reason' in one ? one.reason : null, due_at: one.type === 'later' ? one.at : now, conversation_id: one.type === 'hand' ? one.conversation : null,
    line_id: one.type === 'hand' ? one.line.id : null, held_id: one.type === 'hand' ? one.held?.id ?? null : null, seq: one.type === 'hand' ? one.line.seq : null, session: one.type === 'hand' ? one.session : null,
  }))
  await tx.$executeRaw`
    WITH r AS (SELECT * FROM jsonb_to_recordset(${json(rows)}::jsonb)
      AS r(home_id uuid, channel text, language text, state text, reason text, due_at timestamptz, conversation_id uuid, line_id uuid, held_id uuid, seq int, session jsonb)
    ), moved AS (
      UPDATE conversation c SET last_seq = r.seq, session = CASE WHEN jsonb_typeof(r.session) = 'object' THEN r.session ELSE c.session END FROM r WHERE c.id = r.conversation_id
    )
    UPDATE outreach_recipient o SET state = r.state, reason = r.reason, due_at = r.due_at, channel = r.channel, language = r.language, conversation_id = coalesce(r.conversation_id, o.conversation_id),
      line_id = coalesce(r.line_id, o.line_id), held_id = coalesce(r.held_id, o.held_id), handed_at = CASE WHEN r.state = 'handed' THEN ${now} ELSE o.handed_at END
    FROM r WHERE o.outreach_id = ${outreach}::uuid AND o.home_id = r.home_id`
  const again = handings.flatMap((one) => (one.type === 'again' ? [one.line] : []))
  // The same delivery: whoever has it already does not get it twice.
  await tx.$executeRaw`
    UPDATE delivery d SET status = 'pending', attempts = 0, due_at = now(), lease_until = NULL, reason = NULL FROM message m WHERE m.id = ANY(${again}::uuid[]) AND d.id = m.delivery_id AND d.status = 'failed'`
  await announce(tx, handed.map(({ conversation }) => conversation))
}

/** What failed is looked at once more. @returns how many */
export async function retryFailed({ prisma }: Database, outreach: string, now: Date): Promise<number> {
  return prisma.$executeRaw`
    UPDATE outreach_recipient r SET state = 'waiting', reason = NULL, due_at = ${now} FROM message m, delivery d
    WHERE r.outreach_id = ${outreach}::uuid AND r.state = 'handed' AND m.id = r.line_id AND d.id = m.delivery_id AND d.status = 'failed'`
}

/** So many wait in the outbox, of each account. */
export async function backlog({ prisma }: Database): Promise<Map<string, number>> {
  const rows = await prisma.$queryRaw<{ account_id: string; count: number }[]>`
    SELECT c.account_id, count(*)::int AS count FROM delivery d JOIN conversation c ON c.id = d.conversation_id WHERE d.bulk AND d.status = 'pending' GROUP BY c.account_id`
  return new Map(rows.map(({ account_id, count }) => [account_id, count]))
}

/**
 * What waits in the outbox and may not wait longer: after so many minutes the rules may say something else by now, and what was stopped
 * stays back, unless the platform may have it already.
 */
export async function giveUpWaiting({ prisma }: Database, minutes: number): Promise<void> {
  await prisma.$executeRaw`
    UPDATE delivery d SET status = 'failed', reason = CASE WHEN o.state = 'stopped' THEN 'stopped' ELSE 'not in time' END
    FROM message m JOIN outreach_recipient r ON r.line_id = m.id JOIN outreach o ON o.id = r.outreach_id
    WHERE m.delivery_id = d.id AND d.bulk AND d.status = 'pending' AND (d.lease_until IS NULL OR d.lease_until < now())
      AND (r.handed_at < now() - make_interval(mins => ${minutes}::int) OR (o.state = 'stopped' AND NOT d.maybe_sent))`
}

/** Ends what has nobody left, and what has no time left. @returns whether it is over */
export async function endOutreach({ prisma }: Database, { id, ends_at }: Pick<OutreachRow, 'id' | 'ends_at'>, now: Date): Promise<boolean> {
  if (ends_at !== null && ends_at <= now) await prisma.$executeRaw`UPDATE outreach_recipient SET state = 'skipped', reason = 'expired' WHERE outreach_id = ${id}::uuid AND state = 'waiting'`
  return (await prisma.$executeRaw`
    UPDATE outreach o SET state = 'done', ended_at = ${now} WHERE o.id = ${id}::uuid AND o.state = 'released' AND o.written_at IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM outreach_recipient r WHERE r.outreach_id = o.id AND r.state = 'waiting')
      AND NOT EXISTS (SELECT 1 FROM outreach_recipient r JOIN message m ON m.id = r.line_id JOIN delivery d ON d.id = m.delivery_id WHERE r.outreach_id = o.id AND d.status = 'pending')`) === 1
}

/** For what goes to many: anything due, or on its way. */
export async function outreachWaits({ prisma }: Database, now: Date): Promise<boolean> {
  const [row] = await prisma.$queryRaw<{ waits: boolean }[]>(Prisma.sql`
    SELECT EXISTS (SELECT 1 FROM outreach WHERE state = 'released' AND starts_at <= ${now}) OR EXISTS (SELECT 1 FROM delivery WHERE bulk AND status = 'pending') AS waits`)
  return row?.waits ?? false
}
