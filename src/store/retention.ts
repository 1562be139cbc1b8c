// What is over by its rule, kind by kind: how much it is, and some of it removed. Small batches; a killed process goes on where it stopped.
import { MOST_COUNTED } from '../privacy/rules.ts'
import type { Retained } from '../privacy/rules.ts'
import type { Database, Statements } from './database.ts'
import { bytesOfCases, bytesOfConversations, emptyCases, emptyConversations } from './emptying.ts'
import { noteRemovals } from './file-removals.ts'
import { Prisma } from './generated/client.ts'
import { isProtected } from './protection.ts'

/** A condition on an id: whichever, or one of these. */
type Among = (id: Prisma.Sql, type?: 'uuid' | 'bigint' | 'text') => Prisma.Sql
const ANY: Among = () => Prisma.sql`TRUE`
/** Each is looked up by its own index: what is over may be millions. */
const amongThese = (ids: readonly string[]): Among => (id, type = 'uuid') => Prisma.sql`${id} = ANY(${[...ids]}::${Prisma.raw(type)}[])`

/** What `cutoff` says is over: rows with an `id`, oldest first. Nothing of somebody who is protected, where it is anybody's. */
const OVER: Readonly<Record<Retained, (cutoff: Date, among: Among) => Prisma.Sql>> = {
  conversations: (at, among) => Prisma.sql`
    SELECT c.id::text FROM conversation c WHERE ${among(Prisma.sql`c.id`)} AND c.last_at < ${at} AND (c.emptied_at IS NULL OR c.emptied_at < c.last_at) AND c.staff_id IS NULL AND NOT ${isProtected(Prisma.sql`c.person_id`)}
      AND NOT EXISTS (SELECT 1 FROM case_conversation x JOIN case_file f ON f.id = x.case_id WHERE x.conversation_id = c.id AND f.anonymous_at IS NULL) ORDER BY c.last_at`,
  media: (at, among) => Prisma.sql`
    SELECT f.id::text FROM media f JOIN message m ON m.id = f.message_id JOIN conversation c ON c.id = m.conversation_id
    WHERE ${among(Prisma.sql`f.id`)} AND f.status = 'stored' AND f.created_at < ${at} AND NOT ${isProtected(Prisma.sql`c.person_id`)} ORDER BY f.created_at`,
  originals: (at, among) => Prisma.sql`
    SELECT m.id::text FROM message m JOIN conversation c ON c.id = m.conversation_id WHERE ${among(Prisma.sql`m.id`)} AND m.content ? 'original'::text AND m.at < ${at} AND NOT ${isProtected(Prisma.sql`c.person_id`)} ORDER BY m.at`,
  events: (at, among) => Prisma.sql`SELECT e.id::text FROM event e WHERE ${among(Prisma.sql`e.id`, 'bigint')} AND e.done_at < ${at} AND e.set_aside_at IS NULL ORDER BY e.done_at`,
  cases: (at, among) => Prisma.sql`
    SELECT f.id::text FROM case_file f WHERE ${among(Prisma.sql`f.id`)} AND f.closed_at < ${at} AND f.anonymous_at IS NULL AND (f.person_id IS NULL OR NOT ${isProtected(Prisma.sql`f.person_id`)}) ORDER BY f.closed_at`,
  people: (at, among) => Prisma.sql`
    SELECT p.id::text FROM (
      SELECT c.person_id AS id FROM conversation c WHERE c.last_at < ${at} AND c.emptied_at IS NOT NULL AND c.erased_at IS NULL AND c.staff_id IS NULL
      UNION SELECT f.person_id FROM case_file f WHERE f.anonymous_at IS NOT NULL AND f.closed_at < ${at}) over JOIN person p ON p.id = over.id
    WHERE ${among(Prisma.sql`p.id`)} AND p.erased_at IS NULL AND NOT EXISTS (SELECT 1 FROM conversation o WHERE o.person_id = p.id AND (o.last_at >= ${at} OR o.emptied_at IS NULL OR o.emptied_at < o.last_at))
      AND NOT EXISTS (SELECT 1 FROM case_file o WHERE o.person_id = p.id AND o.anonymous_at IS NULL) AND NOT ${isProtected(Prisma.sql`p.id`)}`,
  sheets: (at, among) => Prisma.sql`SELECT s.id::text FROM answer_sheet s WHERE ${among(Prisma.sql`s.id`)} AND s.finished_at IS NULL AND s.seen_at < ${at}`,
  alarms: (at, among) => Prisma.sql`SELECT a.id::text FROM alarm a WHERE ${among(Prisma.sql`a.id`)} AND a.acknowledged_at < ${at}`,
  sessions: (at, among) => Prisma.sql`
    SELECT id FROM staff_session WHERE ${among(Prisma.sql`id`, 'text')} AND expires_at < ${at} UNION ALL SELECT id FROM staff_verification WHERE ${among(Prisma.sql`id`, 'text')} AND expires_at < ${at}
    UNION ALL SELECT id::text FROM invitation WHERE ${among(Prisma.sql`id::text`, 'text')} AND expires_at < ${at}`,
  requests: (at, among) => Prisma.sql`SELECT r.id::text FROM privacy_request r WHERE ${among(Prisma.sql`r.id`)} AND r.ended_at < ${at}`,
}

