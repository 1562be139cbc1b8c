// What happened to a conversation beside its lines: taken over, given back, assigned ... Only ever appended to.
import type { Statements } from './database.ts'
import { json } from './json.ts'

export const THREAD_EVENTS = ['takenOver', 'givenBack', 'assigned', 'freed', 'languageChanged', 'idleAsked', 'idleReturned', 'setAside'] as const
export type ThreadEventType = (typeof THREAD_EVENTS)[number]

export interface NewThreadEvent {
  readonly conversation_id: string
  readonly type: ThreadEventType
  /** `to` of an assignment is a staff id. */
  readonly detail?: Readonly<Record<string, string>>
  /** A staff id, or system. */
  readonly actor: string
}

/** Behind the lines there are. The rows of the conversations are locked by the caller: numbers have no gaps and no doubles. */
export async function logThreadEvents(tx: Statements, events: readonly NewThreadEvent[], at: Date): Promise<void> {
  if (events.length === 0) return
  await tx.$executeRaw`
    INSERT INTO thread_event (conversation_id, number, type, detail, actor, after_seq, at)
    SELECT c.id, coalesce((SELECT max(e.number) FROM thread_event e WHERE e.conversation_id = c.id), 0) + row_number() OVER (PARTITION BY c.id ORDER BY r.place),
      r.type, coalesce(r.detail, '{}'), r.actor, c.last_seq, ${at}
    FROM jsonb_to_recordset(${json(events.map((event, place) => ({ ...event, place })))}::jsonb) AS
      r(conversation_id uuid, type text, detail jsonb, actor text, place int) JOIN conversation c ON c.id = r.conversation_id`
}

interface Standing { readonly id: string; readonly handling: 'bot' | 'waiting' | 'counsellor'; readonly assignee_id: string | null }

/** What it means that a conversation stands otherwise than before. */
export function changesOf(before: Standing, after: Omit<Standing, 'id'>, by: string | null): NewThreadEvent[] {
  const event = (type: ThreadEventType, detail?: NewThreadEvent['detail']): NewThreadEvent[] =>
    [{ conversation_id: before.id, type, actor: by ?? 'system', ...(detail && { detail }) }]
  const moved = after.assignee_id !== before.assignee_id
  if (after.handling === 'counsellor' && after.assignee_id === by && (moved || before.handling !== 'counsellor')) return event('takenOver')
  if (after.handling === 'bot' && before.handling !== 'bot') return event('givenBack')
  if (moved) return after.assignee_id === null ? event('freed') : event('assigned', { to: after.assignee_id })
  return []
}
