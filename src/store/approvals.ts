// What needs a second person: asked by one, decided once by another.
import type { Database, Statements } from './database.ts'
import { json } from './json.ts'
import { OPEN } from './sealing/columns-of-texts.ts'
import { secret, secretParts } from './sealing/marks.ts'
import { personVisibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

export interface Approval {
  readonly id: string
  readonly action: 'grantAdministrator' | 'exportAudit' | 'mergePeople'
  readonly subject: { readonly staff?: string; readonly name?: string; readonly from?: string; readonly to?: string; readonly people?: readonly string[]; readonly facts?: readonly string[] }
  readonly reason: string
  readonly asked_by: string
  readonly asked_name: string
  readonly asked_at: Date
  readonly decided_by: string | null
  readonly decided_name: string | null
  readonly decided_at: Date | null
  readonly decision: 'granted' | 'refused' | null
}

export interface NewApproval { readonly id: string; readonly action: Approval['action']; readonly subject: Approval['subject']; readonly reason: string; readonly askedBy: string }

export async function askApproval({ prisma }: Database, { id, action, subject, reason, askedBy }: NewApproval): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO approval (id, action, subject, reason, asked_by) VALUES (${id}::uuid, ${action}, ${json(secretParts(subject, OPEN.subject))}::jsonb, ${secret(reason)}, ${askedBy})`
}

/** Open ones first, then the latest. What is about people is told only to who sees them. */
export function approvals({ prisma }: Database, reader: Reader, limit = 200): Promise<Approval[]> {
  return prisma.$queryRaw<Approval[]>`
    SELECT a.id, a.action, CASE WHEN m.id IS NULL THEN a.subject ELSE jsonb_build_object('people', ARRAY[m.from_person, m.to_person], 'facts', m.facts) END AS subject,
      coalesce(m.reason, a.reason) AS reason, a.asked_by, coalesce(s.name, '') AS asked_name, a.asked_at, a.decided_by, d.name AS decided_name, a.decided_at, a.decision
    FROM approval a LEFT JOIN staff s ON s.id = a.asked_by LEFT JOIN staff d ON d.id = a.decided_by
      LEFT JOIN person_merge m ON m.id = CASE WHEN a.action = 'mergePeople' THEN (a.subject->>'merge')::uuid END
    WHERE a.action <> 'mergePeople' OR NOT EXISTS (
      SELECT 1 FROM person o JOIN person p ON p.id = coalesce(o.root_id, o.id) WHERE o.id IN (m.from_person, m.to_person) AND NOT ${personVisibleTo(reader)})
    ORDER BY a.decided_at IS NOT NULL, a.asked_at DESC LIMIT ${limit}`
}

/** @returns the approval where this decided it; null where it was decided before, or is one's own, or about oneself */
export async function decideApproval(db: Statements, id: string, by: string, decision: 'granted' | 'refused'): Promise<Pick<Approval, 'action' | 'subject'> | null> {
  const [row] = await db.$queryRaw<Pick<Approval, 'action' | 'subject'>[]>`
    UPDATE approval SET decision = ${decision}, decided_by = ${by}, decided_at = now()
    WHERE id = ${id}::uuid AND decision IS NULL AND asked_by <> ${by} AND subject->>'staff' IS DISTINCT FROM ${by}
    RETURNING action, subject`
  return row ?? null
}
