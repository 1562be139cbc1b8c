// Administration: who is on the staff, what they may do, what they are tied to, and who was invited.
import { z } from 'zod'
import { isRole, may, ROLES } from '../permissions.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { askApproval } from '../store/approvals.ts'
import { readCompanies } from '../store/companies.ts'
import { addConflict, changeMember, conflictsOf, memberOf, members, releaseConversations, removeConflict, removeFactors } from '../store/team.ts'
import type { Member } from '../store/team.ts'
import { HttpRefusal } from './errors.ts'
import type { Asked, Handlers } from './guard.ts'
import { TimetableShape } from '../gateway/hours.ts'
import { Languages, Name } from './me.ts'
import type { Sessions } from './session.ts'
import type { CompanyChoice, ConflictView, InvitationMade, InvitationView, StaffSessionView, StaffView } from './api/staff.ts'

const Roles = z.array(z.enum(ROLES)).max(ROLES.length)
const Reason = z.string().trim().max(500).optional()
const Change = z.strictObject({ name: Name.optional(), roles: Roles.optional(), languages: Languages.optional(), hours: TimetableShape.nullable().optional(), disabled: z.boolean().optional(), company: z.uuid().nullable().optional(), reason: Reason })
const ConflictBody = z.strictObject({ kind: z.enum(['code', 'person']), value: z.string().trim().min(1).max(100), note: z.string().trim().max(500).default('') })
const InvitationBody = z.strictObject({ name: Name, email: z.email().max(200), roles: Roles, languages: Languages, company: z.uuid().nullable().default(null) })

type Path = Extract<RouteName, `${string} /api/staff${string}` | `${string} /api/invitations${string}` | `${string} /api/company-choices`>

