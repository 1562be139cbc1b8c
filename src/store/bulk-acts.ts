// What was done to many conversations at once, kept for as long as it can be undone.
import { z } from 'zod'
import type { Database } from './database.ts'
import { json } from './json.ts'

const Moment = z.iso.datetime().nullable().transform((at) => (at === null ? null : new Date(at)))
const Standing = z.object({
  handling: z.enum(['bot', 'waiting', 'counsellor']), assignee: z.string().nullable(), waitingSince: Moment, snoozedUntil: Moment, lastSeq: z.int(),
})
const Done = z.object({ id: z.uuid(), before: Standing, after: Standing, told: z.boolean() })

/** One conversation of it. `told`: the worker was told that the guide answers again. */
export type DoneAct = z.output<typeof Done>

export async function saveBulkAct({ prisma }: Database, act: { readonly id: string; readonly staff: string; readonly done: readonly DoneAct[]; readonly at: Date; readonly forgetBefore: Date }): Promise<void> {
  await prisma.$executeRaw`DELETE FROM bulk_act WHERE at < ${act.forgetBefore}`
  await prisma.$executeRaw`INSERT INTO bulk_act (id, staff_id, done, at) VALUES (${act.id}::uuid, ${act.staff}, ${json(act.done)}::jsonb, ${act.at})`
}

/** Takes it out, so that it is undone once; null where there is none of theirs that young. */
export async function takeBulkAct({ prisma }: Database, id: string, staff: string, since: Date): Promise<DoneAct[] | null> {
  const [row] = await prisma.$queryRaw<{ done: unknown }[]>`DELETE FROM bulk_act WHERE id = ${id}::uuid AND staff_id = ${staff} AND at >= ${since} RETURNING done`
  return row ? z.array(Done).parse(row.done) : null
}
