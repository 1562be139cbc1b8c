// What is sent straight after the commit never overtakes what waits, and nothing is sent from two places.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyRows } from '../src/gateway/commit.ts'
import { straightAway } from '../src/gateway/straight-away.ts'
import type { ConversationRow } from '../src/store/turns.ts'

const conversation = (id: string, delivering: boolean): ConversationRow => ({
  id, account_id: 'line', person_id: `person ${id}`, address: `U${id}`, thread: '', route: null, handling: 'bot', session: null, danger: null, reachable: true, waiting_since: null,
  heard_at: null, held: false, entry_code: null, staff_id: null, last_seq: 0, language: 'vi', language_chosen: true, joined: false, profiled: true, delivering, cased: false,
  left_at: null, unconfirmed_at: null, told_closed_at: null, contact: null, opening: null, asked: false,
})

const batch = fc.record({
  conversations: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }).chain((ids) => fc.tuple(...ids.map((id) => fc.boolean().map((delivering) => conversation(id, delivering))))),
  answers: fc.array(fc.record({ to: fc.nat(3), urgent: fc.boolean() }), { maxLength: 12 }),
  room: fc.integer({ min: -3, max: 12 }),
})

test('only the first answer of a conversation with nothing on its way goes at once, and urgent ones; never more than there is room for', () => {
  fc.assert(fc.property(batch, ({ conversations, answers, room }) => {
    const rows = emptyRows()
    answers.forEach(({ to, urgent }, i) => {
      const { id } = conversations[to % conversations.length] ?? conversation('a', false)
      rows.deliveries.push({ id: `delivery ${i}`, conversation_id: id, seq: i + 1, reply_right: null, urgent })
    })
    const sent = straightAway(rows, conversations, room)
    expect(sent.length).toBeLessThanOrEqual(Math.max(0, room))
    for (const one of sent) {
      const row = rows.deliveries.find(({ id }) => id === one.id)
      const before = rows.deliveries.filter(({ conversation_id, seq }) => conversation_id === one.conversation_id && seq < (row?.seq ?? 0))
      const free = before.length === 0 && !conversations.find(({ id }) => id === one.conversation_id)?.delivering
      expect(free || row?.urgent).toBe(true)
    }
    const first = conversations.filter(({ id, delivering }) => !delivering && rows.deliveries.some((row) => row.conversation_id === id))
    if (room >= rows.deliveries.length) for (const { id } of first) expect(sent.map(({ conversation_id }) => conversation_id)).toContain(id)
  }))
})

test('what was said before somebody left with the exit word is not sent any more, also where it is urgent', () => {
  const rows = emptyRows()
  for (const [seq, urgent] of [[2, false], [4, true], [7, false]] as const) rows.deliveries.push({ id: `delivery ${seq}`, conversation_id: 'a', seq, reply_right: null, urgent })
  rows.leaves.push({ conversation_id: 'a', seq: 5 })
  expect(straightAway(rows, [conversation('a', false)], 9)).toEqual([])
  expect(straightAway({ ...rows, leaves: [] }, [conversation('a', false)], 9).map(({ id }) => id)).toEqual(['delivery 2', 'delivery 4'])
})
