// Accounts offered to somebody: made once, by the link or by the organisation's own sign-in.
import { Prisma } from './generated/client.ts'
import type { Database, Statements } from './database.ts'
import { named, secret } from './sealing/marks.ts'
import { addStaff } from './staff.ts'
import type { NewStaff } from './staff.ts'

export interface NewInvitation {
  readonly id: string
  /** Of the link's token. */
  readonly digest: string
  readonly name: string
  readonly email: string
  readonly roles: readonly string[]
  readonly languages: readonly string[]
  /** Of the role company. */
  readonly companyId?: string | null
  readonly createdBy: string
  readonly expiresAt: Date
}

export interface InvitationRow {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly roles: readonly string[]
  readonly languages: readonly string[]
  readonly companyId: string | null
  readonly createdBy: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly usedAt: Date | null
}

/** `name` null: as in the invitation. */
export type Taker = Pick<NewStaff, 'id' | 'credentialId' | 'hash'> & { readonly name: string | null }

type Which = { readonly digest: string } | { readonly email: string }

const SHOWN = { id: true, name: true, email: true, roles: true, languages: true, companyId: true, createdBy: true, createdAt: true, expiresAt: true, usedAt: true } as const

export async function addInvitation({ prisma }: Database, { roles, languages, ...rest }: NewInvitation): Promise<void> {
  await prisma.invitation.create({ data: { ...rest, name: secret(rest.name), email: named(rest.email), roles: [...roles], languages: [...languages] } })
}

/** Newest first. */
export async function listInvitations({ prisma }: Database): Promise<InvitationRow[]> {
  return prisma.invitation.findMany({ select: SHOWN, orderBy: { createdAt: 'desc' } })
}

/** One that can still be taken. */
export async function openInvitation({ prisma }: Database, digest: string, now: Date): Promise<InvitationRow | null> {
  return prisma.invitation.findFirst({ where: { digest, usedAt: null, expiresAt: { gt: now } }, select: SHOWN })
}

/** Whether there was an open one. */
export async function removeInvitation({ prisma }: Database, id: string): Promise<boolean> {
  return (await prisma.invitation.deleteMany({ where: { id, usedAt: null } })).count === 1
}

/** `exists`: somebody has an account with this address already. */
export async function takeInvitation(db: Database, by: Which, taker: Taker, now: Date): Promise<'done' | 'used' | 'exists'> {
  try {
    return await db.prisma.$transaction((tx) => takeIn(tx, by, taker, now))
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return 'exists'
    throw error
  }
}

async function takeIn(tx: Statements, by: Which, taker: Taker, now: Date): Promise<'done' | 'used' | 'exists'> {
  const which = 'digest' in by ? Prisma.sql`digest = ${by.digest}` : Prisma.sql`email = ${named(by.email)}`
  const [invitation] = await tx.$queryRaw<{ id: string; name: string; email: string; roles: string[]; languages: string[]; companyId: string | null }[]>`
    SELECT id, name, email, roles, languages, company_id AS "companyId" FROM invitation WHERE ${which} AND used_at IS NULL AND expires_at > ${now}
    ORDER BY created_at DESC LIMIT 1 FOR UPDATE`
  if (!invitation) return 'used'
  const { id, name, ...rest } = invitation
  if (await tx.staff.findFirst({ where: { email: named(rest.email) }, select: { id: true } })) return 'exists'
  await tx.invitation.update({ where: { id }, data: { usedAt: now } })
  await addStaff(tx, { ...rest, ...taker, name: taker.name ?? name })
  return 'done'
}
