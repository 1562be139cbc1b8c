// Notes that staff leave each other in a conversation, and whom they call. What a note said before is kept.
import { SEES } from '../permissions.ts'
import { announce } from './database.ts'
import type { Database, Statements } from './database.ts'
import { Prisma } from './generated/client.ts'
import { secret } from './sealing/marks.ts'
import { pseudonymOf } from './pseudonym.ts'
import { tiedTo, visibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

export interface Colleague { readonly id: string; readonly name: string }

const rolesThatSee = (scope: 'all' | 'danger') => Object.entries(SEES).filter(([, sees]) => sees === scope).map(([role]) => role)

/** Members of staff who may see `conversation c`, as conditions on `staff s`. */
const MAY_SEE = Prisma.sql`s.disabled_at IS NULL AND c.staff_id IS NULL AND NOT ${tiedTo(Prisma.sql`s.id`)}
  AND (s.roles && ${rolesThatSee('all')}::text[] OR (s.roles && ${rolesThatSee('danger')}::text[] AND (c.danger IS NOT NULL OR c.assignee_id = s.id)))`

/** Whom a note in this conversation may call: everybody else who may see it. */
export function colleaguesWhoSee({ prisma }: Database, reader: Reader, conversation: string): Promise<Colleague[]> {
  return prisma.$queryRaw<Colleague[]>`
    SELECT s.id, s.name FROM conversation c, staff s
    WHERE c.id = ${conversation}::uuid AND ${visibleTo(reader)} AND s.id <> ${reader.id} AND ${MAY_SEE} ORDER BY s.name, s.id`
}

export interface NewNote { readonly id: string; readonly text: string; readonly mentions: readonly string[] }

/** `cannot_see`: somebody it calls may not see the conversation. The same id again is the same note. */
export async function writeNote({ prisma }: Database, reader: Reader, conversation: string, { id, text, mentions }: NewNote, at: Date): Promise<'done' | 'cannot_see' | null> {
  return prisma.$transaction(async (tx) => {
    const [found] = await tx.$queryRaw<{ last_seq: number }[]>`SELECT c.last_seq FROM conversation c WHERE c.id = ${conversation}::uuid AND ${visibleTo(reader)} FOR UPDATE OF c`
    if (!found) return null
    const called = [...new Set(mentions)]
    const allowed = await tx.$queryRaw<unknown[]>`SELECT 1 FROM conversation c, staff s WHERE c.id = ${conversation}::uuid AND s.id = ANY(${called}::text[]) AND ${MAY_SEE}`
    if (allowed.length < called.length) return 'cannot_see'
    const written = await tx.$executeRaw`
      INSERT INTO note (id, conversation_id, after_seq, staff_id, text, at) VALUES (${id}::uuid, ${conversation}::uuid, ${found.last_seq}, ${reader.id}, ${secret(text)}, ${at}) ON CONFLICT DO NOTHING`
    if (written === 0) return 'done'
    await tx.$executeRaw`INSERT INTO mention (note_id, staff_id) SELECT ${id}::uuid, one FROM unnest(${called}::text[]) one WHERE one <> ${reader.id}`
    await announce(tx, [conversation])
    return 'done'
  })
}

/** `not_yours`: somebody else wrote it. */
export type NoteChange = 'done' | 'not_yours' | null

export function correctNote(db: Database, reader: Reader, conversation: string, note: string, text: string, at: Date): Promise<NoteChange> {
  return changeNote(db, reader, conversation, note, at, (tx) => tx.$executeRaw`UPDATE note SET text = ${secret(text)}, edited_at = ${at} WHERE id = ${note}::uuid`)
}

/** The note says no more; that there was one stays. Whom it called need not look. */
export function removeNote(db: Database, reader: Reader, conversation: string, note: string, at: Date): Promise<NoteChange> {
  return changeNote(db, reader, conversation, note, at, async (tx) => {
    await tx.$executeRaw`UPDATE note SET text = '', removed_at = ${at} WHERE id = ${note}::uuid`
    await tx.$executeRaw`UPDATE mention SET seen_at = ${at} WHERE note_id = ${note}::uuid AND seen_at IS NULL`
  })
}

async function changeNote({ prisma }: Database, reader: Reader, conversation: string, note: string, at: Date, change: (tx: Statements) => Promise<unknown>): Promise<NoteChange> {
  return prisma.$transaction(async (tx) => {
    const [found] = await tx.$queryRaw<{ staff_id: string; text: string }[]>`
      SELECT n.staff_id, n.text FROM note n JOIN conversation c ON c.id = n.conversation_id
      WHERE n.id = ${note}::uuid AND c.id = ${conversation}::uuid AND n.removed_at IS NULL AND ${visibleTo(reader)} FOR UPDATE OF n`
    if (!found) return null
    if (found.staff_id !== reader.id) return 'not_yours'
    await tx.$executeRaw`INSERT INTO note_version (note_id, text, until) VALUES (${note}::uuid, ${secret(found.text)}, ${at})`
    await change(tx)
    await announce(tx, [conversation])
    return 'done'
  })
}

export interface OpenMention { readonly note: string; readonly conversation: string; readonly pseudonym: string; readonly by: string; readonly at: Date }

/** Notes that call this reader and that they have not seen, oldest first; none of conversations they may not see any more. */
export async function openMentions({ prisma }: Database, reader: Reader): Promise<OpenMention[]> {
  const rows = await prisma.$queryRaw<(Omit<OpenMention, 'pseudonym'> & { person_id: string })[]>`
    SELECT n.id AS note, c.id AS conversation, c.person_id, s.name AS by, n.at
    FROM mention o JOIN note n ON n.id = o.note_id JOIN conversation c ON c.id = n.conversation_id JOIN staff s ON s.id = n.staff_id
    WHERE o.staff_id = ${reader.id} AND o.seen_at IS NULL AND ${visibleTo(reader)} ORDER BY n.at, n.id LIMIT 50`
  return rows.map(({ person_id, ...row }) => ({ ...row, pseudonym: pseudonymOf(person_id) }))
}

/** They have the conversation before them. */
export async function seeMentions({ prisma }: Database, reader: Reader, conversation: string, at: Date): Promise<void> {
  await prisma.$executeRaw`
    UPDATE mention o SET seen_at = ${at} FROM note n JOIN conversation c ON c.id = n.conversation_id
    WHERE n.id = o.note_id AND o.staff_id = ${reader.id} AND o.seen_at IS NULL AND c.id = ${conversation}::uuid AND ${visibleTo(reader)}`
}
