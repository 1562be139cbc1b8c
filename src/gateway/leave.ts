// The exit word: everything ends at once, and nobody answers. Pure.
import type { Danger } from '../knowledge/danger.ts'
import { alarmFor, graver } from './emergency.ts'
import { hidden } from './log-line.ts'
import type { Log, Message } from './log-line.ts'
import type { ConversationState, Given, Turn } from './turn.ts'

/**
 * Who comes back begins anew. Danger named in a word of one's own raises the alarm for staff; on the phone nothing shows. The words that
 * everybody has mean no danger: the desk itself told them.
 */
export function onExit(before: ConversationState, event: Message, log: Log, word: 'common' | 'own', said: Danger | null, given: Given): Turn {
  const found = word === 'own' && said ? { ...said, at: event.at } : null
  const state: ConversationState = {
    ...before, session: null, handling: 'bot', waitingSince: null, opening: null, leftAt: event.at,
    danger: found ? graver(before.danger, found) : before.danger,
  }
  const line = { ...log, danger: found, content: { ...log.content, exit: true } }
  return { state, effects: [word === 'own' ? hidden(line) : line, { type: 'leave' }, ...(found ? alarmFor(state, found, event.at, given) : [])] }
}
