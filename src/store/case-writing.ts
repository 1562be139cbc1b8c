// Cases as they are changed: locked with their events, and written back as new events and the row those make.
import type { CaseEvent } from '../cases/events.ts'
import type { CaseChange } from '../cases/projection.ts'
import type { DangerKind } from '../knowledge/danger-phrases.ts'
import { attendCaseAlarms, raiseForAbsent } from './alarms.ts'
import { announce, ANYTHING, CASE } from './database.ts'
import type { Database, Statements } from './database.ts'
import { Prisma } from './generated/client.ts'
import { json } from './json.ts'
import { OPEN } from './sealing/columns-of-texts.ts'
import { secret, secretParts } from './sealing/marks.ts'
import { caseVisibleTo, tiedToCase } from './visible.ts'
import type { Reader } from './visible.ts'

/** `language` is the person's: whoever speaks it keeps their hours. */
export interface LockedCase { readonly id: string; readonly events: readonly CaseEvent[]; readonly language: string | null }

/** `person` is used only where the case is new. */
export interface CaseWrite extends CaseChange { readonly id: string; readonly person: string | null; readonly conversations: readonly string[] }

/** A worker's line in a conversation that has an open case, or that means danger; or that somebody answered it past the desk. */
export interface CaseSignal {
  readonly conversation_id: string
  readonly by: 'worker' | 'elsewhere'
  readonly text: string | null
  readonly danger: { readonly kind: DangerKind; readonly level: 'S4' | 'S5' } | null
  /** They asked for a person. */
  readonly handOver: boolean
  /** Choices of the self-check they made. */
  readonly answers: readonly string[]
  /** No machine answered it: a person has the conversation, or will. */
  readonly silent: boolean
}

interface Stored { readonly case_id: string; readonly payload: CaseEvent }

/** Everything of a batch in three statements. */
export async function saveCases(tx: Statements, writes: readonly CaseWrite[]): Promise<void> {
  if (writes.length === 0) return
  await tx.$executeRaw`
    INSERT INTO case_file (id, person_id, home_id, asker, origin, severity, incident, stage, owner, escalation, due_at, breached, next_at, next_what, attention_at,
      themes, companies, last_seq, opened_at, changed_at, closed_at, question_at, standing_asked, satisfaction, solved)
    SELECT r.id, r.person, (SELECT c.home_id FROM conversation c WHERE c.id = r.begun_in AND c.person_id = r.person), r.asker, r.origin, r.severity, r.incident, r.stage, r.owner, r.escalation, r.due_at, r.breached, r.next_at, r.next_what, r.attention_at,
      r.themes, r.companies, r.last_seq, r.opened_at, r.changed_at, r.closed_at, r.question_at, r.standing_asked, r.satisfaction, r.solved
    FROM jsonb_to_recordset(${json(writes.map(({ id, person, conversations, row }) => ({ id, person, begun_in: conversations[0] ?? null, ...row, next_what: secret(row.next_what) })))}::jsonb) AS r(id uuid, person uuid, begun_in uuid, asker text, origin text,
      severity text, incident boolean, stage text, owner text, escalation text, due_at timestamptz, breached boolean, next_at timestamptz, next_what text,
      attention_at timestamptz, themes text[], companies text[], last_seq int, opened_at timestamptz, changed_at timestamptz, closed_at timestamptz,
      question_at timestamptz, standing_asked boolean, satisfaction smallint, solved text)
    ON CONFLICT (id) DO UPDATE SET severity = excluded.severity, incident = excluded.incident, stage = excluded.stage, owner = excluded.owner,
      escalation = excluded.escalation, due_at = excluded.due_at, breached = excluded.breached, next_at = excluded.next_at, next_what = excluded.next_what,
      attention_at = excluded.attention_at, themes = excluded.themes, companies = excluded.companies, last_seq = excluded.last_seq,
      changed_at = excluded.changed_at, closed_at = excluded.closed_at,
      question_at = excluded.question_at, standing_asked = excluded.standing_asked, satisfaction = excluded.satisfaction, solved = excluded.solved`
  const events = writes.flatMap(({ id, from, fresh }) => fresh.map((event, i) => ({ case_id: id, seq: from + 1 + i, type: event.type, payload: secretParts(event, OPEN.caseEvent), actor: event.by, at: event.at })))
  await tx.$executeRaw`
    INSERT INTO case_event (case_id, seq, type, payload, actor, at)
    SELECT * FROM jsonb_to_recordset(${json(events)}::jsonb) AS r(case_id uuid, seq int, type text, payload jsonb, actor text, at timestamptz)`
  const spoken = writes.flatMap(({ id, conversations }) => conversations.map((conversation) => ({ case_id: id, conversation_id: conversation })))
  if (spoken.length > 0) {
    await tx.$executeRaw`
      INSERT INTO case_conversation (case_id, conversation_id)
      SELECT * FROM jsonb_to_recordset(${json(spoken)}::jsonb) AS r(case_id uuid, conversation_id uuid) ON CONFLICT DO NOTHING`
  }
  // Who is tied to a company that is named now has to ask again.
  const named = writes.some(({ fresh }) => fresh.some((event) => event.type === 'companyNamed' || (event.type === 'opened' && event.companies.length > 0)))
  for (const write of writes.filter(isUnattended)) await raiseForAbsent(tx, [write.id], new Date(write.row.changed_at))
  await announce(tx, [...writes.map(({ id }) => CASE + id), ...(named ? [ANYTHING] : [])])
}

