// What the desk holds of one person, as they may read it themselves, behind a link that opens once.
import type { CaseEvent } from '../cases/events.ts'
import type { Statements } from './database.ts'
import type { Database } from './database.ts'

/** So long after the first opening the page can be loaded again. */
const AGAIN_MINUTES = 60

/** Null: unknown, over, opened before, or whose data was erased. `person` stands for all they were merged with. */
export interface CopyLink { readonly id: string; readonly person: string; readonly language: string | null }

export async function findCopy({ prisma }: Database, digest: string, now: Date): Promise<CopyLink | null> {
  const [row] = await prisma.$queryRaw<CopyLink[]>`
    SELECT r.id, p.id AS person, p.language FROM privacy_request r JOIN person o ON o.id = r.person_id JOIN person p ON p.id = coalesce(o.root_id, o.id)
    WHERE r.kind = 'copy' AND r.digest = ${digest} AND r.due_at > ${now} AND p.erased_at IS NULL
      AND (r.state = 'confirmed' OR (r.state = 'done' AND r.ended_at > ${now}::timestamptz - make_interval(mins => ${AGAIN_MINUTES})))`
  return row ?? null
}

/** @returns true for the first opening */
export async function noteOpened(db: Statements, id: string, now: Date): Promise<boolean> {
  return (await db.$executeRaw`UPDATE privacy_request SET state = 'done', ended_at = ${now} WHERE id = ${id}::uuid AND state = 'confirmed'`) === 1
}

/** `read` is what the person read or wrote: the translation they were sent, or the original. */
export interface OwnLine { readonly channel: string; readonly at: Date; readonly author: 'worker' | 'bot' | 'counsellor' | 'system'; readonly kind: string; readonly text: string; readonly read: string | null }
export interface OwnFact { readonly field: string; readonly value: string; readonly at: Date }
export interface Held { readonly lines: readonly OwnLine[]; readonly facts: readonly OwnFact[]; readonly cases: readonly { readonly id: string; readonly owner_name: string | null; readonly events: readonly CaseEvent[] }[] }

/** What they took back is not theirs to read any more; what somebody else asked for them is theirs only as far as they asked themselves. */
export async function heldOf({ prisma }: Database, person: string, language: string): Promise<Held> {
  const [lines, facts, cases] = await Promise.all([
    prisma.$queryRaw<OwnLine[]>`
      SELECT a.channel, m.at, m.author, m.kind, m.text, CASE WHEN m.author <> 'worker' THEN (SELECT t.text FROM translation t WHERE t.message_id = m.id AND t.language = ${language}) END AS read
      FROM message m JOIN conversation c ON c.id = m.conversation_id JOIN account a ON a.id = c.account_id WHERE c.person_id = ${person}::uuid AND m.withdrawn_at IS NULL ORDER BY m.at, m.seq`,
    prisma.$queryRaw<OwnFact[]>`
      SELECT DISTINCT ON (e.field) e.field, e.value, e.at FROM person_entry e WHERE e.person_id = ${person}::uuid AND e.field <> 'note' AND e.value IS NOT NULL AND e.status = 'known'
        AND NOT EXISTS (SELECT 1 FROM person_entry u WHERE u.person_id = e.person_id AND u.undoes = e.id) ORDER BY e.field, e.id DESC`,
    prisma.$queryRaw<Held['cases'][number][]>`
      SELECT f.id, s.public_name AS owner_name, (SELECT jsonb_agg(e.payload ORDER BY e.seq) FROM case_event e WHERE e.case_id = f.id) AS events
      FROM case_file f LEFT JOIN staff s ON s.id = f.owner WHERE f.person_id = ${person}::uuid AND f.asker = 'worker' AND f.anonymous_at IS NULL ORDER BY f.opened_at`,
  ])
  return { lines, facts, cases }
}
