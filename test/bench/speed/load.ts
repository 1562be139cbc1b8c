// The load: as fast as it goes with so many webhooks in flight, by the clock whatever the server does, or all at once.
import { requestOf } from './messages.ts'
import type { Protocol } from './messages.ts'
import type { Ledger } from './ledger.ts'
import { clock, openConnection } from './wire.ts'

export interface Target { readonly port: number; readonly protocol: Protocol; readonly ledger: Ledger }

export interface Load {
  readonly webhooks: number
  readonly users: number
  /** Most webhooks in flight. */
  readonly connections: number
  /** `flat out`: the next one as soon as a connection is free. `burst`: all at once. A number: so many a second. */
  readonly pace: 'flat out' | 'burst' | number
}

/** Milliseconds and counts. In a burst, and at a rate, a webhook that finds no free connection waits, and the wait is part of its times. */
export interface Outcome {
  readonly webhooks: number
  readonly acked: number
  readonly replied: number
  /** Until the last reply, from the first webhook on. */
  readonly tookMs: number
  readonly acks: readonly number[]
  readonly replies: readonly number[]
}

let runs = 0

/** @param idleMs what is not answered for so long after the last reply never is */
export async function run({ port, protocol, ledger }: Target, { webhooks, users, connections, pace }: Load, idleMs = 10_000): Promise<Outcome> {
  const name = `${process.pid}x${runs++}x`
  const posted = Array.from({ length: webhooks }, (_, n) => requestOf(protocol, name, n, n % users, { port, platform: ledger.platform }))
  const due = new Float64Array(webhooks)
  const acks = new Float64Array(webhooks).fill(Number.NaN)
  const begun = clock()
  for (let n = 0; n < webhooks; n++) due[n] = typeof pace === 'number' ? begun + n * 1_000 / pace : begun
  let next = 0
  const send = async () => {
    const connection = openConnection(port)
    while (next < webhooks) {
      const n = next++
      const wait = (due[n] ?? 0) - clock()
      if (wait > 0) await new Promise((done) => setTimeout(done, wait))
      if (pace === 'flat out') due[n] = clock()
      const { request } = posted[n] ?? {}
      if (request && [200, 202].includes(await connection.post(request))) acks[n] = clock() - (due[n] ?? 0)
    }
    connection.close()
  }
  await Promise.all(Array.from({ length: Math.min(connections, webhooks) }, send))
  await ledger.answered(posted.map(({ mark }) => mark), idleMs)
  const times = posted.map(({ mark }) => ledger.repliedAt(mark) ?? Number.NaN)
  const known = (list: Iterable<number>) => [...list].filter((one) => !Number.isNaN(one))
  return {
    webhooks, acked: known(acks).length, replied: known(times).length, tookMs: Math.max(0, ...known(times)) - begun,
    acks: known(acks), replies: known(times.map((at, n) => at - (due[n] ?? 0))),
  }
}
