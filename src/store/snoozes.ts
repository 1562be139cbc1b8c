// Conversations that were put off.
import { announcing } from './database.ts'
import type { Database } from './database.ts'
import { Prisma } from './generated/client.ts'

/** Puts those whose time is over back in sight, and tells the pages. */
export async function endSnoozes({ prisma }: Database, now: Date): Promise<void> {
  await prisma.$queryRaw`UPDATE conversation c SET snoozed_until = NULL WHERE snoozed_until <= ${now} RETURNING ${announcing(Prisma.sql`c.id`)}::text`
}