/** As far as `MOST_COUNTED`. */
export async function countOver({ prisma }: Database, kind: Retained, cutoff: Date): Promise<number> {
  const [row] = await prisma.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM (${OVER[kind](cutoff, ANY)} LIMIT ${MOST_COUNTED}) over`
  return row?.count ?? 0
}

export async function someOver({ prisma }: Database, kind: Retained, cutoff: Date, limit: number): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ id: string }[]>`${OVER[kind](cutoff, ANY)} LIMIT ${limit}`
  return rows.map(({ id }) => id)
}

/** Ids in the media store of what is removed with these. */
async function bytesOver(tx: Statements, kind: Retained, ids: readonly string[]): Promise<string[]> {
  switch (kind) {
    case 'conversations': return bytesOfConversations(tx, ids)
    case 'cases': return bytesOfCases(tx, ids)
    case 'media': return [...ids]
    case 'originals': return (await tx.$queryRaw<{ key: string }[]>`SELECT content->>'original' AS key FROM message WHERE id = ANY(${[...ids]}::uuid[])`).map(({ key }) => key)
    default: return []
  }
}

/** Of everything but people (erasing.ts). What was protected meanwhile stays. Files are noted, their bytes follow. @returns how many were removed */
export async function removeOver(db: Database, kind: Exclude<Retained, 'people'>, ids: readonly string[], cutoff: Date, now: Date): Promise<number> {
  return db.prisma.$transaction(async (tx) => {
    const still = (await tx.$queryRaw<{ id: string }[]>`SELECT id FROM (${OVER[kind](cutoff, amongThese(ids))}) over`).map(({ id }) => id)
    await noteRemovals(tx, await bytesOver(tx, kind, still), now)
    await remove(tx, kind, still, now)
    return still.length
  }, { timeout: 60_000, maxWait: 20_000 })
}

async function remove(tx: Statements, kind: Exclude<Retained, 'people'>, ids: string[], now: Date): Promise<void> {
  switch (kind) {
    case 'conversations': return emptyConversations(tx, ids, now)
    case 'cases': return emptyCases(tx, ids, now)
    case 'media': return void await tx.$executeRaw`UPDATE media SET status = 'gone', reason = 'retention', name = NULL, source = NULL, due_at = NULL WHERE id = ANY(${ids}::uuid[])`
    case 'originals': return void await tx.$executeRaw`UPDATE message SET content = content - 'original' WHERE id = ANY(${ids}::uuid[])`
    case 'events': return void await tx.$executeRaw`DELETE FROM event WHERE id = ANY(${ids}::bigint[])`
    case 'sheets': return void await tx.$executeRaw`DELETE FROM answer_sheet WHERE id = ANY(${ids}::uuid[])`
    case 'alarms': return void await tx.$executeRaw`DELETE FROM alarm WHERE id = ANY(${ids}::uuid[])`
    case 'requests': return void await tx.$executeRaw`DELETE FROM privacy_request WHERE id = ANY(${ids}::uuid[])`
    case 'sessions':
      await tx.$executeRaw`DELETE FROM staff_session WHERE id = ANY(${ids}::text[])`
      await tx.$executeRaw`DELETE FROM staff_verification WHERE id = ANY(${ids}::text[])`
      await tx.$executeRaw`DELETE FROM invitation WHERE id::text = ANY(${ids}::text[])`
  }
}
