// Many people on three channels, put into a desk's database at once, for messages to many.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { lineUser } from './platforms/line.ts'
import { messengerPsid } from './platforms/messenger.ts'
import type { MessengerStandIn } from './platforms/messenger.ts'
import { nameSeal } from './store.ts'

const LANGUAGES = ['vi', 'my', 'id', 'zh', 'tl', 'en', 'pt', 'es', 'ja']

export interface Somebody { readonly id: string; readonly conversation: string; readonly channel: 'line' | 'messenger' | 'email'; readonly address: string; readonly language: string }

/** `share`: how many of ten are on LINE, Messenger and mail. They allowed that we begin, openly. */
export async function settle(db: pg.Client, messenger: MessengerStandIn, count: number, share: readonly [number, number, number], contact: object = { begin: true, neutral: false }): Promise<Somebody[]> {
  const people = Array.from({ length: count }, (_, n): Somebody => {
    const channel = n % 10 < share[0] ? 'line' : n % 10 < share[0] + share[1] ? 'messenger' : 'email'
    const name = `somebody ${n}`
    const address = channel === 'line' ? lineUser(name) : channel === 'messenger' ? messengerPsid(name) : `somebody${n}@worker.example`
    return { id: randomUUID(), conversation: randomUUID(), channel, address, language: LANGUAGES[n % LANGUAGES.length] ?? 'en' }
  })
  // Whoever wrote lately may be written to there.
  for (const { channel, address } of people) if (channel === 'messenger') messenger.textEvent({ psid: address, text: 'hello' })
  await db.query(`INSERT INTO person (id, language, contact) SELECT (r->>'id')::uuid, r->>'language', $2 FROM jsonb_array_elements($1::jsonb) r`, [JSON.stringify(people), contact])
  await db.query(`INSERT INTO conversation (id, account_id, person_id, address, heard_at, profiled_at) SELECT (r->>'conversation')::uuid, r->>'channel', (r->>'id')::uuid, r->>'address', now(), now() FROM jsonb_array_elements($1::jsonb) r`, [JSON.stringify(people.map((one) => ({ ...one, address: nameSeal(one.address) })))])
  return people
}
