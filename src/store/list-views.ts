// Saved views of the list: one's own, and those shared with everybody.
import { OWNERS, SHOWS, TURNS } from '../list/filter.ts'
import { z } from 'zod'
import type { Database } from './database.ts'
import { json } from './json.ts'

const Code = z.string().regex(/^[a-z]{2,20}$/).nullable()
export const ListFilterShape = z.strictObject({
  show: z.enum(SHOWS), owner: z.enum(OWNERS).nullable(), turn: z.enum(TURNS).nullable(), language: Code, channel: Code, theme: Code,
})

const Row = z.object({ id: z.string(), staff_id: z.string(), name: z.string(), filter: ListFilterShape, shared: z.boolean() })
export type SavedView = z.output<typeof Row>

/** Somebody's own and the shared ones, the oldest first. */
export async function viewsFor({ prisma }: Database, staff: string): Promise<SavedView[]> {
  const rows = await prisma.$queryRaw<unknown[]>`SELECT id, staff_id, name, filter, shared FROM list_view WHERE staff_id = ${staff} OR shared ORDER BY created_at, id`
  return z.array(Row).parse(rows)
}

export async function addView({ prisma }: Database, view: { readonly id: string; readonly staff: string; readonly name: string; readonly filter: unknown; readonly shared: boolean; readonly at: Date }): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO list_view (id, staff_id, name, filter, shared, created_at) VALUES (${view.id}::uuid, ${view.staff}, ${view.name}, ${json(view.filter)}::jsonb, ${view.shared}, ${view.at})`
}

/** What is null stays as it was. */
export async function changeView({ prisma }: Database, id: string, { name, filter, shared }: { readonly name: string | null; readonly filter: unknown; readonly shared: boolean | null }): Promise<void> {
  await prisma.$executeRaw`
    UPDATE list_view SET name = coalesce(${name}, name), filter = coalesce(${filter === null ? null : json(filter)}::jsonb, filter), shared = coalesce(${shared}::boolean, shared) WHERE id = ${id}::uuid`
}

export async function removeView({ prisma }: Database, id: string): Promise<void> {
  await prisma.$executeRaw`DELETE FROM list_view WHERE id = ${id}::uuid`
}

export async function viewOrderOf({ prisma }: Database, staff: string): Promise<string[]> {
  const row = await prisma.listViewOrder.findUnique({ where: { staffId: staff } })
  return row?.views ?? []
}

export async function orderViews({ prisma }: Database, staff: string, views: readonly string[]): Promise<void> {
  await prisma.listViewOrder.upsert({ where: { staffId: staff }, create: { staffId: staff, views: [...views] }, update: { views: [...views] } })
}
