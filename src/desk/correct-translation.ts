// A counsellor knows better than the machine: the corrected text stands in the log, is used from then on, and goes to the editors.
import { dayInJapan } from '../hours/timetable.ts'
import type { Runtime } from '../runtime.ts'
import { correctableLine, saveCorrection } from '../store/corrections.ts'
import { knownNames } from '../store/known-names.ts'
import type { Reader } from '../store/visible.ts'

/**
 * What the worker has read stays in the log as it was: a correction of our own line is for the next time.
 * `not_correctable`: no machine and no colleague translated it.
 */
export async function correctLine({ db, translation, newId, now }: Runtime, reader: Reader, conversation: string, seq: number, corrected: string): Promise<'done' | 'not_correctable' | null> {
  const line = await correctableLine(db, reader, conversation, seq)
  if (!line) return null
  const { translation: made, author } = line
  if (author === 'bot' || author === 'system' || made?.source === 'reviewed' || (author === 'counsellor' && !made)) return 'not_correctable'
  const to = made?.language ?? 'ja'
  const entry = translation.correctionOf({ text: line.text, from: line.language, to, names: await knownNames(db, conversation) }, made?.text ?? '', corrected)
  await saveCorrection(db, { id: newId(), line, ...entry, from: line.language, to, shown: author === 'worker' ? corrected : null, staff: reader.id, day: dayInJapan(now()) })
  return 'done'
}
