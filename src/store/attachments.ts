// Files of staff: kept aside until a reply takes them along, then the medium of a line like a worker's photo.
import type { LineFile } from './counselling.ts'
import type { Database, Statements } from './database.ts'
import { visibleTo } from './visible.ts'
import type { Reader } from './visible.ts'
import { json } from './json.ts'
import { secret } from './sealing/marks.ts'

export interface NewAttachment {
  readonly id: string
  readonly kind: 'image' | 'file'
  readonly name: string
  readonly type: string
  readonly size: number
  readonly width: number | null
  readonly height: number | null
}

/** Null where the reader sees no such conversation. */
export async function keepAttachment({ prisma }: Database, reader: Reader, conversation: string, { id, kind, name, type, size, width, height }: NewAttachment, at: Date): Promise<'done' | null> {
  const kept = await prisma.$executeRaw`
    INSERT INTO attachment (id, conversation_id, staff_id, kind, name, type, size, width, height, at)
    SELECT ${id}::uuid, c.id, ${reader.id}, ${kind}, ${secret(name)}, ${type}, ${size}, ${width}, ${height}, ${at} FROM conversation c
    WHERE c.id = ${conversation}::uuid AND ${visibleTo(reader)}`
  return kept === 1 ? 'done' : null
}

/** Those of this member of staff that are still to be sent here, in the order asked for. */
export async function unsentAttachments(tx: Statements, staff: string, conversation: string, ids: readonly string[]): Promise<LineFile[]> {
  const rows = await tx.$queryRaw<LineFile[]>`
    SELECT id, kind, name FROM attachment
    WHERE id = ANY(${[...ids]}::uuid[]) AND conversation_id = ${conversation}::uuid AND staff_id = ${staff} AND NOT used FOR UPDATE`
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? [])
}

/** Nobody removes them any more, or again where their reply was undone. */
export async function markUsed(tx: Statements, ids: readonly string[], used: boolean): Promise<void> {
  if (ids.length > 0) await tx.$executeRaw`UPDATE attachment SET used = ${used} WHERE id = ANY(${[...ids]}::uuid[])`
}

/** Each becomes the medium of its line, under the same id in the media store. */
export async function useAttachments(tx: Statements, lines: readonly { readonly id: string; readonly file?: LineFile }[]): Promise<void> {
  const taken = lines.flatMap(({ id, file }) => (file ? [{ message_id: id, id: file.id }] : []))
  if (taken.length === 0) return
  await markUsed(tx, taken.map(({ id }) => id), true)
  await tx.$executeRaw`
    INSERT INTO media (id, message_id, status, kind, name, type, size, width, height)
    SELECT a.id, r.message_id, 'stored', a.kind, a.name, a.type, a.size, a.width, a.height
    FROM jsonb_to_recordset(${json(taken)}::jsonb) AS r(message_id uuid, id uuid) JOIN attachment a ON a.id = r.id`
}

/** One that its writer took out again. @returns false where there is none */
export async function dropAttachment({ prisma }: Database, staff: string, id: string): Promise<boolean> {
  return await prisma.$executeRaw`DELETE FROM attachment WHERE id = ${id}::uuid AND staff_id = ${staff} AND NOT used` === 1
}

/** What nobody sent, of before this moment: forgotten here, to be removed from the store. */
export async function leftAttachments({ prisma }: Database, before: Date): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ id: string }[]>`DELETE FROM attachment WHERE NOT used AND at < ${before} RETURNING id`
  return rows.map(({ id }) => id)
}

/** As the platform fetches it: only what has been sent, and not taken back. */
export async function sentAttachment({ prisma }: Database, id: string): Promise<{ readonly id: string; readonly kind: 'image' | 'file'; readonly name: string; readonly type: string } | null> {
  const [row] = await prisma.$queryRaw<{ id: string; kind: 'image' | 'file'; name: string; type: string }[]>`
    SELECT f.id, f.kind, f.name, f.type FROM attachment a JOIN media f ON f.id = a.id JOIN message m ON m.id = f.message_id
    WHERE a.id = ${id}::uuid AND f.status = 'stored' AND m.withdrawn_at IS NULL`
  return row ?? null
}
