// Alerts as they stand and stood, and the administrators who are told of them.
import type { Database } from './database.ts'

export interface AlertRow {
  readonly id: string
  readonly kind: string
  readonly subject: string
  readonly raisedAt: Date
  readonly seenAt: Date
  readonly endedAt: Date | null
  readonly toldAt: Date | null
}

const SHOWN = { id: true, kind: true, subject: true, raisedAt: true, seenAt: true, endedAt: true, toldAt: true } as const
/** More than can stand at once. */
const MANY = 200

export function openAlerts({ prisma }: Database): Promise<AlertRow[]> {
  return prisma.alert.findMany({ where: { endedAt: null }, select: SHOWN, orderBy: { raisedAt: 'asc' }, take: MANY })
}

/** Those over since then, the newest first. */
export function endedAlerts({ prisma }: Database, since: Date): Promise<AlertRow[]> {
  return prisma.alert.findMany({ where: { endedAt: { gte: since } }, select: SHOWN, orderBy: { endedAt: 'desc' }, take: MANY })
}

/** Those that somebody was not yet told of, or of whose end. */
export function untoldAlerts({ prisma }: Database): Promise<AlertRow[]> {
  return prisma.alert.findMany({ where: { OR: [{ endedAt: null, toldAt: null }, { endedAt: { not: null }, toldAt: { not: null }, endToldAt: null }] }, select: SHOWN, orderBy: { raisedAt: 'asc' }, take: MANY })
}

export interface TurnedAlerts { readonly raise: readonly { readonly id: string; readonly kind: string; readonly subject: string }[]; readonly goOn: readonly string[]; readonly end: readonly string[] }

export async function saveAlerts({ prisma }: Database, { raise, goOn, end }: TurnedAlerts, now: Date): Promise<void> {
  await prisma.$transaction([
    prisma.alert.createMany({ data: raise.map((alert) => ({ ...alert, raisedAt: now, seenAt: now })), skipDuplicates: true }),
    prisma.alert.updateMany({ where: { id: { in: [...goOn] } }, data: { seenAt: now } }),
    prisma.alert.updateMany({ where: { id: { in: [...end] } }, data: { endedAt: now } }),
  ])
}

export async function noteTold({ prisma }: Database, id: string, what: 'raised' | 'over', now: Date): Promise<void> {
  await prisma.alert.update({ where: { id }, data: what === 'raised' ? { toldAt: now } : { endToldAt: now } })
}

export interface AdministratorWays { readonly emails: readonly string[]; readonly devices: readonly { readonly id: string; readonly endpoint: string; readonly secrets: unknown }[] }

export async function administratorWays({ prisma }: Database): Promise<AdministratorWays> {
  const rows = await prisma.staff.findMany({
    where: { disabledAt: null, roles: { has: 'administrator' } }, select: { email: true, devices: { select: { id: true, endpoint: true, secrets: true } } }, orderBy: { id: 'asc' },
  })
  return { emails: rows.map(({ email }) => email), devices: rows.flatMap(({ devices }) => devices) }
}
