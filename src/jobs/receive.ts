// Fetches for the accounts that no webhook serves: one process for each account, and nothing lost or doubled when it is killed.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Acceptor } from '../gateway/accept.ts'
import type { Account, Runtime } from '../runtime.ts'
import { claimReceiving, releaseReceiving, saveCursor } from '../store/receiving.ts'

const LEASE_SECONDS = 30
const RENEW_MS = 10_000
/** Whoever does not have the account asks for it again. */
const ASK_MS = 5_000
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 300_000

export interface Receiving { done(): Promise<void> }

/** Until `stopping`. An account that is connected, exchanged or taken away meanwhile is begun, begun again or left. */
export function startReceiving(runtime: Runtime, acceptor: Acceptor, stopping: AbortSignal): Receiving {
  const running = new Map<string, { readonly account: Account; readonly left: AbortController; readonly ended: Promise<void> }>()
  const look = () => {
    for (const [id, { account, left }] of running) if (runtime.accounts.get(id) !== account) left.abort()
    for (const account of runtime.accounts.values()) {
      const before = running.get(account.id)
      if (!account.channel.receive || before?.account === account) continue
      const left = new AbortController()
      const signal = AbortSignal.any([stopping, left.signal])
      // The one before lets go of the mailbox first.
      const ended = (before?.ended ?? Promise.resolve()).then(() => receiveFor(runtime, acceptor, account, signal))
      running.set(account.id, { account, left, ended })
    }
  }
  const forget = runtime.connections.onChange(look)
  look()
  return {
    async done() {
      forget()
      await Promise.all([...running.values()].map(({ ended }) => ended))
    },
  }
}

async function receiveFor(runtime: Runtime, acceptor: Acceptor, account: Account, stopping: AbortSignal): Promise<void> {
  const holder = runtime.newId()
  const rest = (ms: number) => sleep(ms, undefined, { signal: stopping }).catch(() => {})
  let failures = 0
  while (!stopping.aborted) {
    try {
      const outcome = await receiveAs(runtime, acceptor, account, holder, stopping, () => { failures = 0 })
      if (outcome === 'nothing') return
      if (outcome === 'taken') await rest(ASK_MS)
    } catch (error) {
      if (stopping.aborted) return
      runtime.log.warn({ account: account.id, failures, reason: reasonOf(error) }, 'fetching was interrupted')
      // Not all processes of all desks at the same moment.
      await rest(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures++) * (0.5 + Math.random()))
    }
  }
}

/** `taken`: another process has it. `nothing`: there is nowhere to fetch from. `progress` is called after each event. */
async function receiveAs(
  { db, log, now }: Runtime, acceptor: Acceptor, account: Account, holder: string, stopping: AbortSignal, progress: () => void,
): Promise<'taken' | 'nothing'> {
  const claimed = await claimReceiving(db, account.id, holder, LEASE_SECONDS)
  if (!claimed || !account.channel.receive) return 'taken'
  const lost = new AbortController()
  const renewing = setInterval(() => {
    claimReceiving(db, account.id, holder, LEASE_SECONDS).then((still) => { if (!still) lost.abort() }, () => lost.abort())
  }, RENEW_MS)
  try {
    const signal = AbortSignal.any([stopping, lost.signal])
    for await (const { request, cursor } of account.channel.receive(account.config, claimed.cursor, { signal, now })) {
      // First the events, then the mark behind them: whoever is killed in between sees the same again, and it falls out.
      if (request && await acceptor.fetched(account, request) === 'unreadable') log.warn({ account: account.id }, 'something fetched cannot be read')
      if (!(await saveCursor(db, account.id, holder, cursor))) return 'taken'
      progress()
    }
    return stopping.aborted || lost.signal.aborted ? 'taken' : 'nothing'
  } finally {
    clearInterval(renewing)
    await releaseReceiving(db, account.id, holder).catch(() => {})
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'authenticationFailed' in error ? 'access refused' : 'code' in error ? String(error.code) : error.name
}
