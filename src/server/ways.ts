// One's own ways to be paged: added, proven, tried, removed.
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { postable } from '../notify/post.ts'
import { PushSecrets } from '../notify/push.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { addTest, addWay, removeWay, testOutcome, waysOf } from '../store/ways.ts'
import type { WayRow } from '../store/ways.ts'
import { HttpRefusal } from './errors.ts'
import type { Asked, Handlers } from './guard.ts'
import type { WayMade, WayTested, WayView } from './api/on-call.ts'

const CODE_MS = 15 * 60_000
const MOST = 10
/** A test is answered with what came of it, if that is known so soon. */
const PATIENCE_MS = 6_000
const LOOK_MS = 200

const Header = z.string().max(500).regex(/^[\x20-\x7e]*$/)
const Body = z.discriminatedUnion('medium', [
  z.strictObject({ medium: z.literal('email'), address: z.email().max(200) }),
  z.strictObject({ medium: z.literal('line') }),
  z.strictObject({ medium: z.literal('push'), endpoint: z.url().max(1_000), keys: PushSecrets }),
  z.strictObject({
    medium: z.literal('webhook'), address: z.url().max(1_000), contentType: Header.regex(/^[\w.+-]+\/[\w.+-]+(;.*)?$/).optional(), body: z.string().max(4_000).optional(), authorization: Header.optional(),
  }),
])

type Name = Extract<RouteName, `${string} /api/on-call/ways${string}`>

export function wayHandlers(runtime: Runtime): Handlers<Name> {
  const { db, config, notifier, wakes, now, newId, newCode } = runtime
  const idOf = ({ request }: Asked): string => {
    const id = z.uuid().safeParse(request.params['id'])
    if (!id.success) throw new HttpRefusal(404, 'not_found')
    return id.data
  }
  return {
    'GET /api/on-call/ways': async ({ member }) => ({ ways: (await waysOf(db, member.id)).map(wayView) }),
    async 'POST /api/on-call/ways'({ member, request, response, note }) {
      const wanted = Body.parse(request.body)
      if (!notifier.media.includes(wanted.medium)) throw new HttpRefusal(409, 'medium_missing')
      if ((await waysOf(db, member.id)).length >= MOST) throw new HttpRefusal(409, 'too_many_ways')
      const [id, base] = [newId(), { staffId: member.id, code: null }]
      note({ medium: wanted.medium })
      response.status(201)
      switch (wanted.medium) {
        case 'email':
          await addWay(db, { ...base, id, medium: 'email', address: wanted.address.toLowerCase(), secrets: {} })
          return { id } satisfies WayMade
        case 'line': {
          const code = newCode()
          await addWay(db, { ...base, id, medium: 'line', address: '', secrets: {}, code: { text: code, until: new Date(now().getTime() + CODE_MS) } })
          return { id, code } satisfies WayMade
        }
        case 'push':
          if (!postable(wanted.endpoint, config.innerWebhooks)) throw new HttpRefusal(400, 'address_not_allowed')
          await addWay(db, { ...base, id, medium: 'push', address: wanted.endpoint, secrets: wanted.keys })
          return { id } satisfies WayMade
        case 'webhook': {
          if (!postable(wanted.address, config.innerWebhooks)) throw new HttpRefusal(400, 'address_not_allowed')
          const key = randomBytes(24).toString('base64url')
          const { address, contentType, body, authorization } = wanted
          await addWay(db, { ...base, id, medium: 'webhook', address, secrets: { key, contentType, body, authorization } })
          return { id, key } satisfies WayMade
        }
      }
    },
    async 'DELETE /api/on-call/ways/:id'(asked) {
      if (!(await removeWay(db, asked.member.id, idOf(asked)))) throw new HttpRefusal(404, 'not_found')
    },
    async 'POST /api/on-call/ways/:id/test'(asked) {
      const test = await addTest(db, asked.member.id, idOf(asked), now(), newId)
      if (test === null) throw new HttpRefusal(404, 'not_found')
      wakes.wake('pages')
      for (const end = now().getTime() + PATIENCE_MS; now().getTime() < end; await sleep(LOOK_MS)) {
        const seen = await testOutcome(db, test)
        if (seen?.status === 'sent' || seen?.status === 'failed') return { status: seen.status, reason: seen.reason } satisfies WayTested
        if (seen?.reason) return { status: 'pending', reason: seen.reason } satisfies WayTested
      }
      return { status: 'pending', reason: null } satisfies WayTested
    },
  }
}

function wayView({ id, medium, address, verifiedAt, bouncedAt, codeUntil }: WayRow): WayView {
  return { id, medium, address: shown(medium, address), verified: verifiedAt !== null, bounced: bouncedAt !== null, codeUntil: codeUntil?.toISOString() ?? null }
}

/** A URL may be a secret in itself, and a platform's id says nothing to its owner. */
function shown(medium: WayRow['medium'], address: string): string {
  if (medium === 'email') return address
  return medium === 'line' ? '' : URL.parse(address)?.hostname ?? ''
}
