// Staff accounts: better-auth keeps them through its Prisma adapter; this is the only place that hands it the client.
import { createHash } from 'node:crypto'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { PLANNED } from './database.ts'
import type { Database, Statements } from './database.ts'
import { named, secret } from './sealing/marks.ts'
import { sealingStaff } from './staff-sealing.ts'

/** What a session says about its owner at this moment. `secondFactor`: this session proved one; `hasSecondFactor`: the account has one. */
export interface Standing {
  readonly sessionId: string
  readonly id: string
  readonly name: string
  readonly email: string
  readonly roles: readonly string[]
  readonly disabled: boolean
  /** The session was last used, to the minute. */
  readonly usedAt: Date
  /** They were last here, in whatever session. */
  readonly seenAt: Date | null
  readonly createdAt: Date
  readonly secondFactor: boolean
  readonly hasSecondFactor: boolean
  /** No tie of theirs to a person or a company was written down. */
  readonly untied: boolean
}

/** `hash` null: the account has no password. `credentialId` is of the password's row. */
export interface NewStaff {
  readonly id: string
  readonly credentialId: string
  readonly name: string
  readonly email: string
  readonly roles: readonly string[]
  readonly languages: readonly string[]
  /** Of the role company. */
  readonly companyId?: string | null
  readonly hash: string | null
}

export interface StaffSessionRow {
  readonly id: string
  readonly token: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly userAgent: string | null
  readonly usedAt: Date
}

const MINUTE = 60_000
const DAY = 86_400_000

export function staffAdapter({ prisma }: Database) {
  return prismaAdapter(sealingStaff(prisma), { provider: 'postgresql' })
}

export async function anybodyOnStaff({ prisma }: Database): Promise<boolean> {
  return (await prisma.staff.findFirst({ select: { id: true } })) !== null
}

/** An account whose address somebody vouches for. Throws where there is one with this address. */
export async function addStaff(db: Statements, { id, credentialId, name, email, roles, languages, companyId = null, hash }: NewStaff): Promise<void> {
  await db.staff.create({
    data: {
      id, name, email: named(email.toLowerCase()), emailVerified: true, roles: [...roles], languages: [...languages], companyId,
      ...(hash !== null && { credentials: { create: { id: credentialId, accountId: named(id), providerId: 'credential', password: secret(hash) } } }),
    },
  })
}

/** Null where there is no such session. */
export async function standingOf({ prisma }: Database, session: string): Promise<Standing | null> {
  const [row] = await prisma.$queryRaw<(Omit<Standing, 'secondFactor'> & { provedBy: string[] })[]>`${PLANNED}
    SELECT s.id AS "sessionId", u.id, u.name, u.email, u.roles, u.disabled_at IS NOT NULL AS disabled, s.updated_at AS "usedAt", u.seen_at AS "seenAt", s.created_at AS "createdAt",
      ARRAY(SELECT v.value FROM staff_verification v WHERE v.identifier = ${factorOf(session)}) AS "provedBy",
      coalesce(u.two_factor_enabled, false) OR EXISTS (SELECT FROM staff_passkey p WHERE p.user_id = u.id) AS "hasSecondFactor",
      NOT EXISTS (SELECT FROM staff_conflict k WHERE k.staff_id = u.id) AS untied
    FROM staff_session s JOIN staff u ON u.id = s.user_id WHERE s.id = ${session}`
  if (!row) return null
  const { provedBy, ...standing } = row
  return { ...standing, secondFactor: provedBy.includes(row.id) }
}

/** Notes that somebody is here; at most once a minute. */
export async function touch({ prisma }: Database, { sessionId, id, usedAt, seenAt }: Standing, now: Date): Promise<void> {
  const recent = (at: Date | null) => at !== null && now.getTime() - at.getTime() < MINUTE
  if (recent(usedAt) && recent(seenAt)) return
  await prisma.$transaction([
    prisma.staffSession.updateMany({ where: { id: sessionId }, data: { updatedAt: now } }),
    prisma.staff.updateMany({ where: { id }, data: { seenAt: now } }),
  ])
}

/** Remembers, until the session has to end, that it proved a second factor. */
export async function markSecondFactor({ prisma }: Database, session: string, staff: string, newId: string, until: Date): Promise<void> {
  await prisma.staffVerification.create({ data: { id: newId, identifier: factorOf(session), value: named(staff), expiresAt: until } })
}

/**
 * False where this code was used within the steps in which it is valid: a code is taken once, also by two requests at the same moment.
 * `step` is the time in steps of the authenticator; the neighbouring ones are accepted too, so they are spent together.
 */
export async function spendCode({ prisma }: Database, staff: string, code: string, step: number, now: Date): Promise<boolean> {
  const digests = [step - 1, step, step + 1].map((one) => createHash('sha256').update(`${staff}\n${code}\n${one}`).digest('hex'))
  await prisma.staffUsedCode.deleteMany({ where: { at: { lt: new Date(now.getTime() - DAY) } } })
  const { count } = await prisma.staffUsedCode.createMany({ data: digests.map((digest) => ({ digest, at: now })), skipDuplicates: true })
  return count === digests.length
}

/** A password that was right must not be answered any more with the code that was asked for then. */
export async function dropChallenges({ prisma }: Database, staff: string): Promise<void> {
  await prisma.staffVerification.deleteMany({ where: { identifier: { startsWith: '2fa-' }, value: named(staff) } })
}

export async function sessionRows({ prisma }: Database, staff: string): Promise<StaffSessionRow[]> {
  const rows = await prisma.staffSession.findMany({ where: { userId: staff }, orderBy: { createdAt: 'desc' } })
  return rows.map(({ id, token, createdAt, expiresAt, userAgent, updatedAt }) => ({ id, token, createdAt, expiresAt, userAgent, usedAt: updatedAt }))
}

export async function isDisabled({ prisma }: Database, staff: string): Promise<boolean> {
  const row = await prisma.staff.findUnique({ where: { id: staff }, select: { disabledAt: true } })
  return row === null || row.disabledAt !== null
}

export async function staffByEmail({ prisma }: Database, email: string): Promise<string | null> {
  return (await prisma.staff.findFirst({ where: { email: named(email.toLowerCase()) }, select: { id: true } }))?.id ?? null
}

export async function staffByPasskey({ prisma }: Database, credential: string): Promise<string | null> {
  return (await prisma.staffPasskey.findFirst({ where: { credentialID: credential }, select: { userId: true } }))?.userId ?? null
}

function factorOf(session: string): string {
  return `second-factor-${session}`
}
