// On which terms a person may be reached, as staff read it.
import type { Database } from './database.ts'
import { visibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

export interface ContactRow {
  readonly account_id: string
  readonly contact: unknown
  readonly heard_at: Date | null
  readonly waiting_since: Date | null
  readonly answer_from: Date | null
  readonly left_at: Date | null
  readonly unconfirmed_at: Date | null
  readonly dangerous: boolean
  readonly changes: readonly ContactChangeRow[]
}

/** `terms`: what changed; of secret words only that there is one. `by` null: the worker. */
export interface ContactChangeRow { readonly terms: Readonly<Record<string, unknown>>; readonly by: string | null; readonly note: string; readonly at: string }

const CHANGES_SHOWN = 20

export async function contactOn({ prisma }: Database, reader: Reader, conversation: string): Promise<ContactRow | null> {
  const [row] = await prisma.$queryRaw<ContactRow[]>`
    SELECT c.account_id, p.contact, c.heard_at, c.waiting_since, c.answer_from, c.left_at, c.unconfirmed_at, c.danger IS NOT NULL AS dangerous,
      coalesce((SELECT jsonb_agg(to_jsonb(x) ORDER BY x.n DESC) FROM (
        SELECT k.id AS n, k.terms, coalesce(s.name, CASE WHEN k.by <> 'worker' THEN k.by END) AS by, k.note, k.at
        FROM contact_change k LEFT JOIN staff s ON s.id = k.by WHERE k.person_id = c.person_id ORDER BY k.id DESC LIMIT ${CHANGES_SHOWN}) x), '[]') AS changes
    FROM conversation c JOIN person p ON p.id = c.person_id WHERE c.id = ${conversation}::uuid AND ${visibleTo(reader)}`
  return row ?? null
}
