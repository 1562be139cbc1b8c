// Alarms with their steps, as the desk shows them; those of conversations one may not see are not there.
import type { AlarmKind } from './alarms.ts'
import type { Database } from './database.ts'
import { Prisma } from './generated/client.ts'
import type { RotaProblem } from './rota.ts'
import { caseVisibleTo, visibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

export interface AlarmRow {
  readonly id: string
  readonly kind: AlarmKind
  readonly level: string | null
  readonly conversation_id: string | null
  readonly case_id: string | null
  readonly raised_at: Date
  readonly due_at: Date | null
  readonly detail: RotaProblem | null
  readonly by_id: string | null
  readonly by_name: string | null
  readonly acknowledged_at: Date | null
  /** ISO 8601 times, oldest first. */
  readonly pages: readonly { id: string; staff: string; name: string; medium: string; status: string; reason: string | null; askedAt: string; sentAt: string | null; usedAt: string | null }[]
}

/** Newest first. Tests of one's own ways are none. `conversation`: of this one alone. */
export function alarmsSeen({ prisma }: Database, reader: Reader, conversation: string | null, limit: number): Promise<AlarmRow[]> {
  const which = conversation === null ? Prisma.sql`TRUE` : Prisma.sql`a.conversation_id = ${conversation}::uuid`
  return prisma.$queryRaw<AlarmRow[]>`
    SELECT a.id, a.kind, a.level, a.conversation_id, a.case_id, a.raised_at, a.due_at, a.detail, a.acknowledged_by AS by_id, b.name AS by_name, a.acknowledged_at,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'staff', p.staff_id, 'name', s.name, 'medium', p.medium, 'status', p.status, 'reason', p.reason,
        'askedAt', p.asked_at, 'sentAt', p.sent_at, 'usedAt', p.used_at) ORDER BY p.asked_at, s.name, p.id)
        FROM page p JOIN staff s ON s.id = p.staff_id WHERE p.alarm_id = a.id), '[]') AS pages
    FROM alarm a LEFT JOIN conversation c ON c.id = a.conversation_id LEFT JOIN case_file f ON f.id = a.case_id LEFT JOIN staff b ON b.id = a.acknowledged_by
    WHERE a.kind <> 'test' AND ${which} AND (a.conversation_id IS NULL OR ${visibleTo(reader)}) AND (a.case_id IS NULL OR ${caseVisibleTo(reader)})
    ORDER BY a.raised_at DESC LIMIT ${limit}`
}

/** What the rota lacks, as last looked at. */
export async function openRotaProblem({ prisma }: Database): Promise<RotaProblem | null> {
  const [row] = await prisma.$queryRaw<{ detail: RotaProblem }[]>`SELECT detail FROM alarm WHERE kind = 'rota' AND acknowledged_at IS NULL`
  return row?.detail ?? null
}

/** Begins a drill: the chain as it is, with real messages, and no consultation behind it. Null where one runs already. */
export async function beginDrill({ prisma }: Database, id: string, by: string, now: Date): Promise<string | null> {
  return prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(7401952)`
    if (await tx.alarm.findFirst({ where: { kind: 'drill', acknowledgedAt: null }, select: { id: true } })) return null
    await tx.alarm.create({ data: { id, kind: 'drill', raisedBy: by, raisedAt: now, dueAt: now } })
    return id
  })
}

/** Ends what runs of it; nobody acknowledged. */
export async function endDrills({ prisma }: Database, now: Date): Promise<number> {
  return (await prisma.alarm.updateMany({ where: { kind: 'drill', acknowledgedAt: null }, data: { acknowledgedAt: now, dueAt: null } })).count
}
