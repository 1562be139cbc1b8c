// What is answered to a message whose own turn threw: danger first, else that a person will read it. Of what was sent it needs next to nothing. Pure.
import type { InboundEvent } from '../../channels/contract.ts'
import { exitIn } from '../contact/exit-word.ts'
import { answer, asksForWord, UNKNOWN_LANGUAGE } from './answer.ts'
import { onDanger } from './emergency.ts'
import { logOf } from './log-line.ts'
import type { Message } from './log-line.ts'
import type { Line } from './say.ts'
import { heard } from './turn.ts'
import type { ConversationState, Given, Turn } from './turn.ts'

/** The button that asks for a person, in every flow. */
const PERSON = 'person'

/** Null: nobody waits for an answer to it. What was written stands in no line of the log; staff see it where it was set aside. */
export function unreadTurn(before: ConversationState, event: InboundEvent, given: Given): Turn | null {
  if (event.automatic || !(event.type === 'message' || event.type === 'choice' || event.type === 'joined')) return null
  const state = heard(before, event)
  if (!isText(event)) return handedOver(state, event, given)
  const { content } = given
  const { text, subject } = event.content
  // Who wants silence is not written to.
  if (tried(() => exitIn(text, content.exitWords, state.contact)) !== null) return null
  const secret = asksForWord(before, content)
  const language = state.language ?? (secret ? null : tried(() => content.language.detect(text, null).language))
  const check = (one: string) => tried(() => (secret ? content.danger.named(one) : content.danger.check(one, language)))
  const found = check(text) ?? (subject === undefined ? null : check(subject))
  if (found === null) return handedOver({ ...state, language }, event, given)
  const waiting: ConversationState = { ...state, language, handling: state.handling === 'bot' ? 'waiting' : state.handling }
  const turn = onDanger(waiting, event, logOf(event), found, language ?? UNKNOWN_LANGUAGE, given)
  return { ...turn, effects: turn.effects.filter(({ type }) => type !== 'log') }
}

/** As if they had asked for a person, and why; on a phone that somebody else sees no why. */
function handedOver(state: ConversationState, event: InboundEvent, given: Given): Turn {
  const turn = answer(state, event, null, { type: 'choice', value: PERSON }, given)
  if (state.contact.watched) return turn
  const { words } = given.content
  return {
    ...turn,
    effects: turn.effects.map((effect) => {
      if (effect.type !== 'say') return effect
      const why: Line = { text: words(effect.language, 'handover.unread'), japanese: words('ja', 'handover.unread'), choices: [] }
      return { ...effect, lines: [why, ...effect.lines] }
    }),
  }
}

type TextMessage = Message & { readonly content: { readonly type: 'text' } }

function isText(event: InboundEvent): event is TextMessage {
  return event.type === 'message' && event.content.type === 'text'
}

/** Whatever threw the first time may throw again. */
function tried<T>(look: () => T): T | null {
  try {
    return look()
  } catch {
    return null
  }
}
