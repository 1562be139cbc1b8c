// An event whose turn threw is tried again, and at last set aside, so that the rest of the conversation goes on; and who wrote it is told.
import type { Runtime } from '../runtime.ts'
import { isAway } from '../store/away.ts'
import { noteFailure, saveTurns, withWaiting } from '../store/turns.ts'
import type { EventRow, TurnRows } from '../store/turns.ts'
import { collect, emptyRows, stateOf } from './commit.ts'
import { givenIn } from './given.ts'
import { openTally } from './tally.ts'
import { unreadTurn } from './unread-turn.ts'

const TRIES = 3

/** @returns what was written instead of what the event would have led to */
export async function blame(runtime: Runtime, event: EventRow, cause: unknown): Promise<TurnRows> {
  const { db, log, meters } = runtime
  const setAside = event.attempts + 1 >= TRIES
  const reason = reasonOf(cause)
  meters.turn(0, 'failed')
  log.error({ event: String(event.id), conversation: event.conversation_id, reason, setAside }, 'turn failed')
  if (setAside) {
    try {
      return await answerUnread(runtime, event, reason)
    } catch (error) {
      if (isAway(error)) throw error
      log.error({ event: String(event.id), conversation: event.conversation_id, reason: reasonOf(error) }, 'set aside without an answer')
    }
  }
  await noteFailure(db, event, reason, setAside)
  return emptyRows()
}

async function answerUnread(runtime: Runtime, event: EventRow, reason: string): Promise<TurnRows> {
  const rows = emptyRows()
  await withWaiting(runtime.db, event.conversation_id, async (tx, [row], [next]) => {
    // Somebody else was quicker.
    if (row === undefined || next?.id !== event.id) return
    await noteFailure({ prisma: tx }, event, reason, true)
    const account = runtime.accounts.get(row.account_id)
    if (!account || row.staff_id !== null) return
    const tally = await openTally(tx, runtime.accounts, [row])
    const turn = unreadTurn(stateOf(row), event.payload, givenIn(runtime, account, row, tally))
    if (turn === null) return
    if (turn.effects.some(({ type }) => type === 'say')) tally.count(row)
    await tally.save()
    collect(rows, row, account, [{ event: event.payload, turn }], runtime)
    await saveTurns(tx, rows, [event.id], { deliveries: new Set(), ms: 0 })
  })
  return rows
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.name : 'unknown'
}
