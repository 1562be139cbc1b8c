// Whoever comes to the desk: by a link or a code, and for the first time. Pure.
import type { InboundEvent } from '../../channels/contract.ts'
import type { Input } from '../engine/outcome.ts'
import { languageOfLocale } from '../knowledge/languages.ts'
import { answer, inForce } from './answer.ts'
import { asksForCompany } from './company-code.ts'
import type { Log, Message } from './log-line.ts'
import type { ConversationState, Given, Turn } from './turn.ts'

export function onJoined(before: ConversationState, event: InboundEvent & { type: 'joined' }, given: Given): Turn {
  const state = { ...before, language: before.language ?? languageOfLocale(event.locale) }
  if (state.handling !== 'bot') return { state, effects: [] }
  return answer({ ...state, session: null }, event, null, beginning(given.codes?.get(event.code ?? '') ?? null), given)
}

/** Who is asked for their company goes on from there; everybody else begins where the code leads, new ones after the greeting. */
export function onCode(state: ConversationState, event: Message, log: Log, code: string, given: Given): Turn {
  const { flow } = inForce(state.contact, given.content)
  if (asksForCompany(flow, state.session)) return answer(state, event, log, { type: 'text', text: code }, given)
  const opens = given.codes?.get(code) ?? null
  return answer(state, event, log, state.session ? { type: 'choice', value: opens ?? flow.menu } : beginning(opens), given)
}

function beginning(opens: string | null): Input {
  return { type: 'begin', ...(opens !== null && { opens }) }
}
