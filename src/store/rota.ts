// The rota as it is written: who is on call when, what is offered to whom, and how the chain asks.
import { CHAIN } from '../oncall/settings.ts'
import type { ChainSettings } from '../oncall/settings.ts'
import { CALLABLE, HAS_WAY } from './alarms.ts'
import type { Database, Statements } from './database.ts'
import { Prisma } from './generated/client.ts'
import { json } from './json.ts'
import { readSetting, writeSetting } from './settings.ts'

const SETTING = 'on-call'
/** The day on which the rota was looked at last. */
const CHECKED = 'rota-checked'
/** Stands behind the day once something changed. */
const CHANGED = 'changed'

export interface ShiftRow {
  readonly id: string
  readonly staff_id: string
  readonly staff_name: string
  readonly line: number
  readonly starts_at: Date
  readonly ends_at: Date
  readonly offered_to: string | null
  readonly offered_name: string | null
  /** In a way of their own that was tried and did not fail. */
  readonly reachable: boolean
  /** One of their ways failed for good. */
  readonly bounced: boolean
}

export interface NewShift { readonly id: string; readonly staffId: string; readonly line: number; readonly startsAt: Date; readonly endsAt: Date; readonly createdBy: string }

/** Missing or unreadable parts are as they are by themselves. */
export async function chainSettings(db: Database): Promise<ChainSettings> {
  const found = await readSetting(db, SETTING)
  const part = (name: keyof ChainSettings) => {
    const value: unknown = typeof found === 'object' && found !== null ? Object.entries(found).find(([key]) => key === name)?.[1] : undefined
    return typeof value === 'number' && value > 0 ? value : CHAIN[name]
  }
  return { next: part('next'), everyone: part('everyone'), again: part('again') }
}

export const saveChain = (db: Database, settings: ChainSettings) => writeSetting(db, SETTING, settings)

/** In order of time. Those of people who left are none. */
export function shiftsBetween({ prisma }: Database, from: Date, until: Date): Promise<ShiftRow[]> {
  return prisma.$queryRaw<ShiftRow[]>`
    SELECT h.id, h.staff_id, s.name AS staff_name, h.line, h.starts_at, h.ends_at, h.offered_to, o.name AS offered_name,
      ${HAS_WAY} AND s.roles && ${CALLABLE}::text[] AS reachable,
      EXISTS (SELECT 1 FROM on_call_way w WHERE w.staff_id = s.id AND w.bounced_at IS NOT NULL) AS bounced
    FROM on_call_shift h JOIN staff s ON s.id = h.staff_id LEFT JOIN staff o ON o.id = h.offered_to
    WHERE h.ends_at > ${from} AND h.starts_at < ${until} AND s.disabled_at IS NULL ORDER BY h.starts_at, h.line, h.id`
}

/** Members of staff who can be on call. */
export function callable({ prisma }: Database): Promise<{ id: string; name: string; languages: string[]; reachable: boolean }[]> {
  return prisma.$queryRaw`
    SELECT s.id, s.name, s.languages, ${HAS_WAY} AS reachable FROM staff s
    WHERE s.disabled_at IS NULL AND s.roles && ${CALLABLE}::text[] ORDER BY s.name, s.id`
}

export async function addShifts(db: Database, shifts: readonly NewShift[]): Promise<void> {
  await db.prisma.onCallShift.createMany({ data: [...shifts] })
  await lookAgain(db.prisma)
}

export async function shiftOf({ prisma }: Database, id: string): Promise<{ staffId: string; offeredTo: string | null } | null> {
  return prisma.onCallShift.findUnique({ where: { id }, select: { staffId: true, offeredTo: true } })
}

export async function removeShift(db: Database, id: string): Promise<boolean> {
  const { count } = await db.prisma.onCallShift.deleteMany({ where: { id } })
  await lookAgain(db.prisma)
  return count === 1
}

