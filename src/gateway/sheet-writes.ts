// What the turns of a batch noted on sheets of answers, as one write for each sheet.
import type { SheetWrite } from '../store/answer-sheets.ts'
import type { Effect } from './turn.ts'

type Answered = Effect & { type: 'answer' }
type Whose = Pick<SheetWrite, 'conversation_id' | 'person_id' | 'channel' | 'at'>

/** @param writes of the whole batch, to be added to: what one turn began, a later one goes on with */
export function openWrites(writes: SheetWrite[], newId: () => string): { add(answered: Answered, whose: Whose): void } {
  const begun = new Map<string, string>()
  return {
    add({ change: { sheet, answers, anonymous, finished }, language }, whose) {
      const id = sheet.id ?? begun.get(sheet.key) ?? newId()
      if (sheet.id === null) begun.set(sheet.key, id)
      if (finished) begun.delete(sheet.key)
      const earlier = writes.findIndex((write) => write.id === id)
      const before = writes[earlier]
      const write: SheetWrite = {
        ...whose, id, key: sheet.key, version: sheet.version, language, anonymous, place: finished ? null : sheet.place, answers: { ...before?.answers, ...answers },
        dropped: finished?.dropped ?? [], level: finished?.level ?? null, wish: finished?.wish ?? null, finished: finished !== null,
      }
      if (before) writes[earlier] = write
      else writes.push(write)
    },
  }
}
