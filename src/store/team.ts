// The staff as the desk's pages show and change them. Sign-in itself is better-auth's (staff.ts).
import { IS_PRESENT } from './assignment.ts'
import { announce, ANYTHING } from './database.ts'
import type { Database, Statements } from './database.ts'
import { Prisma } from './generated/client.ts'
import { json } from './json.ts'
import { secret } from './sealing/marks.ts'
import { tiedTo } from './visible.ts'

export interface Member {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly public_name: string | null
  readonly roles: string[]
  readonly languages: string[]
  readonly hours: Readonly<Record<string, [string, string][]>> | null
  readonly away: boolean
  readonly present: boolean
  readonly seen_at: Date | null
  readonly disabled_at: Date | null
  readonly totp: boolean
  readonly passkeys: number
  readonly conflicts: number
  readonly open: number
  /** Of the role company. */
  readonly company: { readonly id: string; readonly name: string } | null
}

const MEMBERS = Prisma.sql`
  SELECT s.id, s.name, s.email, s.public_name, s.roles, s.languages, s.hours, s.away, s.seen_at, s.disabled_at,
    ${IS_PRESENT} AS present, coalesce(s.two_factor_enabled, false) AS totp,
    (SELECT count(*)::int FROM staff_passkey k WHERE k.user_id = s.id) AS passkeys,
    (SELECT count(*)::int FROM staff_conflict k WHERE k.staff_id = s.id) AS conflicts,
    (SELECT count(*)::int FROM conversation c WHERE c.assignee_id = s.id) AS open,
    (SELECT jsonb_build_object('id', y.id, 'name', y.name) FROM company y WHERE y.id = s.company_id) AS company
  FROM staff s`

export function members({ prisma }: Database): Promise<Member[]> {
  return prisma.$queryRaw<Member[]>`${MEMBERS} ORDER BY s.disabled_at IS NOT NULL, s.name, s.id`
}

export async function memberOf({ prisma }: Database, id: string): Promise<Member | null> {
  const [row] = await prisma.$queryRaw<Member[]>`${MEMBERS} WHERE s.id = ${id}`
  return row ?? null
}

/** What is left out stays. */
export interface MemberChange {
  readonly name?: string | undefined
  readonly publicName?: string | null | undefined
  readonly roles?: readonly string[] | undefined
  readonly languages?: readonly string[] | undefined
  readonly hours?: Readonly<Record<string, readonly (readonly [string, string])[]>> | null | undefined
  readonly away?: boolean | undefined
  readonly disabledAt?: Date | null | undefined
  readonly companyId?: string | null | undefined
}

export async function changeMember({ prisma }: Database, id: string, { hours, roles, languages, ...change }: MemberChange): Promise<void> {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  if (hours !== undefined) await prisma.$executeRaw`UPDATE staff SET hours = ${hours === null ? null : json(hours)}::jsonb WHERE id = ${id}`
  await prisma.staff.update({ where: { id }, data: {
    ...given,
    ...(roles !== undefined && { roles: [...roles] }),
    ...(languages !== undefined && { languages: [...languages] }),
  } })
}

/** For who has lost them: the next sign-in begins with the password alone. */
export async function removeFactors({ prisma }: Database, staff: string): Promise<void> {
  await prisma.$transaction([
    prisma.staffTwoFactor.deleteMany({ where: { userId: staff } }),
    prisma.staffPasskey.deleteMany({ where: { userId: staff } }),
    prisma.staff.update({ where: { id: staff }, data: { twoFactorEnabled: false } }),
  ])
}

/** What somebody had who can no longer have it waits for anybody again. */
export async function releaseConversations({ prisma }: Database, staff: string): Promise<void> {
  await release(prisma, staff, Prisma.sql`TRUE`)
}

async function release(db: Statements, staff: string, which: Prisma.Sql): Promise<void> {
  await db.$executeRaw`
    UPDATE conversation c SET assignee_id = NULL, waiting_since = coalesce(c.waiting_since, now()),
      handling = CASE WHEN c.handling = 'counsellor' THEN 'waiting' ELSE c.handling END WHERE c.assignee_id = ${staff} AND ${which}`
}

export interface Conflict { readonly id: string; readonly kind: 'code' | 'person'; readonly value: string; readonly note: string; readonly created_at: Date }

export function conflictsOf({ prisma }: Database, staff: string): Promise<Conflict[]> {
  return prisma.$queryRaw<Conflict[]>`SELECT id, kind, value, note, created_at FROM staff_conflict WHERE staff_id = ${staff} ORDER BY created_at`
}

/** From now on they see nothing of it, and what they had of it waits for others. */
export async function addConflict({ prisma }: Database, conflict: { id: string; staffId: string; kind: 'code' | 'person'; value: string; note: string; createdBy: string }): Promise<void> {
  const note = secret(conflict.note)
  await prisma.$transaction(async (tx) => {
    await tx.staffConflict.upsert({
      where: { staffId_kind_value: { staffId: conflict.staffId, kind: conflict.kind, value: conflict.value } }, create: { ...conflict, note }, update: { note },
    })
    await release(tx, conflict.staffId, tiedTo(Prisma.sql`${conflict.staffId}`))
    await announce(tx, [ANYTHING])
  })
}

export async function removeConflict({ prisma }: Database, staff: string, id: string): Promise<boolean> {
  return (await prisma.staffConflict.deleteMany({ where: { id, staffId: staff } })).count === 1
}
