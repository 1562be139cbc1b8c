// Which process fetches for an account that nobody calls, and how far it has come.
import { Prisma } from './generated/client.ts'
import type { Database } from './database.ts'
import { json } from './json.ts'

/** Ours for `seconds` more; null where another process has it. `cursor` is null before the first time. */
export async function claimReceiving({ prisma }: Database, account: string, holder: string, seconds: number): Promise<{ cursor: string | null } | null> {
  const [row] = await prisma.$queryRaw<{ cursor: string | null }[]>`
    UPDATE account SET receiver = ${holder}::uuid, receiver_until = now() + make_interval(secs => ${seconds}::float8)
    WHERE id = ${account} AND (receiver = ${holder}::uuid OR receiver_until IS NULL OR receiver_until < now())
    RETURNING cursor`
  return row ?? null
}

/** @returns false where it is no longer ours: another process goes on from where it stands */
export async function saveCursor({ prisma }: Database, account: string, holder: string, cursor: string): Promise<boolean> {
  return (await prisma.$executeRaw`UPDATE account SET cursor = ${cursor} WHERE id = ${account} AND receiver = ${holder}::uuid`) === 1
}

export async function releaseReceiving({ prisma }: Database, account: string, holder: string): Promise<void> {
  await prisma.$executeRaw`UPDATE account SET receiver = NULL, receiver_until = NULL WHERE id = ${account} AND receiver = ${holder}::uuid`
}

/** False where this key was used with something else: a signature that does not cover its body is good for one body. */
export async function useOnce({ prisma }: Database, account: string, key: string, digest: string): Promise<boolean> {
  const external = `once-${key}`
  await prisma.$executeRaw(Prisma.sql`
    INSERT INTO event (account_id, external_id, type, payload, done_at) VALUES (${account}, ${external}, 'ignored', ${json({ digest })}::jsonb, now())
    ON CONFLICT (account_id, external_id) DO NOTHING`)
  const [row] = await prisma.$queryRaw<{ same: boolean }[]>`
    SELECT payload->>'digest' = ${digest} AS same FROM event WHERE account_id = ${account} AND external_id = ${external}`
  return row?.same ?? false
}
