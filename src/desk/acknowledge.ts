// Whoever was paged says that they have it: the conversation is theirs, the worker is told, nobody else is called.
import { fold } from '../cases/case.ts'
import { giveTo } from '../cases/decide.ts'
import { changeOf } from '../cases/projection.ts'
import { isRole } from '../permissions.ts'
import type { Runtime } from '../runtime.ts'
import { changeCase } from '../store/case-writing.ts'
import { changeConversation } from '../store/counselling.ts'
import { acknowledgeAlone, acknowledgeBy } from '../store/pages.ts'
import type { PageRow } from '../store/pages.ts'
import { circumstances } from './case-around.ts'
import { systemLines } from './system-line.ts'

/** `taken`: somebody has it already. `not_allowed`: they may not see this conversation any more. */
export type Acknowledged = 'done' | 'taken' | 'not_allowed'

/** What the worker is told, once for each who comes. */
const TOLD = 'handover.reading'

export async function acknowledge(runtime: Runtime, page: PageRow): Promise<Acknowledged> {
  const { audit, wakes } = runtime
  if (page.disabled) return 'not_allowed'
  const { conversation_id: conversation, case_id } = page
  const result = conversation !== null ? await takeConversation(runtime, page, conversation) : case_id === null ? await takeAlone(runtime, page) : await takeCase(runtime, page, case_id)
  if (result === 'done') {
    await audit.record({ actor: page.staff_id, action: 'alarm.acknowledge', object: aboutOf(page), detail: { alarm: page.alarm_id, kind: page.kind } })
    wakes.wake('deliveries')
  }
  return result
}

async function takeAlone({ db, now }: Runtime, page: PageRow): Promise<Acknowledged> {
  return await acknowledgeAlone(db, page, now()) ? 'done' : 'taken'
}

/** Somebody rang or came by: the case is theirs. */
async function takeCase(runtime: Runtime, page: PageRow, id: string): Promise<Acknowledged> {
  const around = await circumstances(runtime, page.staff_id)
  const reader = { id: page.staff_id, roles: page.roles.filter(isRole) }
  const result = await changeCase<'taken'>(runtime.db, reader, id, ({ events, language }) => {
    const state = fold(events)
    const theirs = state.closing !== null || (state.owner.type === 'staff' && state.owner.id === reader.id)
    return changeOf(events, theirs ? [] : giveTo(state, { type: 'staff', id: reader.id }, '', around.for(language)))
  }, { first: async (tx) => (await acknowledgeBy(tx, page, around.now) ? null : 'taken') })
  return result ?? 'not_allowed'
}

/** A counsellor who has it and did not come has it no longer. */
async function takeConversation(runtime: Runtime, page: PageRow, conversation: string): Promise<Acknowledged> {
  const { db, now } = runtime
  const reader = { id: page.staff_id, roles: page.roles.filter(isRole) }
  const result = await changeConversation<'taken'>(db, reader, conversation, now(), (found) => {
    const theirs = found.handling === 'counsellor' && found.assignee_id === page.staff_id
    return { handling: 'counsellor', assignee: page.staff_id, lines: theirs ? [] : systemLines(runtime, found, TOLD) }
  }, async (tx) => (await acknowledgeBy(tx, page, now()) ? null : 'taken'))
  return result ?? 'not_allowed'
}

/** What a row of the record about an alarm is about. */
export function aboutOf({ conversation_id, case_id, alarm_id }: Pick<PageRow, 'conversation_id' | 'case_id' | 'alarm_id'>): string {
  if (conversation_id !== null) return `conversation:${conversation_id}`
  return case_id === null ? `alarm:${alarm_id}` : `case:${case_id}`
}
