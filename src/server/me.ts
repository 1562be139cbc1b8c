// One's own account, and what everybody may read: the permission table, and when the desk is open.
import { z } from 'zod'
import { DeskHours, TimetableShape } from '../gateway/hours.ts'
import { isOpen, nextOpening } from '../hours/timetable.ts'
import { LANGUAGES } from '../knowledge/languages.ts'
import { actionsOf, ROLES } from '../permissions.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { changeDeskSettings, DeskSettings, deskSettingsOf } from '../store/desk-settings.ts'
import { lookAgain } from '../store/rota.ts'
import { changeMember, memberOf } from '../store/team.ts'
import { HttpRefusal } from './errors.ts'
import type { Handlers } from './guard.ts'
import type { Sessions } from './session.ts'
import type { HoursView, MeView, RoleView } from './api/staff.ts'

export const Languages = z.array(z.enum(LANGUAGES)).max(LANGUAGES.length)
export const Name = z.string().trim().min(1).max(80)

const MeBody = z.strictObject({ publicName: Name.nullable().optional(), languages: Languages.optional(), hours: TimetableShape.nullable().optional(), away: z.boolean().optional(), desk: DeskSettings.partial().optional() })

type Own = 'GET /api/me' | 'PATCH /api/me' | 'GET /api/roles' | 'GET /api/hours' | 'PATCH /api/hours'

export function meHandlers({ db, hours, now, config }: Runtime, sessions: Sessions): Handlers<Own & RouteName> {
  const view = async (id: string): Promise<MeView> => {
    const [me, desk] = await Promise.all([memberOf(db, id), deskSettingsOf(db, id)])
    if (!me) throw new HttpRefusal(404, 'not_found')
    return {
      id: me.id, name: me.name, email: me.email, publicName: me.public_name, roles: me.roles, may: actionsOf(me.roles), languages: me.languages,
      hours: me.hours, away: me.away, desk: { ...desk, undoDefault: config.undoSeconds }, secondFactor: { totp: me.totp, passkeys: me.passkeys, required: sessions.requiresSecondFactor },
    }
  }
  const hoursView = (): HoursView => ({
    ...hours.all(),
    now: Object.fromEntries(LANGUAGES.map((language) => {
      const table = hours.of(language)
      return [language, { open: isOpen(table, now()), next: nextOpening(table, now())?.toISOString() ?? null }]
    })),
  })
  return {
    async 'GET /api/hours'() {
      await hours.refresh()
      return hoursView()
    },
    async 'PATCH /api/hours'({ request, note }) {
      const wanted = DeskHours.parse(request.body)
      await hours.save(wanted)
      await lookAgain(db.prisma)
      note({ languages: Object.keys(wanted.languages) })
      return hoursView()
    },
    'GET /api/me': ({ member }) => view(member.id),
    async 'PATCH /api/me'({ member, request, note }) {
      const { desk, ...change } = MeBody.parse(request.body)
      if (desk) await changeDeskSettings(db, member.id, desk)
      if (Object.keys(change).length > 0) await changeMember(db, member.id, change)
      note({ changed: Object.keys({ ...change, ...desk }) }, `staff:${member.id}`)
      return view(member.id)
    },
    'GET /api/roles': async () => ({ roles: ROLES.map((role): RoleView => ({ role, may: actionsOf([role]) })) }),
  }
}
