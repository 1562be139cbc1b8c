// Files whose rows are gone and whose bytes are to follow: noted in the transaction that takes the rows, so that a killed process neither loses nor leaves any.
import type { Database, Statements } from './database.ts'

/** In the transaction that removes what knows of these files. `keys` are ids in the media store. */
export async function noteRemovals(tx: Statements, keys: readonly string[]): Promise<void> {
  await tx.$executeRaw`INSERT INTO file_removal (key) SELECT unnest(${[...keys]}::uuid[]) ON CONFLICT DO NOTHING`
}

export async function someRemovals({ prisma }: Database, limit: number): Promise<string[]> {
  return (await prisma.fileRemoval.findMany({ take: limit, orderBy: [{ notedAt: 'asc' }, { key: 'asc' }] })).map(({ key }) => key)
}

/** Once the bytes are gone. */
export async function endRemovals({ prisma }: Database, keys: readonly string[]): Promise<void> {
  await prisma.fileRemoval.deleteMany({ where: { key: { in: [...keys] } } })
}
