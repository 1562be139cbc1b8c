// Pages: tries to reach one person in one way, sent until they got through or somebody came.
import type { AlarmKind } from './alarms.ts'
import { announce } from './database.ts'
import type { Database, Statements } from './database.ts'
import { lookAgain } from './rota.ts'

export type Medium = 'line' | 'email' | 'push' | 'webhook'

export interface DuePage {
  readonly id: string
  readonly alarm_id: string
  readonly staff_id: string
  readonly way_id: string | null
  readonly kind: AlarmKind
  readonly medium: Medium
  readonly address: string
  readonly secrets: unknown
  readonly attempts: number
  readonly asked_at: Date
  readonly conversation_id: string | null
  readonly case_id: string | null
}

export type PageResult =
  | { readonly status: 'sent' }
  /** `wait` in milliseconds. */
  | { readonly status: 'pending'; readonly reason: string; readonly wait: number }
  /** `gone`: this way will never reach them. */
  | { readonly status: 'failed'; readonly reason: string; readonly gone: boolean }

/** Takes what is due, and what a clock that was set back made due after `latest`; what is for an alarm that somebody has by now is dropped. Ours for `leaseMs`. */
export async function claimPages({ prisma }: Database, now: Date, latest: Date, limit: number, leaseMs: number): Promise<DuePage[]> {
  await prisma.$executeRaw`
    UPDATE page p SET status = 'dropped', due_at = NULL FROM alarm a
    WHERE a.id = p.alarm_id AND p.due_at IS NOT NULL AND a.acknowledged_at IS NOT NULL`
  return prisma.$queryRaw<DuePage[]>`
    WITH due AS (
      SELECT id FROM page WHERE due_at <= ${now} OR due_at > ${latest} ORDER BY due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ), claimed AS (
      UPDATE page p SET attempts = p.attempts + 1, due_at = ${new Date(now.getTime() + leaseMs)} FROM due WHERE p.id = due.id RETURNING p.*
    )
    SELECT k.id, k.alarm_id, k.staff_id, k.way_id, k.medium, k.attempts, k.asked_at, a.kind, a.conversation_id, a.case_id, coalesce(w.address, s.email) AS address, coalesce(w.secrets, '{}') AS secrets
    FROM claimed k JOIN alarm a ON a.id = k.alarm_id JOIN staff s ON s.id = k.staff_id LEFT JOIN on_call_way w ON w.id = k.way_id`
}

/** Where nothing reached this person, the chain goes on at once. */
export async function savePage({ prisma }: Database, page: DuePage, result: PageResult, now: Date): Promise<void> {
  const failed = result.status === 'failed'
  const dueAt = result.status === 'pending' ? new Date(now.getTime() + result.wait) : null
  await prisma.$transaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE page SET status = ${result.status}, reason = ${result.status === 'sent' ? null : result.reason}, due_at = ${dueAt},
        sent_at = CASE WHEN ${result.status === 'sent'} THEN ${now} ELSE sent_at END WHERE id = ${page.id}::uuid`
    await announce(tx, page.conversation_id === null ? [] : [page.conversation_id])
    if (failed && result.gone && page.way_id !== null) await bounce(tx, page.way_id, now)
    if (result.status === 'sent' && page.kind === 'test' && (page.medium === 'push' || page.medium === 'webhook')) await verifyWay(tx, page.id, now)
    if (failed) await goOn(tx, page.id, now)
  })
}

/** Mails that a server had taken and then gave back: they reached nobody, and nobody is waited for because of them. */
export async function noteReturned({ prisma }: Database, pages: readonly string[], now: Date): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const returned = await tx.$queryRaw<{ id: string; way_id: string | null; conversation_id: string | null }[]>`
      UPDATE page p SET status = 'failed', reason = 'the mail came back' FROM alarm a
      WHERE p.id = ANY(${[...pages]}::uuid[]) AND p.medium = 'email' AND p.status = 'sent' AND a.id = p.alarm_id RETURNING p.id, p.way_id, a.conversation_id`
    for (const { id, way_id, conversation_id } of returned) {
      if (way_id !== null) await bounce(tx, way_id, now)
      await goOn(tx, id, now)
      await announce(tx, conversation_id === null ? [] : [conversation_id])
    }
  })
}

/** Where no way to the person who was asked is left, the next one is asked at once. */
async function goOn(tx: Statements, page: string, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE alarm a SET due_at = ${now} FROM page failed WHERE failed.id = ${page}::uuid AND a.id = failed.alarm_id AND a.acknowledged_at IS NULL AND a.due_at IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM page p WHERE p.alarm_id = a.id AND p.status <> 'failed' AND p.asked_at = failed.asked_at)`
}

