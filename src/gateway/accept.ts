// A webhook becomes durable events before the platform hears 200. Nothing here answers anybody.
import { createHash } from 'node:crypto'
import { UnreadableBody, Unverifiable } from '../../channels/contract.ts'
import type { InboundEvent, RawRequest } from '../../channels/contract.ts'
import type { Account, Runtime } from '../runtime.ts'
import { insertArrivals } from '../store/accept.ts'
import type { Arrival } from '../store/accept.ts'
import { noteReturned } from '../store/pages.ts'
import { useOnce } from '../store/receiving.ts'
import { keepOriginal } from './keep.ts'
import { together } from './together.ts'

export type Accepted = 'accepted' | 'forged' | 'unreadable' | 'unverifiable'

export interface Acceptor {
  /** Resolves once the events are on disk. */
  webhook(account: Account, request: RawRequest): Promise<Accepted>
  /** What the desk fetched itself: nobody has to prove that it is genuine. */
  fetched(account: Account, request: RawRequest): Promise<'accepted' | 'unreadable'>
  /** Events that came in another way, such as the web chat's. */
  events(account: Account, events: readonly InboundEvent[]): Promise<void>
}

export function createAcceptor(runtime: Pick<Runtime, 'db' | 'wakes' | 'newId' | 'now' | 'log' | 'config' | 'media' | 'meters' | 'traces'>): Acceptor {
  // Webhooks that arrive while one insert is under way share the next: many are as cheap as one.
  const insert = together<readonly Arrival[], void>(async (groups) => {
    const conversations = await insertArrivals(runtime.db, groups.flat())
    if (conversations.length > 0) runtime.wakes.wake('turns')
    return groups.map(() => undefined)
  })
  const events = async (account: Account, arrived: readonly InboundEvent[], by: 'webhook' | 'fetch' | 'page' = 'page', begun = performance.now()) => {
    if (arrived.length === 0) return
    const accepted = performance.now()
    const returned = arrived.flatMap((event) => (event.type === 'ignored' ? event.returned ?? [] : []))
    if (returned.length > 0) await noteReturned(runtime.db, returned, runtime.now())
    await insert(arrived.map((event) => ({ account: account.id, event, newConversation: runtime.newId(), newPerson: runtime.newId() })))
    for (const { type } of arrived) runtime.meters.arrived(account.channel.type, type)
    runtime.traces?.arrived(arrived.filter(({ redelivered }) => !redelivered).map(({ id }) => ({ account: account.id, event: id })), by, begun, accepted)
  }
  const taken = async (account: Account, request: RawRequest, by: 'webhook' | 'fetch', begun: number): Promise<'accepted' | 'unreadable'> => {
    const { channel, config } = account
    let arrived: InboundEvent[]
    try {
      arrived = channel.parse(request, config)
      if (arrived.some(isOverlong)) throw new UnreadableBody('an address or id that no platform gives')
    } catch (error) {
      if (!(error instanceof UnreadableBody)) throw error
      runtime.log.warn({ account: account.id }, 'unreadable webhook body')
      return 'unreadable'
    }
    const original = arrived.find((event) => event.original !== undefined)?.original
    if (original !== undefined && channel.originalOf) await keepOriginal(runtime, original, channel.originalOf(request, config))
    await events(account, arrived, by, begun)
    return 'accepted'
  }
  const webhook = async (account: Account, request: RawRequest): Promise<Accepted> => {
    const begun = performance.now()
    try {
      if (!await isGenuine(account, request, runtime.now())) return 'forged'
    } catch (error) {
      if (!(error instanceof Unverifiable)) throw error
      runtime.log.warn({ account: account.id }, 'the keys that prove a webhook genuine cannot be had')
      return 'unverifiable'
    }
    const key = account.channel.usedOnce?.(request, account.config) ?? null
    if (key !== null && !(await useOnce(runtime.db, account.id, key, createHash('sha256').update(request.body).digest('hex')))) return 'forged'
    return taken(account, request, 'webhook', begun)
  }
  return {
    events: (account, arrived) => events(account, arrived),
    fetched: (account, request) => taken(account, request, 'fetch', performance.now()),
    async webhook(account, request) {
      const outcome = await webhook(account, request)
      runtime.meters.webhook(account.channel.type, outcome)
      return outcome
    },
  }
}

/** Bytes of an address, a thread or an id: more does not fit into an index, and what stands beside it in the same statement would fail with it. */
const MOST_BYTES = 2_000

function isOverlong(event: InboundEvent): boolean {
  return [event.id, event.thread, event.type === 'ignored' ? undefined : event.person].some((text) => text !== undefined && Buffer.byteLength(text) > MOST_BYTES)
}

/** While settings are exchanged, what the platform signed a moment ago counts as well. */
async function isGenuine({ channel, config, former }: Account, request: RawRequest, now: Date): Promise<boolean> {
  return await channel.verify(request, config) || (former !== undefined && now < former.until && channel.verify(request, former.config))
}
