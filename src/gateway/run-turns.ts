// Takes the turns that wait: reads, calls the pure turn, commits. Many conversations a batch, each in its own order.
import type { Runtime } from '../runtime.ts'
import { noteFailure, saveTurns, withWaiting } from '../store/turns.ts'
import type { ConversationRow, EventRow } from '../store/turns.ts'
import { collect, emptyRows, stateOf } from './commit.ts'
import type { TakenTurn } from './commit.ts'
import { learnLanguages } from './profiles.ts'
import { takeTurn } from './turn.ts'

/** An event that throws this often is set aside for staff, so that the rest of the conversation goes on. */
const TRIES = 3

class TurnFailed extends Error {
  override readonly name = 'TurnFailed'
  readonly event: EventRow
  constructor(event: EventRow, cause: unknown) {
    super('a turn threw', { cause })
    this.event = event
  }
}

/** Works until nothing waits that nobody else works on. */
export async function runTurns(runtime: Runtime): Promise<void> {
  for (;;) {
    await learnLanguages(runtime)
    if (!(await runBatch(runtime))) return
  }
}

async function runBatch(runtime: Runtime): Promise<boolean> {
  try {
    const sent = await withWaiting(runtime.db, null, async (tx, conversations, events) => {
      const rows = emptyRows()
      const eventsOf = Map.groupBy(events, (event) => event.conversation_id)
      for (const row of conversations) turnsOf(runtime, row, eventsOf.get(row.id) ?? [], rows)
      await saveTurns(tx, rows, events.map(({ id }) => id))
      return { deliveries: rows.deliveries.length, translations: rows.messages.some(({ translate }) => translate) }
    })
    if (sent && sent.deliveries > 0) runtime.wakes.wake('deliveries')
    if (sent?.translations) runtime.wakes.wake('translations')
    return sent !== null
  } catch (error) {
    if (!(error instanceof TurnFailed)) throw error
    const setAside = error.event.attempts + 1 >= TRIES
    const reason = error.cause instanceof Error ? error.cause.name : 'unknown'
    runtime.log.error({ event: String(error.event.id), conversation: error.event.conversation_id, reason, setAside }, 'turn failed')
    await noteFailure(runtime.db, error.event.id, reason, setAside)
    return true
  }
}

function turnsOf(runtime: Runtime, row: ConversationRow, events: readonly EventRow[], rows: ReturnType<typeof emptyRows>): void {
  const account = runtime.accounts.get(row.account_id)
  let state = stateOf(row)
  const taken: TakenTurn[] = []
  for (const event of events) {
    try {
      if (!account) throw new Error(`account ${row.account_id} is not configured`)
      const turn = takeTurn(state, event.payload, runtime.content, account.channel.capabilities)
      state = turn.state
      taken.push({ event: event.payload, turn })
    } catch (error) {
      throw new TurnFailed(event, error)
    }
  }
  if (account) collect(rows, row, account, taken, runtime)
}
