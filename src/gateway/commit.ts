// The effects of turns become rows: log lines, deliveries, states. Everything of a batch in one transaction.
import type { InboundEvent } from '../../channels/contract.ts'
import type { Account, Runtime } from '../runtime.ts'
import type { ConversationRow, MessageInsert, TurnRows } from '../store/turns.ts'
import { isLanguage } from '../knowledge/languages.ts'
import type { ConversationState, Effect, Turn } from './turn.ts'

type Tools = Pick<Runtime, 'newId' | 'now' | 'translator'>

export interface TakenTurn { readonly event: InboundEvent; readonly turn: Turn }

/** What the store read, as the pure turn wants it. */
export function stateOf(row: ConversationRow): ConversationState {
  return {
    handling: row.handling,
    session: row.session,
    language: row.language !== null && isLanguage(row.language) ? row.language : null,
    languageChosen: row.language_chosen,
    danger: row.danger,
    reachable: row.reachable,
    waitingSince: row.waiting_since?.toISOString() ?? null,
  }
}

export function emptyRows(): TurnRows {
  return { conversations: [], deliveries: [], messages: [], translations: [], withdrawals: [] }
}

/** Adds to `rows` what the turns of one conversation, in order, lead to. */
export function collect(rows: TurnRows, row: ConversationRow, account: Account, turns: readonly TakenTurn[], { newId, now, translator }: Tools): void {
  const at = now().toISOString()
  const translates = translator !== null
  let seq = row.last_seq
  for (const { event, turn } of turns) {
    let replyRight = event.replyRight ?? null
    for (const effect of turn.effects) {
      switch (effect.type) {
        case 'log':
          rows.messages.push(workerLine(effect, newId(), row.id, ++seq, event.at, translates))
          break
        case 'say': {
          const delivery = account.channel.send ? newId() : null
          if (delivery) rows.deliveries.push({ id: delivery, conversation_id: row.id, seq: seq + 1, reply_right: replyRight, urgent: effect.urgent })
          replyRight = null
          for (const line of effect.lines) {
            const id = newId()
            rows.messages.push({
              ...botLine(id, row.id, ++seq, at), text: line.text, language: effect.language, delivery_id: delivery,
              content: line.choices.length > 0 ? { choices: line.choices } : null,
            })
            if (effect.language !== 'ja') rows.translations.push({ message_id: id, language: 'ja', text: line.japanese, source: 'reviewed' })
          }
          break
        }
        case 'withdraw':
          rows.withdrawals.push({ conversation_id: row.id, external_id: effect.message })
          break
      }
    }
  }
  const last = turns.at(-1)
  if (!last) return
  const { state } = last.turn
  rows.conversations.push({
    id: row.id, person_id: row.person_id, handling: state.handling, session: state.session, danger: state.danger, reachable: state.reachable,
    waiting_since: state.waitingSince, last_seq: seq, last_at: at, language: state.language, language_chosen: state.languageChosen,
  })
}

function workerLine(effect: Effect & { type: 'log' }, id: string, conversation: string, seq: number, at: string, translates: boolean): MessageInsert {
  return {
    id, conversation_id: conversation, seq, author: 'worker', kind: effect.kind, text: effect.text, language: effect.language, external_id: effect.message,
    content: effect.content, danger: effect.danger, delivery_id: null, at,
    translate: translates && effect.kind === 'text' && effect.language !== 'ja',
  }
}

function botLine(id: string, conversation: string, seq: number, at: string) {
  return { id, conversation_id: conversation, seq, author: 'bot', kind: 'text', external_id: null, danger: null, translate: false, at }
}
