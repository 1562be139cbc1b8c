// What a sign of danger is answered with: before anything else, at every moment, also while a counsellor has the conversation. Pure.
import { isOpen } from '../hours/timetable.ts'
import type { Danger } from '../knowledge/danger.ts'
import type { Language } from '../knowledge/languages.ts'
import { DESK_GRACE_MINUTES } from '../oncall/settings.ts'
import { contactLinesNow, contactNumbers } from './article.ts'
import type { Log, Message } from './log-line.ts'
import type { ConversationState, DangerMark, Effect, Given, Turn } from './turn.ts'

/** While a counsellor is there, the text for the same danger is not repeated within this time. */
const PAUSE_MS = 30 * 60_000

/** Who else sees the phone learns no more than numbers; they are never kept back. */
export function onDanger(before: ConversationState, event: Message, log: Log, found: Danger, language: Language, given: Given): Turn {
  const { content, muted = false } = given
  const raise = alarmFor(before, found, event.at, given)
  const told = before.handling === 'counsellor' && before.danger?.kind === found.kind
    && Date.parse(event.at) - Date.parse(before.danger.at) < PAUSE_MS
  const state: ConversationState = { ...before, danger: graver(before.danger, { ...found, at: event.at }), waitingSince: before.waitingSince ?? event.at }
  if (told || event.standby || muted) return { state, effects: [log, ...raise] }
  const { text, contacts } = content.emergencies[found.kind]
  const at = new Date(event.at)
  const { watched } = before.contact
  const line = (reader: Language) => (watched
    ? content.words(reader, 'quiet.emergency', { numbers: contactNumbers(contacts, reader, content, at) })
    : `${content.words(reader, text)}\n\n${contactLinesNow(contacts, reader, content, at)}`)
  // The menu too: whom the alarm misunderstood must be able to go on.
  const buttons = watched ? [['person', 'quiet.talk']] as const : [['person', 'choice.person'], ['menu', 'choice.menu']] as const
  const choices = before.handling === 'bot' ? buttons.map(([value, key]) => ({ value, label: content.words(language, key) })) : []
  return { state, effects: [log, { type: 'say', urgent: true, discreet: watched, language, lines: [{ text: line(language), japanese: line('ja'), choices }] }, ...raise] }
}

/** Life in danger calls somebody at any hour; what is urgent within a day, while the desk is closed. */
export function alarmFor({ handling, language }: ConversationState, { level }: Danger, at: string, { hours }: Given): Effect[] {
  const attended = handling === 'counsellor' || isOpen(hours(language ?? 'en'), new Date(at))
  return level === 'S5' || !attended ? [{ type: 'raise', level, graceMinutes: attended ? DESK_GRACE_MINUTES : 0 }] : []
}

export function graver(before: DangerMark | null, now: DangerMark): DangerMark {
  return before && before.level > now.level ? before : now
}