/** Offers it to a colleague, or to nobody any more. */
export async function offerShift({ prisma }: Database, id: string, to: string | null): Promise<void> {
  await prisma.onCallShift.updateMany({ where: { id }, data: { offeredTo: to } })
}

/** @param offered only if it is still offered to them: false where it is not */
export async function giveShift(db: Database, id: string, staff: string, offered: boolean): Promise<boolean> {
  const { count } = await db.prisma.onCallShift.updateMany({ where: { id, ...(offered && { offeredTo: staff }) }, data: { staffId: staff, offeredTo: null } })
  await lookAgain(db.prisma)
  return count === 1
}

/** For one who asks: `day` is new, or something changed since it was looked at that day. Null for all others. */
export async function mustLook({ prisma }: Database, day: string): Promise<'day' | 'again' | null> {
  const [seen] = await prisma.$queryRaw<{ before: string | null }[]>`
    WITH old AS (SELECT value #>> '{}' AS value FROM setting WHERE key = ${CHECKED} FOR UPDATE)
    INSERT INTO setting (key, value) VALUES (${CHECKED}, to_jsonb(${day}::text)) ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE setting.value <> excluded.value
    RETURNING (SELECT value FROM old) AS before`
  if (!seen) return null
  return seen.before === `${day} ${CHANGED}` ? 'again' : 'day'
}

/** The rota, or somebody's address, changed: whether it is whole is looked at anew. */
export async function lookAgain(db: Statements): Promise<void> {
  await db.$executeRaw`UPDATE setting SET value = to_jsonb((value #>> '{}') || ' ' || ${CHANGED}::text) WHERE key = ${CHECKED} AND value #>> '{}' NOT LIKE '% %'`
}

/** Something the rota lacks. `from`, `until` are ISO 8601. */
export interface RotaProblem {
  readonly uncovered: readonly { from: string; until: string }[]
  /** On call soon, and in no way to be reached. */
  readonly unreachable: readonly { id: string; name: string }[]
  /** Can be reached, but not in every way they wrote down. */
  readonly bounced: readonly { id: string; name: string }[]
}

/**
 * One open alarm about the rota; where nothing is wrong any more, none. Supervisors get a mail when it is raised: each day, and when somebody
 * cannot be reached of whom that was not known. Who mends the rota sees meanwhile what is left of it.
 */
export async function noteRota({ prisma }: Database, problem: RotaProblem | null, look: 'day' | 'again', byMail: boolean, now: Date, newId: () => string): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const [open] = await tx.$queryRaw<{ id: string; detail: RotaProblem }[]>`SELECT id, detail FROM alarm WHERE kind = 'rota' AND acknowledged_at IS NULL FOR UPDATE`
    const known = new Set(open ? lost(open.detail) : [])
    const isNews = look === 'day' || (problem !== null && lost(problem).some((id) => !known.has(id)))
    if (open && problem !== null && !isNews) {
      await tx.$executeRaw`UPDATE alarm SET detail = ${json(problem)}::jsonb WHERE id = ${open.id}::uuid`
      return
    }
    await tx.alarm.updateMany({ where: { kind: 'rota', acknowledgedAt: null }, data: { acknowledgedAt: now, dueAt: null } })
    if (problem === null) return
    const id = newId()
    await tx.alarm.create({ data: { id, kind: 'rota', detail: { uncovered: [...problem.uncovered], unreachable: [...problem.unreachable], bounced: [...problem.bounced] }, raisedAt: now } })
    if (!byMail || !isNews) return
    const told = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`SELECT id FROM staff WHERE disabled_at IS NULL AND roles && '{supervisor,administrator}'::text[]`)
    await tx.page.createMany({ data: told.map((staff) => ({ id: newId(), alarmId: id, staffId: staff.id, medium: 'email', askedAt: now, dueAt: now })) })
  })
}

/** Those of whom a problem says that they cannot be reached as they meant to be. */
function lost({ unreachable, bounced }: RotaProblem): string[] {
  return [...unreachable, ...bounced].map(({ id }) => id)
}
