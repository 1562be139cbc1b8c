// Browsers of staff that are told what waits for them, and which waits nobody was told of yet.
import { isRole } from '../permissions.ts'
import type { Database } from './database.ts'
import { Prisma } from './generated/client.ts'
import { json } from './json.ts'
import { named, secretJson } from './sealing/marks.ts'
import { visibleTo } from './visible.ts'

/** Of what a browser tells: danger, somebody waits for anybody, one's own conversation goes on. */
export const TOLD = ['danger', 'waiting', 'yours'] as const
export type Told = (typeof TOLD)[number]

export interface Device { readonly id: string; readonly told: string[]; readonly createdAt: Date }
export interface NewDevice { readonly id: string; readonly staffId: string; readonly endpoint: string; readonly secrets: unknown; readonly told: readonly Told[] }
/** A browser to be told, and whose it is. */
export interface Listening { readonly id: string; readonly staff_id: string; readonly away: boolean; readonly endpoint: string; readonly secrets: unknown; readonly told: string[] }
/** `waiting_since` tells one wait from the next. */
export interface Untold { readonly id: string; readonly assignee_id: string | null; readonly waiting_since: Date; readonly dangerous: boolean }

export function devicesOf({ prisma }: Database, staff: string): Promise<Device[]> {
  return prisma.staffDevice.findMany({ where: { staffId: staff }, select: { id: true, told: true, createdAt: true }, orderBy: { createdAt: 'asc' } })
}

/** The same browser again is the same device, also under another colleague's name. @returns its id */
export async function addDevice({ prisma }: Database, { id, staffId, endpoint, secrets, told }: NewDevice): Promise<string> {
  const [row] = await prisma.$queryRaw<{ id: string }[]>`
    INSERT INTO staff_device (id, staff_id, endpoint, secrets, told) VALUES (${id}::uuid, ${staffId}, ${named(endpoint)}, ${json(secretJson(json(secrets)))}::jsonb, ${[...told]}::text[])
    ON CONFLICT (endpoint) DO UPDATE SET staff_id = excluded.staff_id, secrets = excluded.secrets, told = excluded.told RETURNING id`
  return row?.id ?? id
}

/** Whether it is theirs. */
export async function changeDevice({ prisma }: Database, staff: string, id: string, told: readonly Told[]): Promise<boolean> {
  const { count } = await prisma.staffDevice.updateMany({ where: { id, staffId: staff }, data: { told: [...told] } })
  return count > 0
}

/** Whether it was theirs. */
export async function removeDevice({ prisma }: Database, staff: string, id: string): Promise<boolean> {
  const { count } = await prisma.staffDevice.deleteMany({ where: { id, staffId: staff } })
  return count > 0
}

/** The browser itself no longer wants to be told. */
export async function forgetDevice({ prisma }: Database, id: string): Promise<void> {
  await prisma.staffDevice.deleteMany({ where: { id } })
}

/** Each wait is told of once: it is marked as told with this, before anybody is. */
export function takeUntold({ prisma }: Database, before: Date, now: Date, limit: number): Promise<Untold[]> {
  return prisma.$queryRaw<Untold[]>`
    UPDATE conversation SET told_staff_at = ${now}
    WHERE id IN (SELECT id FROM conversation
      WHERE waiting_since IS NOT NULL AND (told_staff_at IS NULL OR told_staff_at < waiting_since) AND staff_id IS NULL
        AND (waiting_since <= ${before} OR danger IS NOT NULL)
      ORDER BY waiting_since LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING id, assignee_id, waiting_since, coalesce((danger->>'at')::timestamptz >= waiting_since, false) AS dangerous`
}

/** Those whose owner may see the conversation. */
export async function listeningTo({ prisma }: Database, conversation: string): Promise<Listening[]> {
  const devices = await prisma.$queryRaw<(Listening & { roles: string[] })[]>`
    SELECT d.id, d.staff_id, s.roles, s.away, d.endpoint, d.secrets, d.told FROM staff_device d JOIN staff s ON s.id = d.staff_id
    WHERE s.disabled_at IS NULL AND cardinality(d.told) > 0`
  const readers = [...new Map(devices.map(({ staff_id: id, roles }) => [id, { id, roles: roles.filter(isRole) }])).values()]
  if (readers.length === 0) return []
  const each = readers.map((reader) => Prisma.sql`SELECT ${reader.id} AS id FROM conversation c WHERE c.id = ${conversation}::uuid AND ${visibleTo(reader)}`)
  const seers = await prisma.$queryRaw<{ id: string }[]>`${Prisma.join(each, ' UNION ALL ')}`
  return devices.filter(({ staff_id }) => seers.some(({ id }) => id === staff_id))
}
