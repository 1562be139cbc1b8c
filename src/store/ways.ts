// How each member of staff is paged: their own list, changed by nobody else.
import type { Database } from './database.ts'
import { json } from './json.ts'
import type { Medium } from './pages.ts'
import { codeDigest, releasePager } from './pagers.ts'
import { lookAgain } from './rota.ts'
import { named, secretJson } from './sealing/marks.ts'

export interface WayRow {
  readonly id: string
  readonly medium: Medium
  readonly address: string
  readonly verifiedAt: Date | null
  readonly bouncedAt: Date | null
  readonly codeUntil: Date | null
}

export interface NewWay {
  readonly id: string
  readonly staffId: string
  readonly medium: Medium
  readonly address: string
  readonly secrets: unknown
  /** The code by which they show whose account it is. */
  readonly code: { readonly text: string; readonly until: Date } | null
}

const SHOWN = { id: true, medium: true, address: true, verifiedAt: true, bouncedAt: true, codeUntil: true } as const

export async function waysOf({ prisma }: Database, staff: string): Promise<WayRow[]> {
  const rows = await prisma.onCallWay.findMany({ where: { staffId: staff }, select: SHOWN, orderBy: { createdAt: 'asc' } })
  return rows.flatMap((row) => (isMedium(row.medium) ? [{ ...row, medium: row.medium }] : []))
}

/** The same address again is the same way, tried anew; a code that was never sent is forgotten for the next. */
export async function addWay(db: Database, { id, staffId, medium, address, secrets, code }: NewWay): Promise<void> {
  await db.prisma.$transaction(async (tx) => {
    await tx.onCallWay.deleteMany({ where: { staffId, medium, address: named(address) } })
    await tx.$executeRaw`
      INSERT INTO on_call_way (id, staff_id, medium, address, secrets, code_digest, code_until)
      VALUES (${id}::uuid, ${staffId}, ${medium}, ${named(address)}, ${json(secretJson(json(secrets)))}::jsonb, ${code && codeDigest(code.text)}, ${code?.until ?? null})`
  })
}

/** Whether they had it. The account by which they were paged is nobody's on the staff then. */
export async function removeWay(db: Database, staff: string, id: string): Promise<boolean> {
  const [gone] = await db.prisma.$queryRaw<{ medium: string; address: string }[]>`
    DELETE FROM on_call_way WHERE id = ${id}::uuid AND staff_id = ${staff} RETURNING medium, address`
  if (!gone) return false
  await releasePager(db.prisma, staff, gone.medium, gone.address)
  await lookAgain(db.prisma)
  return true
}

/** A page to this way alone, that stands in no chain. Null where it is not theirs, or not ready. */
export async function addTest({ prisma }: Database, staff: string, way: string, now: Date, newId: () => string): Promise<string | null> {
  const found = await prisma.onCallWay.findFirst({ where: { id: way, staffId: staff, address: { not: '' } }, select: { medium: true } })
  if (!found) return null
  const id = newId()
  await prisma.alarm.create({ data: {
    id, kind: 'test', raisedAt: now, raisedBy: staff, pages: { create: { id: newId(), staffId: staff, wayId: way, medium: found.medium, askedAt: now, dueAt: now } },
  } })
  return id
}

/** How a test stands. */
export async function testOutcome({ prisma }: Database, alarm: string): Promise<{ status: string; reason: string | null; attempts: number } | null> {
  return prisma.page.findFirst({ where: { alarmId: alarm }, select: { status: true, reason: true, attempts: true } })
}

function isMedium(name: string): name is Medium {
  return ['line', 'email', 'push', 'webhook'].includes(name)
}
