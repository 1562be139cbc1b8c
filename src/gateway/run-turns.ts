// Takes the turns that wait: reads, calls the pure turn, commits. Many conversations a batch, each in its own order.
import type { InboundEvent } from '../../channels/contract.ts'
import { dayInJapan } from '../hours/timetable.ts'
import { isLanguage } from '../knowledge/languages.ts'
import type { Runtime } from '../runtime.ts'
import type { Statements } from '../store/database.ts'
import { isAway } from '../store/away.ts'
import { findCode } from '../store/link-codes.ts'
import { findPager } from '../store/pagers.ts'
import { openedBy } from '../store/company-codes.ts'
import { lastWords, saveTurns, withWaiting } from '../store/turns.ts'
import type { DueDelivery } from '../store/outbox.ts'
import { saveSheets } from '../store/answer-sheets.ts'
import { isMediationAvailable } from '../store/settings.ts'
import type { ConversationRow, EventRow, TurnRows } from '../store/turns.ts'
import { tellCases } from './case-signs.ts'
import { inForce } from './answer.ts'
import { blame } from './blame.ts'
import { breathing } from './breathing.ts'
import { codesNamed } from './company-code.ts'
import type { KnownCodes } from './company-code.ts'
import { collect, emptyRows, stateOf } from './commit.ts'
import { consultedIn } from './consulted.ts'
import type { TakenTurn } from './commit.ts'
import { gapAfter, offered } from './gap.ts'
import { gather } from './gathering.ts'
import { givenIn } from './given.ts'
import { linkCodeIn } from './link-code.ts'
import { standsAtOpen, standsAtOwn } from './own.ts'
import { ownCases, tellOwnCases } from './own-cases.ts'
import { onceDigests, ownSheets } from './own-sheets.ts'
import { LEASE_MS } from './deliver.ts'
import type { Deliverer } from './deliver.ts'
import { learnLanguages, strangersIn } from './profiles.ts'
import { takeStaffTurn } from './staff-turn.ts'
import { straightAway } from './straight-away.ts'
import { openTally } from './tally.ts'
import type { Tally } from './tally.ts'
import { takeTurn } from './turn.ts'
import type { ConversationState, Given, Proof, Turn } from './turn.ts'

/** So long a batch thinks before webhooks and replies have their moment. */
const BREATH_MS = 1

class TurnFailed extends Error {
  override readonly name = 'TurnFailed'
  readonly event: EventRow
  constructor(event: EventRow, cause: unknown) {
    super('a turn threw', { cause })
    this.event = event
  }
}

/** Works until nothing waits that nobody else works on, or until `stopping`. */
export async function runTurns(runtime: Runtime, deliverer: Deliverer, stopping?: AbortSignal): Promise<void> {
  const goesOn = () => stopping?.aborted !== true
  while (goesOn()) {
    await Promise.all([runtime.hours.refresh(), runtime.library.refresh()])
    const taken = await runBatch(runtime, deliverer)
    if (taken === null) return
    await gather(taken)
  }
}

/**
 * @param only the next event of this conversation alone
 * @returns how many events it took, which another process may have finished meanwhile; null where nothing waits
 */
