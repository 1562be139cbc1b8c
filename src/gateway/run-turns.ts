// Takes the turns that wait: reads, calls the pure turn, commits. Many conversations a batch, each in its own order.
import { isLanguage } from '../knowledge/languages.ts'
import type { Runtime } from '../runtime.ts'
import type { Statements } from '../store/database.ts'
import { findCode } from '../store/link-codes.ts'
import { noteFailure, saveTurns, withWaiting } from '../store/turns.ts'
import type { ConversationRow, EventRow } from '../store/turns.ts'
import { collect, emptyRows, stateOf } from './commit.ts'
import type { TakenTurn } from './commit.ts'
import { linkCodeIn } from './link-code.ts'
import { learnLanguages } from './profiles.ts'
import { takeTurn } from './turn.ts'
import type { Proof } from './turn.ts'

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
    await Promise.all([learnLanguages(runtime), runtime.hours.refresh()])
    if (!(await runBatch(runtime))) return
  }
}

async function runBatch(runtime: Runtime): Promise<boolean> {
  try {
    const sent = await withWaiting(runtime.db, null, async (tx, conversations, events) => {
      const rows = emptyRows()
      const eventsOf = Map.groupBy(events, (event) => event.conversation_id)
      const proofs = await proofsIn(tx, events)
      for (const row of conversations) turnsOf(runtime, row, eventsOf.get(row.id) ?? [], proofs, rows)
      await saveTurns(tx, rows, events.map(({ id }) => id))
      return {
        deliveries: rows.deliveries.length > 0 || rows.confirmations.length > 0,
        translations: rows.messages.some(({ translate }) => translate),
        media: rows.media.length > 0 || rows.withdrawals.length > 0,
      }
    })
    if (sent?.deliveries) runtime.wakes.wake('deliveries')
    if (sent?.translations) runtime.wakes.wake('translations')
    if (sent?.media) runtime.wakes.wake('media')
    return sent !== null
  } catch (error) {
    if (!(error instanceof TurnFailed)) throw error
    const setAside = error.event.attempts + 1 >= TRIES
    const reason = error.cause instanceof Error ? error.cause.name : 'unknown'
    runtime.log.error({ event: String(error.event.id), conversation: error.event.conversation_id, reason, setAside }, 'turn failed')
    await noteFailure(runtime.db, error.event, reason, setAside)
    return true
  }
}

/** The texts that are a code of another conversation, by event. */
async function proofsIn(tx: Statements, events: readonly EventRow[]): Promise<ReadonlyMap<bigint, Proof>> {
  const proofs = new Map<bigint, Proof>()
  for (const event of events) {
    const code = codeIn(event)
    const found = code === null ? null : await findCode(tx, event.conversation_id, code)
    if (found) proofs.set(event.id, { ...found, language: found.language !== null && isLanguage(found.language) ? found.language : null })
  }
  return proofs
}

function codeIn(event: EventRow): string | null {
  const { payload } = event
  try {
    return payload.type === 'message' && payload.content.type === 'text' ? linkCodeIn(payload.content.text) : null
  } catch (error) {
    throw new TurnFailed(event, error)
  }
}

function turnsOf(runtime: Runtime, row: ConversationRow, events: readonly EventRow[], proofs: ReadonlyMap<bigint, Proof>, rows: ReturnType<typeof emptyRows>): void {
  const account = runtime.accounts.get(row.account_id)
  let state = stateOf(row)
  const taken: TakenTurn[] = []
  for (const event of events) {
    try {
      if (!account) throw new Error(`account ${row.account_id} is not configured`)
      const turn = takeTurn(state, event.payload, {
        content: runtime.content, capabilities: account.channel.capabilities, newCode: runtime.newCode(), proof: proofs.get(event.id) ?? null, joined: row.joined,
        hours: (language) => runtime.hours.of(language),
      })
      state = turn.state
      taken.push({ event: event.payload, turn })
    } catch (error) {
      throw new TurnFailed(event, error)
    }
  }
  if (account) collect(rows, row, account, taken, runtime)
}
