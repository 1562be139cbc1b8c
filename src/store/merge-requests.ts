// Two people are said to be the same: asked for by one member of staff, decided by another, and done in the same transaction.
import type { FactName } from '../people/facts.ts'
import { decideApproval } from './approvals.ts'
import { announce, PERSON } from './database.ts'
import type { Database, Statements } from './database.ts'
import { json } from './json.ts'
import { secret } from './sealing/marks.ts'
import { mergePeople, partPeople } from './merging.ts'
import { isPersonVisible, personVisibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

export interface MergeRequest {
  readonly id: string
  readonly approval: string
  readonly from: string
  readonly to: string
  readonly reason: string
  readonly facts: readonly FactName[]
}

/** `check` looks at both as they stand under the lock; what it refuses is not asked. Null where the reader does not see both. */
export async function askMerge<Refusal extends string>(db: Database, reader: Reader, request: MergeRequest, check: (tx: Statements, from: string, to: string) => Promise<Refusal | null>): Promise<'done' | Refusal | null> {
  return db.prisma.$transaction(async (tx) => {
    const roots = new Map<string, string>()
    for (const one of [request.from, request.to]) {
      const [row] = await tx.$queryRaw<{ id: string }[]>`SELECT p.id FROM person o JOIN person p ON p.id = coalesce(o.root_id, o.id) WHERE o.id = ${one}::uuid AND ${personVisibleTo(reader)}`
      if (!row) return null
      roots.set(one, row.id)
    }
    const [from, to] = [roots.get(request.from) ?? '', roots.get(request.to) ?? '']
    const refused = await check(tx, from, to)
    if (refused !== null) return refused
    await tx.$executeRaw`
      INSERT INTO person_merge (id, from_person, to_person, how, asked_by, reason, facts)
      VALUES (${request.id}::uuid, ${from}::uuid, ${to}::uuid, 'approval', ${reader.id}, ${secret(request.reason)}, ${[...request.facts]}::text[])`
    // What was said of the two stands with them alone.
    await tx.$executeRaw`
      INSERT INTO approval (id, action, subject, reason, asked_by)
      VALUES (${request.approval}::uuid, 'mergePeople', ${json({ merge: request.id })}::jsonb, '', ${reader.id})`
    await announce(tx, [PERSON + from, PERSON + to])
    return 'done' as const
  })
}

/** Whether somebody asked already for these two. */
export async function isAsked(tx: Statements, a: string, b: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM person_merge m JOIN approval d ON d.subject->>'merge' = m.id::text AND d.decision IS NULL
    WHERE m.at IS NULL AND (m.from_person, m.to_person) IN ((${a}::uuid, ${b}::uuid), (${b}::uuid, ${a}::uuid))`
  return rows.length > 0
}

/** A refused decision rolls everything back. */
class NotTheirs extends Error {
  override readonly name = 'NotTheirs'
}

/**
 * `other`: the approval is about something else. `not_yours`: it was decided before, or the reader asked for it, or does not see both.
 * @returns with 'done' whom it was about
 */
export async function decideMerge(db: Database, reader: Reader, approval: string, decision: 'granted' | 'refused', at: Date): Promise<{ readonly result: 'done'; readonly person: string } | { readonly result: 'other' | 'not_yours' }> {
  const [found] = await db.prisma.$queryRaw<{ merge: string; from_person: string; to_person: string; asked_by: string }[]>`
    SELECT m.id AS merge, m.from_person, m.to_person, m.asked_by FROM approval a JOIN person_merge m ON m.id = CASE WHEN a.action = 'mergePeople' THEN (a.subject->>'merge')::uuid END WHERE a.id = ${approval}::uuid AND a.action = 'mergePeople'`
  if (!found) return { result: 'other' }
  const sees = await Promise.all([found.from_person, found.to_person].map((person) => isPersonVisible(db, reader, person)))
  if (sees.includes(false)) return { result: 'not_yours' }
  try {
    await db.prisma.$transaction(async (tx) => {
      if (!(await decideApproval(tx, approval, reader.id, decision))) throw new NotTheirs()
      if (decision === 'granted') await mergePeople(tx, { id: found.merge, from: found.from_person, to: found.to_person, how: 'approval', askedBy: found.asked_by, approvedBy: reader.id, at })
      else await announce(tx, [PERSON + found.from_person, PERSON + found.to_person])
    }, { timeout: 20_000, maxWait: 20_000 })
  } catch (error) {
    if (error instanceof NotTheirs) return { result: 'not_yours' }
    throw error
  }
  return { result: 'done', person: found.to_person }
}

/** `not_merged`: they stand for themselves already. */
export async function partAgain(db: Database, reader: Reader, part: string, reason: string, at: Date): Promise<'done' | 'not_merged' | null> {
  if (!(await isPersonVisible(db, reader, part))) return null
  return db.prisma.$transaction(async (tx) => (await partPeople(tx, part, reader.id, reason, at) ? 'done' : 'not_merged'), { timeout: 20_000, maxWait: 20_000 })
}
