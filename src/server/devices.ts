// The browsers on which a member of staff is told what waits for them.
import { z } from 'zod'
import { postable } from '../notify/post.ts'
import { PushSecrets } from '../notify/push.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { addDevice, changeDevice, devicesOf, removeDevice, TOLD } from '../store/devices.ts'
import type { DeviceList } from './api/staff.ts'
import { HttpRefusal } from './errors.ts'
import type { Asked, Handlers } from './guard.ts'

const Told = z.array(z.enum(TOLD)).max(TOLD.length)
const New = z.strictObject({ endpoint: z.url().max(1_000), keys: PushSecrets, told: Told })
const MOST = 10

export function deviceHandlers({ db, notifier, config, newId }: Runtime): Handlers<Extract<RouteName, `${string} /api/me/devices${string}`>> {
  const idOf = ({ request }: Asked): string => {
    const id = z.uuid().safeParse(request.params['id'])
    if (!id.success) throw new HttpRefusal(404, 'not_found')
    return id.data
  }
  return {
    'GET /api/me/devices': async ({ member }) => ({
      pushKey: notifier.pushKey,
      devices: (await devicesOf(db, member.id)).map(({ id, told, createdAt }) => ({ id, told, since: createdAt.toISOString() })),
    } satisfies DeviceList),
    async 'POST /api/me/devices'({ member, request, response }) {
      const { endpoint, keys, told } = New.parse(request.body)
      if (!postable(endpoint, config.innerWebhooks)) throw new HttpRefusal(400, 'address_not_allowed')
      if ((await devicesOf(db, member.id)).length >= MOST) throw new HttpRefusal(409, 'too_many_ways')
      response.status(201)
      return { id: await addDevice(db, { id: newId(), staffId: member.id, endpoint, secrets: keys, told }) }
    },
    async 'PATCH /api/me/devices/:id'(asked) {
      const { told } = z.strictObject({ told: Told }).parse(asked.request.body)
      if (!(await changeDevice(db, asked.member.id, idOf(asked), told))) throw new HttpRefusal(404, 'not_found')
    },
    async 'DELETE /api/me/devices/:id'(asked) {
      if (!(await removeDevice(db, asked.member.id, idOf(asked)))) throw new HttpRefusal(404, 'not_found')
    },
  }
}
