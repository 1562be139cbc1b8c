// After a case was closed: how it was, and a month later whether it is solved. Each once, at hours at which somebody is there, and by the rules of every line that we begin.
import { conclude } from '../cases/agenda.ts'
import { fold, SYSTEM } from '../cases/case.ts'
import type { Happening } from '../cases/events.ts'
import { changeOf } from '../cases/projection.ts'
import { nextQuestion } from '../cases/questions.ts'
import type { CaseState, QuestionKind } from '../cases/state.ts'
import { circumstances } from '../desk/case-around.ts'
import type { Around } from '../desk/case-around.ts'
import { neverAsked } from '../desk/question.ts'
import { ownQuestion } from '../gateway/own-question.ts'
import { isOpen, nextOpening } from '../hours/timetable.ts'
import { isLanguage } from '../knowledge/languages.ts'
import type { Language } from '../knowledge/languages.ts'
import type { Account, Runtime } from '../runtime.ts'
import type { LockedCase } from '../store/case-writing.ts'
import type { LockedConversation } from '../store/counselling.ts'
import type { NewHeldLine } from '../store/held-lines.ts'
import { changeAsking } from '../store/questions.ts'
import type { AskedNow } from '../store/questions.ts'

const AT_ONCE = 20
/** Later it would only be strange. */
const LATEST_MS = 14 * 86_400_000

type Tools = Pick<Runtime, 'db' | 'hours' | 'now' | 'newId' | 'content' | 'accounts' | 'wakes'>

export async function askBack(runtime: Tools): Promise<void> {
  const around = await circumstances(runtime, SYSTEM)
  while (await changeAsking(runtime.db, around.now, AT_ONCE, (found, conversation) => decided(runtime, around, found, conversation)) === AT_ONCE);
  runtime.wakes.wake('deliveries')
}

function decided(runtime: Tools, around: Around, { id, events, language }: LockedCase, conversation: LockedConversation | null): AskedNow {
  const { now, hours } = around.for(language)
  const state = fold(events)
  const waits = nextQuestion(state)
  if (!waits) return { change: changeOf(events, []), hold: null }
  const { question, at } = waits
  const settled = (happened: Happening, hold: NewHeldLine | null = null): AskedNow => ({ change: changeOf(events, conclude(state, [happened], around)), hold })
  const account = conversation ? runtime.accounts.get(conversation.account_id) : undefined
  const never = neverAsked(conversation, account?.channel, now) ?? (tooLate(state, question, now) ? 'late' : null)
  if (never !== null || !account) return settled({ type: 'questionDropped', question, reason: never ?? 'noConversation' })
  const opens = isOpen(hours, now) ? now : nextOpening(hours, now)
  if (opens === null) return settled({ type: 'questionDropped', question, reason: 'closed' })
  if (opens > now) return settled({ type: 'questionPutOff', question, until: opens > new Date(at) ? opens.toISOString() : at })
  return settled({ type: 'questionAsked', question }, lineFor(runtime, account, language !== null && isLanguage(language) ? language : 'en', question, id))
}

function tooLate({ closing }: CaseState, question: QuestionKind, now: Date): boolean {
  const month = question === 'solved' ? 30 * 86_400_000 : 0
  return closing !== null && now.getTime() - Date.parse(closing.at) - month > LATEST_MS
}

/** It arrives without a sound where the channel can do that, and reads like a line of a friend's. */
function lineFor({ content, now, newId }: Tools, { channel }: Account, language: Language, question: QuestionKind, id: string): NewHeldLine {
  const { line, session } = ownQuestion(question, id, language, content, channel.capabilities)
  return {
    id: newId(), staff_id: null, text: line.text, translation: language === 'ja' ? null : { language: 'ja', text: line.japanese, source: 'reviewed' }, discreet: true,
    article: null, files: null, undoable: false, asks: null, status: 'waiting', due_at: now(), question: { choices: line.choices, session },
  }
}