/** Life in danger, as somebody just found who does not have the case. Where it is spoken about in a conversation, that one's alarm calls. */
function isUnattended({ fresh, state: { owner, severity, closing } }: CaseWrite): boolean {
  return severity === 'S5' && closing === null && fresh.some(({ type, by }) => (type === 'opened' || type === 'severityRaised') && !(owner.type === 'staff' && owner.id === by))
}

/** They have it now, or spoke with the worker: nobody else is called because of it. */
async function attend(tx: Statements, id: string, staff: string, fresh: readonly CaseEvent[]): Promise<void> {
  const last = fresh.findLast((event) => (event.type === 'ownerChanged' && event.owner.type === 'staff' && event.owner.id === staff) || (event.type === 'contacted' && event.contact.party === null && event.by === staff))
  if (last) await attendCaseAlarms(tx, id, staff, new Date(last.at))
}

/** In the transaction of a change: `first` may refuse before anything is done, `also` writes what belongs to it. */
export interface AroundChange<Refusal extends string> { first?(tx: Statements): Promise<Refusal | null>; also?(tx: Statements): Promise<void> }

/** Where its person writes, and where it is spoken about: they stand elsewhere in the list when it does. Turns lock them before a case, too. */
async function lockConversationsOf(tx: Statements, id: string): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM conversation c WHERE c.person_id = (SELECT f.person_id FROM case_file f WHERE f.id = ${id}::uuid)
      OR c.id = ANY(ARRAY(SELECT x.conversation_id FROM case_conversation x WHERE x.case_id = ${id}::uuid)) ORDER BY c.id FOR NO KEY UPDATE OF c`
}

/** Locks the case, lets `decide` look at it, and writes what it answers. Null where the reader sees no such case. */
export async function changeCase<Refusal extends string>(
  { prisma }: Database, reader: Reader, id: string, decide: (found: LockedCase) => CaseChange | Refusal, { first, also }: AroundChange<Refusal> = {},
): Promise<'done' | Refusal | null> {
  return prisma.$transaction(async (tx) => {
    await lockConversationsOf(tx, id)
    const [found] = await lockCases(tx, Prisma.sql`f.id = ${id}::uuid AND ${caseVisibleTo(reader)}`, Prisma.sql`FOR UPDATE OF f`)
    if (!found) return null
    const refused = await first?.(tx) ?? null
    if (refused !== null) return refused
    const change = decide(found)
    if (typeof change === 'string') return change
    await saveCases(tx, [{ id, person: null, conversations: [], ...change }])
    await attend(tx, id, reader.id, change.fresh)
    await also?.(tx)
    return 'done' as const
  })
}

/** What the queue gives out first: danger before anything, then what is due first. */
export const URGENCY = Prisma.sql`(f.severity >= 'S4') DESC, CASE WHEN f.severity >= 'S4' THEN f.severity END DESC, coalesce(f.due_at, f.next_at), f.severity DESC, f.id`
const NOBODYS = Prisma.sql`f.closed_at IS NULL AND f.owner LIKE 'team:%'`

/** The most urgent case that nobody has and the reader may see. @returns its id; null where there is none */
export async function changeNext({ prisma }: Database, reader: Reader, decide: (found: LockedCase) => CaseChange): Promise<string | null> {
  return prisma.$transaction(async (tx) => {
    const [found] = await lockCases(tx, Prisma.sql`${NOBODYS} AND ${caseVisibleTo(reader)}`, Prisma.sql`ORDER BY ${URGENCY} LIMIT 1 FOR UPDATE OF f SKIP LOCKED`)
    if (!found) return null
    const change = decide(found)
    await saveCases(tx, [{ id: found.id, person: null, conversations: [], ...change }])
    await attend(tx, found.id, reader.id, change.fresh)
    return found.id
  })
}

/** Cases whose time has come: each is given to one worker only. @returns how many there were */
export async function changeDue({ prisma }: Database, now: Date, limit: number, decide: (tx: Statements, found: readonly LockedCase[]) => Promise<readonly (CaseChange & { id: string })[]>): Promise<number> {
  return prisma.$transaction(async (tx) => {
    const found = await lockCases(tx, Prisma.sql`f.attention_at <= ${now}`, Prisma.sql`ORDER BY f.attention_at LIMIT ${limit} FOR UPDATE OF f SKIP LOCKED`)
    await saveCases(tx, (await decide(tx, found)).map((change) => ({ person: null, conversations: [], ...change })))
    return found.length
  }, { timeout: 20_000, maxWait: 20_000 })
}

/** Open cases of somebody who left, or was tied to them since. */
export async function changeStranded({ prisma }: Database, limit: number, decide: (found: LockedCase) => CaseChange): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const found = await lockCases(tx, Prisma.sql`f.closed_at IS NULL AND f.owner NOT LIKE 'team:%' AND (${tiedToCase(Prisma.sql`f.owner`)}
      OR NOT EXISTS (SELECT 1 FROM staff s WHERE s.id = f.owner AND s.disabled_at IS NULL))`, Prisma.sql`LIMIT ${limit} FOR UPDATE OF f SKIP LOCKED`)
    await saveCases(tx, found.map((one) => ({ id: one.id, person: null, conversations: [], ...decide(one) })))
  })
}

/** The open case a message in this conversation belongs to, where there is one. */
export async function changeCaseSpokenOf({ prisma }: Database, conversation: string, decide: (found: LockedCase) => CaseChange | null): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const found = (await lockOpenCases(tx, [conversation])).get(conversation)
    const change = found ? decide(found) : null
    if (found && change) await saveCases(tx, [{ id: found.id, person: null, conversations: [conversation], ...change }])
  })
}

/** For each of these conversations the open case a message there belongs to: one that is spoken about there, else the person's latest. */
export async function lockOpenCases(tx: Statements, conversations: readonly string[]): Promise<ReadonlyMap<string, LockedCase>> {
  const pairs = await tx.$queryRaw<{ conversation_id: string; case_id: string }[]>`
    SELECT DISTINCT ON (c.id) c.id AS conversation_id, f.id AS case_id
    FROM conversation c JOIN case_file f ON f.person_id = c.person_id AND f.closed_at IS NULL
    WHERE c.id = ANY(${[...conversations]}::uuid[])
    ORDER BY c.id, EXISTS (SELECT 1 FROM case_conversation x WHERE x.case_id = f.id AND x.conversation_id = c.id) DESC, f.opened_at DESC`
  const locked = pairs.length === 0 ? [] : await lockCases(tx, Prisma.sql`f.id = ANY(${pairs.map(({ case_id }) => case_id)}::uuid[])`, Prisma.sql`ORDER BY f.id FOR UPDATE OF f`)
  const byId = new Map(locked.map((one) => [one.id, one]))
  return new Map(pairs.flatMap(({ conversation_id, case_id }) => { const one = byId.get(case_id); return one ? [[conversation_id, one] as const] : [] }))
}

export async function lockCases(tx: Statements, which: Prisma.Sql, how: Prisma.Sql): Promise<LockedCase[]> {
  const found = await tx.$queryRaw<{ id: string; language: string | null }[]>`SELECT f.id, p.language FROM case_file f LEFT JOIN person p ON p.id = f.person_id WHERE ${which} ${how}`
  if (found.length === 0) return []
  const ids = found.map(({ id }) => id)
  const events = await tx.$queryRaw<Stored[]>`SELECT case_id, payload FROM case_event WHERE case_id = ANY(${ids}::uuid[]) ORDER BY case_id, seq`
  const byCase = Map.groupBy(events, ({ case_id }) => case_id)
  return found.map(({ id, language }) => ({ id, language, events: (byCase.get(id) ?? []).map(({ payload }) => payload) }))
}
