// One's own account, and the permission table for everybody to read.
import { z } from 'zod'
import { LANGUAGES } from '../knowledge/languages.ts'
import { actionsOf, ROLES } from '../permissions.ts'
import type { RouteName } from '../permissions.ts'
import type { Runtime } from '../runtime.ts'
import { changeMember, memberOf } from '../store/team.ts'
import { HttpRefusal } from './errors.ts'
import type { Handlers } from './guard.ts'
import type { Sessions } from './session.ts'
import type { MeView, RoleView } from './staff-api.ts'

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)
export const Hours = z.partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), z.array(z.tuple([Time, Time])).max(6))
export const Languages = z.array(z.enum(LANGUAGES)).max(LANGUAGES.length)
export const Name = z.string().trim().min(1).max(80)

const MeBody = z.strictObject({ publicName: Name.nullable().optional(), languages: Languages.optional(), hours: Hours.nullable().optional(), away: z.boolean().optional() })

type Own = 'GET /api/me' | 'PATCH /api/me' | 'GET /api/roles'

export function meHandlers({ db }: Runtime, sessions: Sessions): Handlers<Own & RouteName> {
  const view = async (id: string): Promise<MeView> => {
    const me = await memberOf(db, id)
    if (!me) throw new HttpRefusal(404, 'not_found')
    return {
      id: me.id, name: me.name, email: me.email, publicName: me.public_name, roles: me.roles, may: actionsOf(me.roles), languages: me.languages,
      hours: me.hours, away: me.away, secondFactor: { totp: me.totp, passkeys: me.passkeys, required: sessions.requiresSecondFactor },
    }
  }
  return {
    'GET /api/me': ({ member }) => view(member.id),
    async 'PATCH /api/me'({ member, request, note }) {
      const change = MeBody.parse(request.body)
      await changeMember(db, member.id, change)
      note({ changed: Object.keys(change) }, `staff:${member.id}`)
      return view(member.id)
    },
    'GET /api/roles': async () => ({ roles: ROLES.map((role): RoleView => ({ role, may: actionsOf([role]) })) }),
  }
}
