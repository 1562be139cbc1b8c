// What the web chat reads and keeps beside the log: who is there, uploads nobody has looked at yet, spent credentials, a worker's own files.
import type { InboundEvent, MediaKind } from '../../channels/contract.ts'
import type { Database } from './database.ts'
import { named } from './sealing/marks.ts'

/** A conversation as the worker's own page knows it. `person`: the name of the counsellor who has it, empty without one; null where none has. */
export interface Talk { readonly id: string; readonly person: string | null }

export async function findTalk({ prisma }: Database, account: string, address: string): Promise<Talk | null> {
  const [row] = await prisma.$queryRaw<Talk[]>`
    SELECT c.id, CASE WHEN c.handling = 'counsellor' THEN coalesce(s.public_name, '') END AS person
    FROM conversation c LEFT JOIN staff s ON s.id = c.assignee_id
    WHERE c.account_id = ${account} AND c.address = ${named(address)} AND c.thread = ''`
  return row ?? null
}

/** Clients connect within a minute: what is older can be forgotten, as it has expired. */
const TICKET_MINUTES = 10

/** True for the first who shows this credential. */
export async function spendTicket({ prisma }: Database, id: string): Promise<boolean> {
  await prisma.$executeRaw`DELETE FROM stream_ticket WHERE at < now() - make_interval(mins => ${TICKET_MINUTES})`
  return (await prisma.$executeRaw`INSERT INTO stream_ticket (id) VALUES (${id}) ON CONFLICT DO NOTHING`) === 1
}

/** To be called before the bytes are stored, so that nothing is stored that nobody knows of. */
export async function noteUpload({ prisma }: Database, key: string): Promise<void> {
  await prisma.$executeRaw`INSERT INTO upload (key) VALUES (${key}::uuid) ON CONFLICT (key) DO UPDATE SET at = now()`
}

/** To be called after the bytes were removed. */
export async function forgetUpload({ prisma }: Database, key: string): Promise<void> {
  await prisma.$executeRaw`DELETE FROM upload WHERE key = ${key}::uuid`
}

/** Left over where a process was killed, or a page posted the same file twice. */
export async function leftUploads({ prisma }: Database, hours: number, limit: number): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ key: string }[]>`
    SELECT key FROM upload WHERE at < now() - make_interval(hours => ${hours}) ORDER BY at LIMIT ${limit}`
  return rows.map(({ key }) => key)
}

/** The event with this id, if it has arrived, and what its file lay under. */
export async function arrivalOf({ prisma }: Database, account: string, event: string): Promise<{ readonly source: string | null } | null> {
  const [row] = await prisma.$queryRaw<{ payload: InboundEvent }[]>`SELECT payload FROM event WHERE account_id = ${account} AND external_id = ${event}`
  if (!row) return null
  const { payload } = row
  return { source: payload.type === 'message' && payload.content.type === 'media' ? payload.content.source ?? null : null }
}

export interface OwnFile { readonly id: string; readonly status: string; readonly kind: MediaKind; readonly name: string | null; readonly type: string | null }

/** A file of this very conversation. */
export async function findOwnFile({ prisma }: Database, account: string, address: string, id: string): Promise<OwnFile | null> {
  const [row] = await prisma.$queryRaw<OwnFile[]>`
    SELECT f.id, f.status, f.kind, f.name, f.type
    FROM media f JOIN message m ON m.id = f.message_id JOIN conversation c ON c.id = m.conversation_id
    WHERE f.id = ${id}::uuid AND c.account_id = ${account} AND c.address = ${named(address)} AND m.withdrawn_at IS NULL`
  return row ?? null
}
