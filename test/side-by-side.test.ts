// Workers side by side: each takes what no other has, the oldest first, and a person's messages are never with two of them.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../src/runtime.ts'
import { insertArrivals } from '../src/store/accept.ts'
import type { Database } from '../src/store/database.ts'
import { BATCH, withWaiting } from '../src/store/turns.ts'
import { freshDatabase } from './desk.ts'
import { openStore } from './store.ts'

const PEOPLE = BATCH * 2 + 10
let db: Database

/** Everybody writes once, and then everybody a second time. */
beforeAll(async () => {
  db = openStore(await freshDatabase())
  await db.prisma.account.create({ data: { id: 'line', channel: 'line' } })
  for (const time of ['first', 'second']) {
    await insertArrivals(db, Array.from({ length: PEOPLE }, (_, person) => ({
      account: 'line', newConversation: newId(), newPerson: newId(),
      event: { type: 'message', id: `${time} ${person}`, person: `U${person}`, at: '2030-05-05T03:00:00Z', message: `${time} ${person}`, redelivered: false, content: { type: 'text', text: time } },
    })))
  }
})
afterAll(() => db.close())

interface Taken { readonly conversations: readonly string[]; readonly events: readonly string[] }

/** What one worker after the other takes while those before it are not done yet, and null where it finds nothing. */
async function takenBy(workers: number): Promise<(Taken | null)[]> {
  if (workers === 0) return []
  let others: (Taken | null)[] = []
  const mine = await withWaiting(db, null, async (_tx, conversations, events): Promise<Taken> => {
    others = await takenBy(workers - 1)
    return { conversations: conversations.map(({ id }) => id), events: events.map(({ payload }) => payload.id) }
  })
  return [mine, ...(mine === null ? await takenBy(workers - 1) : others)]
}

test('the oldest come first, nobody is with two workers, and who finds nothing left is told so', async () => {
  const taken = await takenBy(4)
  expect(taken.map((one) => one?.conversations.length ?? null)).toEqual([BATCH, BATCH, 10, null])
  const conversations = taken.flatMap((one) => one?.conversations ?? [])
  expect(new Set(conversations).size).toBe(PEOPLE)
  expect(new Set(taken[0]?.events)).toEqual(new Set(Array.from({ length: BATCH }, (_, person) => `first ${person}`)))
  expect(taken[2]?.events).toEqual(expect.arrayContaining([`first ${PEOPLE - 1}`, `second ${PEOPLE - 1}`]))
})
