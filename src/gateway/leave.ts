// The exit word: everything ends at once, and nobody answers. Pure.
import type { Danger } from '../knowledge/danger.ts'
import { alarmFor, graver } from './emergency.ts'
import { hidden } from './log-line.ts'
import type { Log, Message } from './log-line.ts'
import type { ConversationState, Given, Turn } from './turn.ts'

/**
 * Who comes back begins anew. Danger in a word of one's own raises the alarm for staff; on the phone nothing shows. The words that
 * everybody has mean no danger: the desk itself told them.
 */
export function onExit(before: ConversationState, event: Message, log: Log, word: 'common' | 'own', said: Danger | null, given: Given): Turn {
  const found = word === 'own' ? said : null
  const state: ConversationState = {
    ...before, session: null, handling: 'bot', waitingSince: null, opening: null, leftAt: event.at,
    danger: found ? graver(before.danger, { ...found, at: event.at }) : before.danger,
  }
  const line = { ...log, danger: found ? log.danger : null, content: { ...log.content, exit: true } }
  return { state, effects: [word === 'own' ? hidden(line) : line, { type: 'leave' }, ...(found ? alarmFor(state, found, event.at, given) : [])] }
}
