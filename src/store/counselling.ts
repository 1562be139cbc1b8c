// What a counsellor's action writes: one conversation, locked, changed, and told to everybody who looks at it.
import type { Choice } from '../../channels/contract.ts'
import type { ContactTerms } from '../contact/terms.ts'
import type { Session } from '../engine/flow.ts'
import { attendAlarms } from './alarms.ts'
import { changeTerms } from './contact-turns.ts'
import { useAttachments } from './attachments.ts'
import { noteAnsweredTopics } from './consultations.ts'
import { announce } from './database.ts'
import type { Database, Statements } from './database.ts'
import { Prisma } from './generated/client.ts'
import { heldIn, writeHeld } from './held-lines.ts'
import type { HeldLine, NewHeldLine, Settled } from './held-lines.ts'
import { json } from './json.ts'
import { insertLines } from './lines.ts'
import { noteAnswered } from './numbers.ts'
import { standingAfter } from './standing.ts'
import { visibleTo } from './visible.ts'
import type { Reader } from './visible.ts'
import type { MessageInsert } from './lines.ts'
import { sendAgain } from './resending.ts'
import type { FailedLine } from './resending.ts'
import { changesOf, logThreadEvents } from './thread-events.ts'
import type { ThreadEventType } from './thread-events.ts'

export interface LockedConversation {
  readonly id: string
  readonly account_id: string
  readonly person_id: string
  readonly handling: 'bot' | 'waiting' | 'counsellor'
  readonly assignee_id: string | null
  readonly reachable: boolean
  readonly heard_at: Date | null
  readonly held: boolean
  readonly waiting_since: Date | null
  readonly snoozed_until: Date | null
  readonly answer_from: Date | null
  readonly attended_at: Date | null
  readonly idle_asked_at: Date | null
  readonly left_at: Date | null
  readonly dangerous: boolean
  /** The person's terms as they were kept. */
  readonly contact: unknown
  readonly last_seq: number
  readonly language: string | null
}

/** What changes; what is left out stays. Lines get the next places in the log. */
export interface Change {
  readonly handling?: 'bot' | 'waiting' | 'counsellor'
  readonly assignee?: string | null
  /** The desk answered or gave back: nobody waits any more. */
  readonly answered?: boolean
  /** Since when they wait, where that is put back. */
  readonly waitingSince?: Date | null
  /** Out of sight until then; null: in sight again. */
  readonly snoozedUntil?: Date | null
  readonly lines?: readonly NewLine[]
  /** May not go out yet. */
  readonly hold?: readonly NewHeldLine[]
  readonly settle?: readonly Settled[]
  /** An answer that came late is being given from now on. */
  readonly answersLate?: boolean
  /** Where the guide stands from now on: at a question of the desk's own. */
  readonly session?: Session | null
  /** Whether it is really them: asked for now, or somebody is sure. */
  readonly confirmed?: boolean
  /** A line that failed goes out once more. */
  readonly again?: FailedLine & { readonly fresh: string }
  /** What to call it in the thread, where the change alone does not say it. */
  readonly event?: ThreadEventType
  /** The counsellor is asked whether it is still theirs. */
  readonly idleAsked?: true
  /** They did something here, or will be counted as if they had. */
  readonly attendedAt?: Date
  /** On which terms the person may be reached from now on. */
  readonly terms?: { readonly change: Partial<ContactTerms>; readonly by: string; readonly note: string }
}

export interface NewLine {
  readonly id: string
  readonly author: 'counsellor' | 'system'
  readonly staff: string | null
  readonly text: string
  readonly language: string
  readonly translation?: { readonly language: string; readonly text: string; readonly source: 'reviewed' | 'machine' | 'counsellor' }
  /** Arrive without sound or banner. */
  readonly discreet?: boolean
  readonly choices?: readonly Choice[]
  readonly article?: { readonly topic: string; readonly edited: boolean }
  /** An attachment that becomes this line's medium. */
  readonly file?: LineFile
  /** Null where the person's own page reads the log. */
  readonly delivery: string | null
}

export interface LineFile { readonly id: string; readonly kind: 'image' | 'file'; readonly name: string }

type Decide<Refusal extends string> = (conversation: LockedConversation, held: readonly HeldLine[]) => Change | Refusal

/**
 * Locks the conversation, lets `decide` look at it, and writes what it answers. Null where the reader sees no such conversation.
 * `first` runs in the same transaction before; what it refuses is not done.
 */
export function changeConversation<Refusal extends string>(
  db: Database, reader: Reader, id: string, now: Date, decide: Decide<Refusal>, first?: (tx: Statements) => Promise<Refusal | null>,
): Promise<'done' | Refusal | null> {
  return changeWhere(db, Prisma.sql`c.id = ${id}::uuid AND ${visibleTo(reader)}`, now, decide, reader.id, first)
}

/** The same where the desk itself acts and nobody reads. */
export function changeUnread<Refusal extends string>(db: Database, id: string, now: Date, decide: Decide<Refusal>): Promise<'done' | Refusal | null> {
  return changeWhere(db, Prisma.sql`c.id = ${id}::uuid`, now, decide)
}

