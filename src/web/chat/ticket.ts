// Keeps on the phone which conversation this is and the right to it, so that a reload goes on where it was.
import { fieldsOf, stringOf } from './activity.ts'
import type { Ticket } from './directline.ts'
import { keep, recall } from './storage.ts'

export function keepTicket({ conversationId, token }: Ticket): void {
  keep('conversation', JSON.stringify({ conversationId, token }))
}

export function recallTicket(): Ticket | null {
  try {
    const fields = fieldsOf(JSON.parse(recall('conversation') ?? 'null'))
    const conversationId = stringOf(fields.conversationId)
    const token = stringOf(fields.token)
    return conversationId && token ? { conversationId, token } : null
  } catch {
    return null
  }
}
