// Whose data is held because a court or a mediation may need it: nothing of theirs is removed meanwhile.
import type { Database } from './database.ts'
import { personVisibleTo } from './visible.ts'
import type { Reader } from './visible.ts'
import { secret } from './sealing/marks.ts'

export interface Hold { readonly reason: string; readonly by: string; readonly at: Date }

/** @returns false where they are held already */
export async function holdPerson({ prisma }: Database, { id, person, reason, by, at }: Hold & { readonly id: string; readonly person: string }): Promise<boolean> {
  return (await prisma.$executeRaw`INSERT INTO legal_hold (id, person_id, reason, set_by, set_at) VALUES (${id}::uuid, ${person}::uuid, ${secret(reason)}, ${by}, ${at}) ON CONFLICT DO NOTHING`) === 1
}

/** Of everybody they were merged with. @returns false where nothing was held */
export async function liftHold({ prisma }: Database, person: string, by: string, at: Date): Promise<boolean> {
  return (await prisma.$executeRaw`
    UPDATE legal_hold h SET lifted_by = ${by}, lifted_at = ${at} FROM person q WHERE q.id = h.person_id AND ${person}::uuid IN (q.id, q.root_id) AND h.lifted_at IS NULL`) > 0
}

/** Null: nothing is held. */
export async function holdOf({ prisma }: Database, reader: Reader, person: string): Promise<Hold | null> {
  const [row] = await prisma.$queryRaw<Hold[]>`
    SELECT h.reason, coalesce(s.name, h.set_by) AS by, h.set_at AS at FROM legal_hold h JOIN person q ON q.id = h.person_id JOIN person p ON p.id = coalesce(q.root_id, q.id) LEFT JOIN staff s ON s.id = h.set_by
    WHERE p.id = ${person}::uuid AND h.lifted_at IS NULL AND ${personVisibleTo(reader)} ORDER BY h.set_at LIMIT 1`
  return row ?? null
}
