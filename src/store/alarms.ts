// Alarms: rows with a due time, not timers in memory. Whoever looks next, after whatever crash, finds what is due.
import type { Asked, Story } from '../oncall/chain.ts'
import { announce } from './database.ts'
import type { Database, Statements } from './database.ts'
import { Prisma } from './generated/client.ts'
import { json } from './json.ts'
import { tiedTo, tiedToCase } from './visible.ts'

export type AlarmKind = 'danger' | 'drill' | 'rota' | 'test'

/** `at` is ISO 8601; `grace` are minutes in which nobody is paged yet. */
export interface NewAlarm { readonly id: string; readonly conversation_id: string; readonly level: string; readonly at: string; readonly grace: number }

/** Whoever has the conversation, and came because of an alarm, is not called again for so long. */
const ATTENDED_MINUTES = 30

/** One open alarm a conversation: a second danger in it changes nothing. */
export async function raiseAlarms(tx: Statements, alarms: readonly NewAlarm[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO alarm (id, kind, conversation_id, level, raised_at, due_at)
    SELECT DISTINCT ON (r.conversation_id) r.id, 'danger', r.conversation_id, r.level, r.at, r.at + make_interval(mins => r.grace)
    FROM jsonb_to_recordset(${json(alarms)}::jsonb) AS r(id uuid, conversation_id uuid, level text, at timestamptz, grace int)
    JOIN conversation c ON c.id = r.conversation_id
    WHERE NOT EXISTS (
      SELECT 1 FROM alarm a WHERE a.conversation_id = r.conversation_id AND c.handling = 'counsellor' AND a.acknowledged_by = c.assignee_id
        AND a.acknowledged_at > r.at - make_interval(mins => ${ATTENDED_MINUTES}::int))
    ORDER BY r.conversation_id, r.at
    ON CONFLICT DO NOTHING`
}

/** Nobody dealt with these cases in time: who is on call is asked for the newest conversation of each, unless they are asked already. */
export async function raiseForCases(tx: Statements, cases: readonly string[], now: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO alarm (id, kind, conversation_id, level, raised_at, due_at)
    SELECT DISTINCT ON (f.id) gen_random_uuid(), 'danger', c.id, f.severity, ${now}, ${now}
    FROM case_file f JOIN case_conversation k ON k.case_id = f.id JOIN conversation c ON c.id = k.conversation_id
    WHERE f.id = ANY(${[...cases]}::uuid[]) ORDER BY f.id, c.last_at DESC
    ON CONFLICT DO NOTHING`
  await raiseForAbsent(tx, cases, now)
}

/** The same for those of these cases that are spoken about in no conversation, because somebody rang or came by. */
export async function raiseForAbsent(tx: Statements, cases: readonly string[], now: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO alarm (id, kind, case_id, level, raised_at, due_at)
    SELECT gen_random_uuid(), 'danger', f.id, f.severity, ${now}, ${now} FROM case_file f
    WHERE f.id = ANY(${[...cases]}::uuid[]) AND NOT EXISTS (SELECT 1 FROM case_conversation k WHERE k.case_id = f.id)
    ON CONFLICT DO NOTHING`
}

/** Somebody has the case, or spoke with the worker. */
export async function attendCaseAlarms(tx: Statements, id: string, staff: string, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE alarm SET acknowledged_by = ${staff}, acknowledged_at = ${now}, due_at = NULL WHERE case_id = ${id}::uuid AND acknowledged_at IS NULL`
}

/** Somebody answers the conversation: whatever alarm is open in it is theirs. */
export async function attendAlarms(tx: Statements, conversation: string, staff: string, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE alarm SET acknowledged_by = ${staff}, acknowledged_at = ${now}, due_at = NULL WHERE conversation_id = ${conversation}::uuid AND acknowledged_at IS NULL`
}

export interface DueAlarm { readonly id: string; readonly kind: AlarmKind; readonly conversation_id: string | null; readonly case_id: string | null; readonly raised_at: Date; readonly language: string | null }

/** Somebody who may be asked. `speaks` the worker's language. */
export interface Reachable { readonly staff: string; readonly speaks: boolean }

/** Everything the chain decides by; the order is made of `shifts` by who decides. */
export interface Standing extends Pick<Story, 'asked'> {
  readonly shifts: readonly { id: string; staff: string; line: number; startsAt: Date; endsAt: Date }[]
  readonly reachable: readonly Reachable[]
}

/** What `decide` wants: to page these, and to look again then. */
export interface Next { readonly page: readonly string[]; readonly again: Date }

/**
 * Takes alarms that are due and nobody else works on; what is decided and the pages it means are one transaction. One that is due later
 * than `latest`, later than any is ever put off to, was written by a clock that has been set back since: it is due too.
 */
export async function takeAlarms(
  { prisma }: Database, now: Date, latest: Date, byMail: boolean, newId: () => string, decide: (alarm: DueAlarm, standing: Standing) => Next,
): Promise<{ alarm: DueAlarm; page: readonly string[] }[]> {
  return prisma.$transaction(async (tx) => {
    const alarms = await tx.$queryRaw<DueAlarm[]>`
      SELECT a.id, a.kind, a.conversation_id, a.case_id, a.raised_at, p.language
      FROM alarm a LEFT JOIN conversation c ON c.id = a.conversation_id LEFT JOIN case_file f ON f.id = a.case_id LEFT JOIN person p ON p.id = coalesce(c.person_id, f.person_id)
      WHERE (a.due_at <= ${now} OR a.due_at > ${latest}) AND a.acknowledged_at IS NULL ORDER BY a.due_at LIMIT 20 FOR UPDATE OF a SKIP LOCKED`
    const taken: { alarm: DueAlarm; page: readonly string[] }[] = []
    for (const alarm of alarms) {
      const standing = await standingOf(tx, alarm, now, byMail)
      const next = decide(alarm, standing)
      for (const staff of next.page) await addPages(tx, alarm.id, staff, now, newId)
      await tx.$executeRaw`UPDATE alarm SET due_at = ${next.again} WHERE id = ${alarm.id}::uuid`
      await announce(tx, alarm.conversation_id === null ? [] : [alarm.conversation_id])
      taken.push({ alarm, page: next.page })
    }
    return taken
  }, { timeout: 20_000, maxWait: 20_000 })
}

async function standingOf(tx: Statements, { id, conversation_id, case_id }: DueAlarm, now: Date, byMail: boolean): Promise<Standing> {
  const asked = await tx.$queryRaw<Asked[]>`
    SELECT staff_id AS staff, asked_at AS at, bool_and(status = 'failed') AS failed FROM page WHERE alarm_id = ${id}::uuid GROUP BY staff_id, asked_at`
  const shifts = await tx.$queryRaw<Standing['shifts']>`
    SELECT id, staff_id AS staff, line, starts_at AS "startsAt", ends_at AS "endsAt" FROM on_call_shift WHERE starts_at <= ${now} AND ends_at > ${now}`
  const reachable = await tx.$queryRaw<Reachable[]>`
    SELECT s.id AS staff, coalesce(p.language = ANY(s.languages || ARRAY['ja']), true) AS speaks
    FROM staff s LEFT JOIN conversation c ON c.id = ${conversation_id}::uuid LEFT JOIN case_file f ON f.id = ${case_id}::uuid LEFT JOIN person p ON p.id = coalesce(c.person_id, f.person_id)
    WHERE s.disabled_at IS NULL AND s.roles && ${CALLABLE}::text[] AND ${reachableBy(byMail)}
      AND (c.id IS NULL OR NOT ${tiedTo(Prisma.sql`s.id`)}) AND (f.id IS NULL OR NOT ${tiedToCase(Prisma.sql`s.id`)})
    ORDER BY s.created_at, s.id`
  return { asked, shifts, reachable }
}

/** Who sees dangerous conversations. */
export const CALLABLE = ['supervisor', 'counsellor', 'on-call']

const USABLE = Prisma.sql`w.verified_at IS NOT NULL AND w.bounced_at IS NULL`
export const HAS_WAY = Prisma.sql`EXISTS (SELECT 1 FROM on_call_way w WHERE w.staff_id = s.id AND ${USABLE})`
/** Without a way of their own, by the address of their account. */
const NEVER_SET_UP = Prisma.sql`NOT EXISTS (SELECT 1 FROM on_call_way w WHERE w.staff_id = s.id AND (w.verified_at IS NOT NULL OR w.bounced_at IS NOT NULL))`

function reachableBy(byMail: boolean): Prisma.Sql {
  return byMail ? Prisma.sql`(${HAS_WAY} OR ${NEVER_SET_UP})` : HAS_WAY
}

/** A page for each way of theirs. */
async function addPages(tx: Statements, alarm: string, staff: string, now: Date, newId: () => string): Promise<void> {
  const ways = await tx.$queryRaw<{ id: string | null; medium: string }[]>`
    SELECT w.id, w.medium FROM on_call_way w WHERE w.staff_id = ${staff} AND ${USABLE}`
  const used = ways.length > 0 ? ways : [{ id: null, medium: 'email' }]
  await tx.page.createMany({ data: used.map((way) => ({ id: newId(), alarmId: alarm, staffId: staff, wayId: way.id, medium: way.medium, askedAt: now, dueAt: now })) })
}
