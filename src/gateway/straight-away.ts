// Which answers of a batch are sent straight after its commit, without asking the outbox for them. Pure.
import type { DueDelivery } from '../store/outbox.ts'
import type { ConversationRow, TurnRows } from '../store/turns.ts'

/**
 * The first answer of each conversation that has nothing on its way, and what is urgent in any case; the rest waits its turn in the outbox.
 * @param room at most so many
 */
export function straightAway(rows: TurnRows, conversations: readonly ConversationRow[], room: number): DueDelivery[] {
  const conversation = new Map(conversations.map((row) => [row.id, row]))
  const left = new Map(rows.conversations.map((one) => [one.id, one]))
  const messages = Map.groupBy(rows.messages, ({ delivery_id }) => delivery_id)
  const gone = new Map(rows.leaves.map(({ conversation_id, seq }) => [conversation_id, seq]))
  const begun = new Set<string>()
  return rows.deliveries.flatMap((delivery): DueDelivery[] => {
    const row = conversation.get(delivery.conversation_id)
    const waits = begun.has(delivery.conversation_id) || row?.delivering
    begun.add(delivery.conversation_id)
    // Who has gone meanwhile, with the exit word, is answered no more.
    if (!row || (waits && !delivery.urgent) || delivery.seq <= (gone.get(row.id) ?? -1)) return []
    const { heard_at: heard = null, route = row.route } = left.get(row.id) ?? {}
    return [{
      id: delivery.id, conversation_id: row.id, watched: false, account_id: row.account_id, address: row.address, thread: row.thread, route, reply_right: delivery.reply_right,
      heard_at: heard === null ? null : new Date(heard), attempts: 1, payloads_sent: 0, maybe_sent: false,
      messages: (messages.get(delivery.id) ?? []).map(({ id, text, language, content }) => ({ id, text, language, author: 'bot', public_name: null, content })),
    }]
  }).slice(0, Math.max(0, room))
}