export function staffHandlers(runtime: Runtime, sessions: Sessions): Handlers<Path> {
  const { db } = runtime
  const found = async ({ request }: Asked): Promise<Member> => {
    const member = await memberOf(db, String(request.params['id']))
    if (!member) throw new HttpRefusal(404, 'not_found')
    return member
  }
  const choices = async () => (await readCompanies(db)).map(({ id, name }): CompanyChoice => ({ id, name }))
  const invitations = async () => {
    const companies = await choices()
    return (await sessions.invitations()).map(({ id, name, email, roles, languages, companyId, createdAt, expiresAt, usedAt }): InvitationView => ({
      id, name, email, roles, languages, company: companies.find((one) => one.id === companyId) ?? null, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString(), used: usedAt !== null,
    }))
  }
  /** Who reads a company's reports is nothing else at the desk. Null for everybody else. */
  const companyFor = async (roles: readonly string[], company: string | null): Promise<string | null> => {
    if (!roles.includes('company')) return null
    if (roles.length > 1) throw new HttpRefusal(409, 'company_alone')
    if (company === null || !(await choices()).some(({ id }) => id === company)) throw new HttpRefusal(409, 'no_company')
    return company
  }
  return {
    'GET /api/staff': async () => ({ staff: (await members(db)).map(staffView) }),
    async 'PATCH /api/staff/:id'(asked) {
      const member = await found(asked)
      const { roles, disabled, company, reason = '', ...rest } = Change.parse(asked.request.body)
      if (disabled && member.id === asked.member.id) throw new HttpRefusal(409, 'yourself')
      const asksForAdministrator = roles?.includes('administrator') === true && !member.roles.includes('administrator')
      const waits = asksForAdministrator && await hasSecondPerson(db, asked.member.id, member.id)
      const granted = waits ? roles.filter((role) => role !== 'administrator') : roles
      if (await isLastAdministrator(db, member, granted, disabled === true)) throw new HttpRefusal(409, 'last_administrator')
      if (waits && reason === '') throw new HttpRefusal(400, 'reason')
      const tied = roles === undefined && company === undefined ? undefined : await companyFor(granted ?? member.roles, company === undefined ? member.company?.id ?? null : company)
      await changeMember(db, member.id, { ...rest, roles: granted, companyId: tied, ...(disabled !== undefined && { disabledAt: disabled ? runtime.now() : null }) })
      if (disabled) {
        await sessions.endSessions(member.id)
        await releaseConversations(db, member.id)
      }
      if (waits) {
        await askApproval(db, { id: runtime.newId(), action: 'grantAdministrator', subject: { staff: member.id, name: member.name }, reason, askedBy: asked.member.id })
        asked.response.status(202)
      }
      asked.note({ ...rest, roles: granted, disabled, ...(tied !== undefined && { company: tied }), waitsForApproval: waits })
      return staffView(await found(asked))
    },
    'GET /api/staff/:id/sessions': async (asked) => ({
      sessions: (await sessions.sessionsOf((await found(asked)).id)).map(({ id, createdAt, expiresAt, userAgent }): StaffSessionView => ({
        id, userAgent, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString(), current: id === asked.member.sessionId,
      })),
    }),
    async 'DELETE /api/staff/:id/sessions'(asked) {
      await sessions.endSessions((await found(asked)).id)
    },
    async 'DELETE /api/staff/:id/sessions/:session'(asked) {
      if (!(await sessions.endSession((await found(asked)).id, String(asked.request.params['session'])))) throw new HttpRefusal(404, 'not_found')
    },
    async 'DELETE /api/staff/:id/factors'(asked) {
      const { id } = await found(asked)
      await removeFactors(db, id)
      await sessions.endSessions(id)
    },
    'GET /api/staff/:id/conflicts': async (asked) => ({
      conflicts: (await conflictsOf(db, (await found(asked)).id)).map(({ id, kind, value, note, created_at }): ConflictView => ({ id, kind, value, note, createdAt: created_at.toISOString() })),
    }),
    async 'POST /api/staff/:id/conflicts'(asked) {
      const { kind, value, note } = ConflictBody.parse(asked.request.body)
      const id = runtime.newId()
      await addConflict(db, { id, staffId: (await found(asked)).id, kind, value: kind === 'code' ? value.toUpperCase() : value, note, createdBy: asked.member.id })
      asked.note({ kind, value })
      asked.response.status(201)
    },
    async 'DELETE /api/staff/:id/conflicts/:conflict'(asked) {
      const id = z.uuid().safeParse(asked.request.params['conflict'])
      if (!id.success || !(await removeConflict(db, (await found(asked)).id, id.data))) throw new HttpRefusal(404, 'not_found')
      asked.note({ conflict: id.data })
    },
    'GET /api/company-choices': async () => ({ companies: await choices() }),
    'GET /api/invitations': async () => ({ invitations: await invitations() }),
    async 'POST /api/invitations'(asked) {
      const { company, ...body } = InvitationBody.parse(asked.request.body)
      if (body.roles.includes('administrator')) throw new HttpRefusal(409, 'second_person')
      const companyId = await companyFor(body.roles, company)
      const { id, token } = await sessions.invite({ ...body, companyId, createdBy: asked.member.id })
      const made = (await invitations()).find((one) => one.id === id)
      if (!made) throw new HttpRefusal(410, 'link_used')
      asked.note({ invitation: id, roles: body.roles, ...(companyId !== null && { company: companyId }) })
      asked.response.status(201)
      return { ...made, link: `${runtime.config.publicUrl}/desk/invited?token=${token}` } satisfies InvitationMade
    },
    async 'DELETE /api/invitations/:id'({ request }) {
      const id = z.uuid().safeParse(request.params['id'])
      if (!id.success) throw new HttpRefusal(404, 'not_found')
      if (!(await sessions.withdrawInvitation(id.data))) throw new HttpRefusal(404, 'not_found')
    },
  }
}

/** Somebody else who could decide; a desk that has nobody yet cannot wait for them. */
async function hasSecondPerson(db: Runtime['db'], asking: string, concerned: string): Promise<boolean> {
  return (await members(db)).some(({ id, roles, disabled_at }) => id !== asking && id !== concerned && disabled_at === null && may(roles, 'approvals.decide'))
}

async function isLastAdministrator(db: Runtime['db'], member: Member, roles: readonly string[] | undefined, disabled: boolean): Promise<boolean> {
  if (!member.roles.includes('administrator') || (!disabled && roles?.includes('administrator') !== false)) return false
  return !(await members(db)).some(({ id, roles: theirs, disabled_at }) => id !== member.id && disabled_at === null && theirs.includes('administrator'))
}

function staffView(member: Member): StaffView {
  const { id, name, email, languages, hours, away, present, conflicts, open, company } = member
  return {
    id, name, email, languages, hours, away, present, conflicts, open, company, publicName: member.public_name, roles: member.roles.filter(isRole),
    seenAt: member.seen_at?.toISOString() ?? null, disabled: member.disabled_at !== null, secondFactor: member.totp || member.passkeys > 0,
  }
}