/** The day's check is made anew, so that supervisors hear of it. */
async function bounce(tx: Statements, way: string, now: Date): Promise<void> {
  await tx.$executeRaw`UPDATE on_call_way SET bounced_at = ${now} WHERE id = ${way}::uuid`
  await lookAgain(tx)
}

/** Something arrived there: it can be relied on from now on. */
async function verifyWay(tx: Statements, page: string, now: Date): Promise<void> {
  await tx.$executeRaw`UPDATE on_call_way w SET verified_at = ${now}, bounced_at = NULL FROM page p WHERE p.id = ${page}::uuid AND w.id = p.way_id`
  await lookAgain(tx)
}

export interface PageRow {
  readonly id: string
  readonly kind: AlarmKind
  readonly alarm_id: string
  readonly conversation_id: string | null
  /** Of a case without a conversation. */
  readonly case_id: string | null
  readonly staff_id: string
  readonly staff_name: string
  readonly roles: string[]
  readonly disabled: boolean
  readonly asked_at: Date
  readonly acknowledged_at: Date | null
  readonly by_id: string | null
  readonly by_name: string | null
}

/** The newest by which this member of staff was called for this conversation. */
export async function pageTo(db: Database, staff: string, conversation: string): Promise<PageRow | null> {
  const found = await db.prisma.page.findFirst({ where: { staffId: staff, alarm: { conversationId: conversation } }, orderBy: { askedAt: 'desc' }, select: { id: true } })
  return found && pageOf(db, found.id)
}

/** Null where there never was such a page. */
export async function pageOf({ prisma }: Database, id: string): Promise<PageRow | null> {
  const [row] = await prisma.$queryRaw<PageRow[]>`
    SELECT p.id, a.kind, a.id AS alarm_id, a.conversation_id, a.case_id, p.staff_id, s.name AS staff_name, s.roles, s.disabled_at IS NOT NULL AS disabled, p.asked_at,
      a.acknowledged_at, a.acknowledged_by AS by_id, b.name AS by_name
    FROM page p JOIN alarm a ON a.id = p.alarm_id JOIN staff s ON s.id = p.staff_id LEFT JOIN staff b ON b.id = a.acknowledged_by WHERE p.id = ${id}::uuid`
  return row ?? null
}

/** Takes the alarm by this page, once: false where somebody has it already. A mail that was answered is one that arrives. */
export async function acknowledgeBy(tx: Statements, { id, alarm_id, staff_id }: PageRow, now: Date): Promise<boolean> {
  const taken = await tx.$executeRaw`
    UPDATE alarm SET acknowledged_by = ${staff_id}, acknowledged_at = ${now}, due_at = NULL WHERE id = ${alarm_id}::uuid AND acknowledged_at IS NULL`
  if (taken === 0) return false
  await tx.$executeRaw`UPDATE page SET used_at = ${now} WHERE id = ${id}::uuid`
  await verifyWay(tx, id, now)
  return true
}

export async function acknowledgeAlone({ prisma }: Database, page: PageRow, now: Date): Promise<boolean> {
  return prisma.$transaction((tx) => acknowledgeBy(tx, page, now))
}