async function runBatch(runtime: Runtime, deliverer: Deliverer, only: string | null = null): Promise<number | null> {
  let waiting: readonly EventRow[] = []
  let [begun, committing] = [performance.now(), 0]
  try {
    const taken = await withWaiting(runtime.db, only, async (tx, conversations, events) => {
      waiting = events
      begun = performance.now()
      const strangers = strangersIn(conversations, runtime.accounts)
      if (strangers.length > 0) return { strangers }
      const rows = emptyRows()
      const eventsOf = Map.groupBy(events, (event) => event.conversation_id)
      const codes = await codesIn(tx, events, dayInJapan(runtime.now()))
      const asked = await lastWords(tx, conversations.filter(({ session }) => offered(runtime.content.flow, session)).map(({ id }) => id))
      const tally = await openTally(tx, runtime.accounts, conversations)
      const breathe = breathing(BREATH_MS)
      for (const row of conversations) {
        await breathe()
        await turnsOf(runtime, tx, row, eventsOf.get(row.id) ?? [], { ...codes, tally, asked: asked.get(row.id) ?? null }, rows)
      }
      await tally.save()
      committing = performance.now()
      const answers = straightAway(rows, conversations, deliverer.room())
      await saveTurns(tx, rows, events.map(({ id }) => id), { deliveries: new Set(answers.map(({ id }) => id)), ms: LEASE_MS })
      await saveSheets(tx, rows.sheets, (key, names) => onceDigests(key, names, runtime.hashTerms))
      await tellOwn(tx, runtime, rows, eventsOf)
      await tellCases(tx, runtime, rows)
      return { rows, answers, conversations }
    })
    if (taken && 'strangers' in taken) await learnLanguages(runtime, taken.strangers)
    else if (taken) {
      noteTurns(runtime, waiting, taken.conversations, taken.rows, begun, committing)
      goOn(runtime, deliverer, taken.rows, taken.answers)
    }
    return taken && waiting.length
  } catch (error) {
    const cause: unknown = error instanceof TurnFailed ? error.cause : error
    if (isAway(cause)) throw error
    const [first] = waiting
    if (!first) throw error
    // What cannot be written names no event: the next one of each conversation is tried alone, and the others are not held up.
    const concerned = error instanceof TurnFailed ? [error.event] : waiting
    if (only !== null) goOn(runtime, deliverer, await blame(runtime, first, cause), [])
    else for (const one of new Set(concerned.map((event) => event.conversation_id))) await runBatch(runtime, deliverer, one)
    return waiting.length
  }
}

/** An answer belongs to the first event of its conversation. */
function noteTurns({ meters, traces }: Runtime, events: readonly EventRow[], conversations: readonly ConversationRow[], { deliveries }: TurnRows, begun: number, committing: number): void {
  for (const _ of events) meters.turn((performance.now() - begun) / 1_000, 'taken')
  if (traces === null) return
  const accountOf = new Map(conversations.map(({ id, account_id }) => [id, account_id]))
  const sentFor = Map.groupBy(deliveries, ({ conversation_id }) => conversation_id)
  traces.turned(events.map(({ id, conversation_id, payload }) => {
    const sent = sentFor.get(conversation_id) ?? []
    sentFor.delete(conversation_id)
    return { account: accountOf.get(conversation_id) ?? '', event: payload.id, row: String(id), deliveries: sent.map((delivery) => delivery.id) }
  }), begun, committing)
}

/** What the commit of a batch leads to. */
function goOn({ wakes }: Runtime, deliverer: Deliverer, rows: TurnRows, answers: readonly DueDelivery[]): void {
  const sent = answers.length > 0 ? deliverer.send(answers) : Promise.resolve()
  // What waits for the answers in front of it can go when they are there.
  if (rows.deliveries.length > answers.length || rows.confirmations.length > 0 || rows.releases.length > 0) void sent.then(() => wakes.wake('deliveries'))
  if (rows.messages.some(({ translate }) => translate)) wakes.wake('translations')
  if (rows.alarms.length > 0) wakes.wake('pages')
  if (rows.media.length > 0 || rows.withdrawals.length > 0) wakes.wake('media')
}

/** By event: the texts that are a code, of another conversation or of a member of staff; and the codes of companies among them all. */
interface Codes { readonly proofs: ReadonlyMap<bigint, Proof>; readonly pagers: ReadonlySet<bigint>; readonly companies: KnownCodes }

async function codesIn(tx: Statements, events: readonly EventRow[], day: string): Promise<Codes> {
  const proofs = new Map<bigint, Proof>()
  const pagers = new Set<bigint>()
  for (const event of events) {
    const code = looked(event, codeIn)
    if (code === null) continue
    const found = await findCode(tx, event.conversation_id, code)
    if (found) proofs.set(event.id, { ...found, language: found.language !== null && isLanguage(found.language) ? found.language : null })
    else if (await findPager(tx, event.conversation_id, code)) pagers.add(event.id)
  }
  return { proofs, pagers, companies: await openedBy(tx, events.flatMap((event) => looked(event, ({ payload }) => codesNamed(payload))), day) }
}

