// A counsellor's reply is a contact of the case it belongs to, and ends the worker's wait. One a day, as many as there are replies.
import { decide } from '../cases/decide.ts'
import { fold } from '../cases/case.ts'
import { changeOf } from '../cases/projection.ts'
import { dayInJapan } from '../hours/timetable.ts'
import type { Runtime } from '../runtime.ts'
import { changeCaseSpokenOf } from '../store/case-writing.ts'
import { circumstances } from './case-around.ts'

/** Never throws: the worker has the answer, whatever becomes of the note. */
export async function noteReply(runtime: Runtime, staff: string, conversation: string): Promise<void> {
  await note(runtime, staff, conversation).catch((error: unknown) => {
    runtime.log.error({ conversation, reason: error instanceof Error ? error.name : 'unknown' }, 'a reply was not noted in its case')
  })
}

async function note(runtime: Runtime, staff: string, conversation: string): Promise<void> {
  const around = await circumstances(runtime, staff)
  const today = dayInJapan(around.now)
  await changeCaseSpokenOf(runtime.db, conversation, ({ events, language }) => {
    const state = fold(events)
    const noted = state.contacts.some(({ direction, way, party, at }) => direction === 'out' && way === 'conversation' && party === null && dayInJapan(new Date(at)) === today)
    if (noted && !state.awaiting) return null
    const fresh = decide(state, { type: 'contact', party: null, direction: 'out', way: 'conversation', subject: 'support', note: '' }, { id: staff, roles: [] }, around.for(language))
    return typeof fresh === 'string' ? null : changeOf(events, fresh)
  })
}
