// "This translation is wrong": the corrected text is used from then on, and stands on a list for the editors.
import { announce } from './database.ts'
import type { Database, Statements } from './database.ts'
import { tiedTo, visibleTo } from './visible.ts'
import type { Reader } from './visible.ts'
import { Prisma } from './generated/client.ts'
import { secret } from './sealing/marks.ts'

export interface CorrectableLine {
  readonly id: string
  readonly conversation_id: string
  readonly author: string
  readonly text: string
  readonly language: string | null
  readonly translation: { readonly language: string; readonly text: string; readonly source: string } | null
}

/** The line, with the translation that the desk shows beside it. */
export async function correctableLine({ prisma }: Database, reader: Reader, conversation: string, seq: number): Promise<CorrectableLine | null> {
  const [row] = await prisma.$queryRaw<CorrectableLine[]>`
    SELECT m.id, m.conversation_id, m.author, m.text, m.language,
      (SELECT to_jsonb(t) FROM translation t WHERE t.message_id = m.id AND (t.language = 'ja') = (m.author <> 'counsellor') LIMIT 1) AS translation
    FROM message m JOIN conversation c ON c.id = m.conversation_id
    WHERE c.id = ${conversation}::uuid AND m.seq = ${seq} AND m.withdrawn_at IS NULL AND ${visibleTo(reader)}`
  return row ?? null
}

/** Names are tokens in `original`, `machine`, `corrected`; `shown` is the corrected text as people read it, where the log is to show it. */
export interface NewCorrection {
  readonly id: string
  readonly line: CorrectableLine
  /** Under which it is used from now on; null: in this line alone. */
  readonly key: string | null
  readonly from: string | null
  readonly to: string
  readonly original: string
  readonly machine: string
  readonly corrected: string
  readonly shown: string | null
  readonly staff: string
  readonly day: string
}

export async function saveCorrection({ prisma }: Database, { id, line, key, from, to, original, machine, corrected, shown, staff, day }: NewCorrection): Promise<void> {
  await prisma.$transaction(async (tx) => {
    if (key !== null) await tx.$executeRaw`
      INSERT INTO translation_memory (key, text, source, staff_id, used_on) VALUES (${key}, ${secret(corrected)}, 'corrected', ${staff}, ${day}::date)
      ON CONFLICT (key) DO UPDATE SET text = excluded.text, source = 'corrected', staff_id = excluded.staff_id, used_on = excluded.used_on`
    await tx.$executeRaw`
      INSERT INTO translation_correction (id, conversation_id, key, from_language, to_language, original, machine, corrected, staff_id)
      VALUES (${id}::uuid, ${line.conversation_id}::uuid, ${key}, ${from}, ${to}, ${secret(original)}, ${secret(machine)}, ${secret(corrected)}, ${staff})`
    if (shown !== null) {
      await tx.$executeRaw`
        INSERT INTO translation (message_id, language, text, source, staff_id) VALUES (${line.id}::uuid, ${to}, ${secret(shown)}, 'corrected', ${staff})
        ON CONFLICT (message_id, language) DO UPDATE SET text = excluded.text, source = excluded.source, staff_id = excluded.staff_id, unindexed = true`
      await tx.$executeRaw`UPDATE message SET translate_at = NULL, translate_problem = NULL WHERE id = ${line.id}::uuid`
    }
    await announce(tx, [line.conversation_id])
  })
}

export interface ListedCorrection {
  readonly id: string
  readonly from_language: string | null
  readonly to_language: string
  readonly original: string
  readonly machine: string
  readonly corrected: string
  readonly staff_name: string | null
  readonly at: Date
  readonly state: 'open' | 'kept' | 'dismissed'
  readonly decided_name: string | null
}

/** Latest first; nothing of companies and people the reader is tied to. */
export function listCorrections({ prisma }: Database, { id }: Reader, show: 'open' | 'decided', limit = 500): Promise<ListedCorrection[]> {
  return prisma.$queryRaw<ListedCorrection[]>`
    SELECT k.id, k.from_language, k.to_language, k.original, k.machine, k.corrected, s.name AS staff_name, k.at, k.state, d.name AS decided_name
    FROM translation_correction k JOIN conversation c ON c.id = k.conversation_id LEFT JOIN staff s ON s.id = k.staff_id LEFT JOIN staff d ON d.id = k.decided_by
    WHERE (k.state = 'open') = ${show === 'open'} AND NOT ${tiedTo(Prisma.sql`${id}`)} ORDER BY k.at DESC LIMIT ${limit}`
}

/** A dismissed one is no longer used; what the log shows already stays. @returns false where there is none to decide */
export async function decideCorrection({ prisma }: Database, reader: Reader, id: string, state: 'kept' | 'dismissed'): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ key: string | null; corrected: string }[]>`
      UPDATE translation_correction k SET state = ${state}, decided_by = ${reader.id}, decided_at = now()
      FROM conversation c WHERE k.id = ${id}::uuid AND c.id = k.conversation_id AND k.state = 'open' AND NOT ${tiedTo(Prisma.sql`${reader.id}`)}
      RETURNING k.key, k.corrected`
    if (!row) return false
    if (state === 'dismissed' && row.key !== null) await forget(tx, row.key, row.corrected)
    return true
  })
}

/** Unless somebody corrected it otherwise since. */
async function forget(tx: Statements, key: string, corrected: string): Promise<void> {
  const [row] = await tx.$queryRaw<{ text: string }[]>`SELECT text FROM translation_memory WHERE key = ${key} AND source = 'corrected' FOR UPDATE`
  if (row?.text === corrected) await tx.$executeRaw`DELETE FROM translation_memory WHERE key = ${key}`
}
