// Files whose rows are gone and whose bytes are to follow: noted in the transaction that takes the rows, so that a killed process neither loses nor leaves any.
import type { Database, Statements } from './database.ts'

/** A copy that was under way at the moment of removal (a seal renewed, a photo fetched) puts the file back: it is removed once more, so much later. */
const AGAIN_MS = 86_400_000

/** In the transaction that removes what knows of these files. `keys` are ids in the media store. */
export async function noteRemovals(tx: Statements, keys: readonly string[], now: Date): Promise<void> {
  await tx.$executeRaw`INSERT INTO file_removal (key, due_at) SELECT unnest(${[...keys]}::uuid[]), ${now}::timestamptz ON CONFLICT DO NOTHING`
}

export async function dueRemovals({ prisma }: Database, now: Date, limit: number): Promise<string[]> {
  return (await prisma.fileRemoval.findMany({ where: { dueAt: { lte: now } }, take: limit, orderBy: [{ dueAt: 'asc' }, { key: 'asc' }] })).map(({ key }) => key)
}

/** Once the bytes are gone. */
export async function noteRemoved({ prisma }: Database, keys: readonly string[], now: Date): Promise<void> {
  const these = { key: { in: [...keys] } }
  await prisma.$transaction([
    prisma.fileRemoval.deleteMany({ where: { ...these, removedAt: { not: null } } }),
    prisma.fileRemoval.updateMany({ where: these, data: { removedAt: now, dueAt: new Date(now.getTime() + AGAIN_MS) } }),
  ])
}