/** `by`: whoever of the staff does it. */
async function changeWhere<Refusal extends string>(
  { prisma }: Database, which: Prisma.Sql, now: Date, decide: Decide<Refusal>, by: string | null = null, first?: (tx: Statements) => Promise<Refusal | null>,
): Promise<'done' | Refusal | null> {
  return prisma.$transaction(async (tx) => {
    const [conversation] = await tx.$queryRaw<LockedConversation[]>`
      SELECT c.id, c.account_id, c.person_id, c.handling, c.assignee_id, c.reachable, c.heard_at, c.held, c.last_seq, p.language,
        c.waiting_since, c.snoozed_until, c.answer_from, c.attended_at, c.idle_asked_at, c.left_at, c.danger IS NOT NULL AS dangerous, p.contact
      FROM conversation c JOIN person p ON p.id = c.person_id WHERE ${which} FOR UPDATE OF c`
    if (!conversation) return null
    const refused = await first?.(tx) ?? null
    if (refused !== null) return refused
    const change = decide(conversation, await heldIn(tx, conversation.id))
    if (typeof change === 'string') return change
    await write(tx, conversation, change, now, by)
    if (by !== null && attends(change)) await attendAlarms(tx, conversation.id, by, now)
    return 'done' as const
  })
}

/** What is kept of a line beside its text; null where there is nothing. */
function contentOf({ choices, discreet, article }: NewLine): object | null {
  return choices || discreet || article ? { ...(choices && { choices }), ...(discreet && { discreet }), ...(article && { article }) } : null
}

/** Taking it or writing in it: whatever calls people because of this conversation can stop. */
function attends({ handling, lines = [], hold = [] }: Change): boolean {
  return handling === 'counsellor' || hold.length > 0 || lines.some(({ author }) => author === 'counsellor')
}

async function write(tx: Statements, conversation: LockedConversation, change: Change, now: Date, by: string | null): Promise<void> {
  const lines = change.lines ?? []
  if (conversation.waiting_since && lines.some(({ author }) => author === 'counsellor')) await noteAnswered(tx, conversation.id, conversation.waiting_since, now)
  const place = (index: number) => conversation.last_seq + 1 + index
  await insertLines(tx, {
    deliveries: lines.flatMap((line, i) => (line.delivery === null || line.delivery === lines[i - 1]?.delivery ? [] : [
      { id: line.delivery, conversation_id: conversation.id, seq: place(i), reply_right: null, urgent: false },
    ])),
    messages: lines.map((line, i): MessageInsert => ({
      id: line.id, conversation_id: conversation.id, seq: place(i), author: line.author, staff_id: line.staff, kind: line.file?.kind ?? 'text', text: line.text,
      language: line.language, external_id: null, content: contentOf(line), danger: null, delivery_id: line.delivery, translate: false, at: now.toISOString(),
    })),
    translations: lines.flatMap(({ id, translation }) => (translation ? [{ message_id: id, ...translation }] : [])),
  })
  const { answersLate = false, confirmed = null } = change
  const { handling, assignee, waitingSince, snoozedUntil } = standingAfter(conversation, change)
  await useAttachments(tx, lines)
  await noteAnsweredTopics(tx, conversation.id, lines.flatMap(({ article }) => (article ? [article.topic] : [])), now)
  if (change.again) await sendAgain(tx, change.again)
  const happened = change.event ? [{ conversation_id: conversation.id, type: change.event, actor: by ?? 'system' }] : changesOf(conversation, { handling, assignee_id: assignee }, by)
  await logThreadEvents(tx, happened, now)
  const attended = by !== null || handling !== conversation.handling
  await writeHeld(tx, conversation.id, change.hold ?? [], change.settle ?? [], now)
  if (change.terms) await agree(tx, conversation, change.terms, now)
  await tx.$executeRaw`
    UPDATE conversation SET session = CASE WHEN ${change.session == null} THEN session ELSE ${json(change.session ?? null)}::jsonb END, handling = ${handling}, assignee_id = ${assignee}, last_seq = ${conversation.last_seq + lines.length},
      last_at = CASE WHEN ${lines.length > 0 || change.handling !== undefined} THEN ${now} ELSE last_at END,
      waiting_since = ${waitingSince}, snoozed_until = ${snoozedUntil}, answer_from = CASE WHEN ${answersLate} THEN ${now} ELSE answer_from END,
      attended_at = CASE WHEN ${attended} THEN ${change.attendedAt ?? now} ELSE attended_at END,
      idle_asked_at = CASE WHEN ${change.idleAsked === true} THEN ${now} WHEN ${attended} THEN NULL ELSE idle_asked_at END,
      unconfirmed_at = CASE WHEN ${confirmed === true} THEN NULL WHEN ${confirmed === false} THEN coalesce(unconfirmed_at, ${now}) ELSE unconfirmed_at END
    WHERE id = ${conversation.id}::uuid`
  await announce(tx, [conversation.id])
}

/** Another menu may have to stand beside the person's conversations. */
async function agree(tx: Statements, { id, person_id }: LockedConversation, { change, by, note }: NonNullable<Change['terms']>, now: Date): Promise<void> {
  await changeTerms(tx, id, change, { by, note, at: now.toISOString() })
  if (change.watched !== undefined) await tx.$executeRaw`UPDATE conversation SET menu_at = ${now} WHERE person_id = ${person_id}::uuid AND left_at IS NULL`
}
