// A desk that has one of everything, so that every route can be asked for something that is there.
import type pg from 'pg'
import type { RouteName } from '../src/routes.ts'
import type { Asking } from './colleague.ts'
import { eventually } from './desk.ts'
import { lineUser } from './platforms/line.ts'
import type { LineStandIn } from './platforms/line.ts'
import { bodiesOf, OPENING } from './route-samples.ts'
import { filledOf, makeThings } from './route-things.ts'
import type { Things } from './route-things.ts'
import { nameSeal } from './store.ts'

export const SECRET = 'a-channel-secret'
/** Who wrote to it. */
export const MINH = lineUser('Minh')

export interface RouteDesk {
  readonly me: string
  readonly conversation: string
  readonly personId: string
  readonly caseId: string
  things: Things
}
export interface RouteSample { readonly path: string; readonly body?: object }
/** `ask` gives the status. */
export interface Routes {
  readonly there: RouteDesk
  /** A request that would succeed, or fail for a reason of its own, when the role allows it. */
  sampleOf(name: RouteName): RouteSample
  ask(name: RouteName): Promise<number>
}

/** The signed-in counsellor writes the rest of it. */
export async function openRoutes(desk: { readonly url: string }, line: LineStandIn, db: pg.Client, asking: Asking): Promise<Routes> {
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
  const idIn = async (statement: string, ...values: unknown[]) => (await db.query<{ id: string }>(statement, values)).rows[0]?.id ?? ''
  const image = line.imageEvent({ user: MINH })
  line.contents.set(image.message.id, { bytes: png })
  await line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user: MINH, text: 'Madoguchi #LOT7' }), image, line.postbackEvent({ user: MINH, data: 'person' })], { secret: SECRET })
  const media = await eventually(() => idIn(`SELECT f.id FROM media f JOIN message m ON m.id = f.message_id JOIN conversation c ON c.id = m.conversation_id WHERE c.address = $1 AND f.status = 'stored'`, nameSeal(MINH)))
  const conversation = await idIn(`SELECT id FROM conversation WHERE account_id = 'line' AND address = $1`, nameSeal(MINH))
  const me = await idIn(`SELECT id FROM staff WHERE email = $1`, nameSeal('sato@example.org'))
  const caseId = (await (await asking('/api/cases', { conversation, opening: OPENING })).json() as { id: string }).id
  const personId = await idIn('SELECT person_id AS id FROM conversation WHERE id = $1', conversation)
  await asking(`/api/people/${personId}/facts`, { field: 'work', status: 'known', value: 'welding', base: 0 })
  await asking(`/api/people/${personId}/notes`, { text: 'a note', sensitive: false, agreed: false })
  const entry = await idIn(`SELECT id FROM person_entry WHERE person_id = $1 AND field = 'work'`, personId)
  const note = await idIn(`SELECT id FROM person_entry WHERE person_id = $1 AND field = 'note'`, personId)
  const there: RouteDesk = { me, conversation, personId, caseId, things: await makeThings(db, asking, { me, caseId, personId }) }
  await db.query(`INSERT INTO staff (id, name, email, roles) VALUES ('other', 'Other', 'other@example.org', '{editor}')`)
  const shift = await idIn(`INSERT INTO on_call_shift (id, staff_id, starts_at, ends_at, created_by) VALUES (gen_random_uuid(), $1, now(), now() + interval '1 day', $1) RETURNING id`, me)
  const sampleOf = (name: RouteName): RouteSample => {
    const { things } = there
    const path = filledOf(name, { conversation, media, caseId, personId, shift, entry, note, ...things }).reduce((so, [part, value]) => so.replace(part, value), name.split(' ')[1] ?? '')
    const bodies = bodiesOf({ me, conversation, personId, partnerId: things.partnerId, companyId: things.company.id })
    return { path, ...(!name.startsWith('GET') && { body: bodies[name] ?? {} }) }
  }
  return {
    there,
    sampleOf,
    async ask(name) {
      const { path, body } = sampleOf(name)
      const response = await asking(path, body, {}, name.split(' ')[0])
      await response.body?.cancel()
      return response.status
    },
  }
}