function codeIn({ payload }: EventRow): string | null {
  return payload.type === 'message' && payload.content.type === 'text' ? linkCodeIn(payload.content.text) : null
}

/** An event that cannot be read is set aside alone. */
function looked<T>(event: EventRow, look: (event: EventRow) => T): T {
  try {
    return look(event)
  } catch (error) {
    throw new TurnFailed(event, error)
  }
}

/** The person's cases, and what they answered to questionnaires, are looked up for who asks for them, and for nobody else. */
async function turnOf({ now, hashTerms }: Runtime, tx: Statements, row: ConversationRow, known: ConversationState, event: InboundEvent, given: Given): Promise<Turn> {
  const { person_id } = row
  const withSheets = async () => ({ ...known, sheets: known.sheets ?? await ownSheets(tx, row, given.content.questionnaires, hashTerms) })
  const { flow } = inForce(known.contact, given.content)
  const state = row.asked || standsAtOpen(flow, known.session) ? await withSheets() : known
  const withCases = async () => ({ ...given, cases: await ownCases(tx, person_id, now()), mediates: await isMediationAvailable({ prisma: tx }) })
  const turn = takeTurn(state, event, standsAtOwn(flow, state.session) ? await withCases() : given)
  return turn.unread ? takeTurn(await withSheets(), event, await withCases()) : turn
}

/** What somebody said to their own case and cannot be written is not answered either: the event is tried again, and set aside like any other. */
async function tellOwn(tx: Statements, runtime: Runtime, { words }: TurnRows, eventsOf: ReadonlyMap<string, readonly EventRow[]>): Promise<void> {
  try {
    await tellOwnCases(tx, runtime, words)
  } catch (error) {
    const [event] = eventsOf.get(words[0]?.conversation_id ?? '') ?? []
    throw event ? new TurnFailed(event, error) : error
  }
}

/** What was looked up for the turns of one conversation. `asked`: the worker's last words. */
interface Known extends Codes { readonly tally: Tally; readonly asked: string | null }

async function turnsOf(runtime: Runtime, tx: Statements, row: ConversationRow, events: readonly EventRow[], known: Known, rows: ReturnType<typeof emptyRows>): Promise<void> {
  const { proofs, pagers, companies, tally } = known
  const account = runtime.accounts.get(row.account_id)
  let [state, asked] = [stateOf(row), known.asked]
  const taken: TakenTurn[] = []
  for (const event of events) {
    try {
      if (!account) throw new Error(`account ${row.account_id} is not configured`)
      const linked = pagers.has(event.id)
      const isStaff = state.staff || linked
      const given: Given = { ...givenIn(runtime, account, row, tally), proof: proofs.get(event.id) ?? null, codes: companies }
      const turn = isStaff ? takeStaffTurn(state, event.payload, linked, runtime.content) : await turnOf(runtime, tx, row, state, event.payload, given)
      const gap = isStaff ? null : gapAfter(state, event.payload, turn, given, asked)
      if (gap) rows.gaps.push({ conversation_id: row.id, ...gap })
      const consulted = isStaff ? null : consultedIn(state, event.payload, turn, inForce(state.contact, runtime.content))
      if (consulted) rows.consultations.push({ conversation_id: row.id, by: 'guide', ...consulted })
      state = turn.state
      if (turn.effects.some(({ type }) => type === 'say')) tally.count(row)
      // As it stands in the log: a secret word stands nowhere.
      for (const effect of turn.effects) if (effect.type === 'log' && effect.kind === 'text') asked = effect.text
      taken.push({ event: event.payload, turn })
    } catch (error) {
      throw new TurnFailed(event, error)
    }
  }
  if (account) collect(rows, row, account, taken, runtime)
}
