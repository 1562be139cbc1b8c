// From the outbox to the platform, in order per conversation, until it is there or a person must decide.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Channel, OutboundMessage, SendIO, SendResult, SentRef } from '../../channels/contract.ts'
import type { Runtime } from '../runtime.ts'
import { isAway } from '../store/away.ts'
import { claimDue, saveResults } from '../store/outbox.ts'
import type { DeliveryResult, DueDelivery } from '../store/outbox.ts'
import { claimPaced } from '../store/send-pace.ts'
import type { Pace } from '../store/send-pace.ts'
import { together } from './together.ts'

const AT_ONCE = 64
const SEND_TIMEOUT_MS = 8_000
/** Longer than a send may take: a live process never loses a delivery to another one. */
export const LEASE_MS = 12_000
const SAVE_AGAIN_MS = 250
/** So many sends are on their way at once, of those that no queue held. */
const ROOM = 256
/** And so many of what goes to many, looked for so often. */
const BULK_ROOM = 64
const BULK_BREATH_MS = 80
/** News can wait: where a process died while it was on its way, Messenger's echo has this long to say that it arrived. */
const BULK_LEASE_MS = 60_000
/** Quickly at first, while the free reply token is good; then ever slower, for about a day. */
const QUICK_TRIES = 12
const QUICK_WAIT_MS = 3_000
const LONGEST_WAIT_MS = 300_000
const TRIES = 300

export interface Deliverer {
  /** How many more `send` takes now. */
  room(): number
  /** Sends what this process has leased already. */
  send(leased: readonly DueDelivery[]): Promise<void>
  /** Works until nothing is due that nobody else sends, or until `stopping`. */
  deliverDue(stopping?: AbortSignal): Promise<void>
  /** Sends of what goes to many as much as each account may at this moment. @returns how many it began, or that some are on their way */
  deliverBulk(paces: readonly Pace[]): Promise<number>
  /** Resolves when nothing is on its way any more. */
  done(): Promise<void>
}

export function createDeliverer(runtime: Runtime): Deliverer {
  const save = together<DeliveryResult, void>(async (results) => {
    await insistently(() => saveResults(runtime.db, results))
    return results.map(() => undefined)
  }, { gathers: true })
  const underWay = new Set<Promise<void>>()
  const all = async (due: readonly DueDelivery[]) => { await Promise.all(due.map(async (delivery) => save(await deliver(runtime, delivery)))) }
  const bulk = new Set<Promise<void>>()
  let sending = 0
  return {
    room: () => ROOM - sending,
    send(leased) {
      sending += leased.length
      const sent = all(leased)
        .catch((error: unknown) => runtime.log.error({ reason: error instanceof Error ? error.name : 'unknown' }, 'results not saved; they are sent again when the lease ends'))
        .finally(() => {
          sending -= leased.length
          underWay.delete(sent)
        })
      underWay.add(sent)
      return sent
    },
    async deliverDue(stopping) {
      for (;;) {
        if (stopping?.aborted) return
        const due = await claimDue(runtime.db, AT_ONCE, LEASE_MS)
        if (due.length === 0) return
        await all(due)
      }
    },
    async deliverBulk(paces) {
      let begun = 0
      for (const pace of paces) {
        const room = BULK_ROOM - bulk.size
        const due = room > 0 ? await claimPaced(runtime.db, pace, room, BULK_LEASE_MS) : []
        begun += due.length
        for (const delivery of due) {
          const sent: Promise<void> = deliver(runtime, delivery).then(save)
            .catch((error: unknown) => runtime.log.error({ reason: error instanceof Error ? error.name : 'unknown' }, 'result not saved; it is sent again when the lease ends'))
            .finally(() => { bulk.delete(sent) })
          bulk.add(sent)
        }
      }
      await sleep(BULK_BREATH_MS)
      return begun + bulk.size
    },
    async done() { await Promise.all([...underWay, ...bulk]) },
  }
}

/** What was sent is forgotten if this is not written, and then sent again: a database that is away is waited for as long as the lease lasts. */
async function insistently(write: () => Promise<void>): Promise<void> {
  for (let waited = 0; ; waited += SAVE_AGAIN_MS) {
    try {
      return await write()
    } catch (error) {
      if (!isAway(error) || waited >= LEASE_MS) throw error
      await sleep(SAVE_AGAIN_MS)
    }
  }
}

async function deliver(runtime: Runtime, delivery: DueDelivery): Promise<DeliveryResult> {
  const begun = performance.now()
  const result = await handOver(runtime, delivery)
  runtime.traces?.delivered(delivery.id, delivery.account_id, result.status, begun)
  return result
}

async function handOver(runtime: Runtime, delivery: DueDelivery): Promise<DeliveryResult> {
  const { id, conversation_id, payloads_sent: done } = delivery
  const account = runtime.accounts.get(delivery.account_id)
  const { channel } = account ?? {}
  if (!account || !channel?.send) return ended(delivery, 'failed', done, 'channel not configured')
  const payloads = rendered(runtime, channel, delivery)
  if (payloads === null) return ended(delivery, 'failed', done, 'cannot be put into the form of the channel')
  const refs: SentRef[] = []
  let sentAt = runtime.now()
  for (let i = done; i < payloads.length; i++) {
    sentAt = runtime.now()
    const result = await sendOne(runtime, channel, payloads[i], account.config, delivery.maybe_sent && i === done)
    if (result.status === 'sent') {
      refs.push(...result.refs)
      continue
    }
    const { reason, certain } = result
    const sofar = { refs, problem: result.problem ?? null, gone: result.gone ?? false, held: result.held ?? false, slow: result.slow ?? false }
    runtime.log.warn({ delivery: id, conversation: conversation_id, attempt: delivery.attempts, certain, reason }, 'not delivered')
    if (result.status === 'failed' || delivery.attempts >= TRIES) return { ...ended(delivery, 'failed', i, reason), ...sofar }
    const wait = Math.max(result.afterMs ?? 0, waitBefore(delivery.attempts))
    const maybeSent = !certain || (delivery.maybe_sent && i === done)
    return { ...ended(delivery, 'pending', i, reason), ...sofar, maybe_sent: maybeSent, wait }
  }
  return { ...ended(delivery, 'sent', payloads.length, null), refs, sent_at: sentAt.toISOString() }
}

/** Null where the channel throws: it would throw again, and nothing behind this line may wait for it. */
function rendered(runtime: Runtime, channel: Channel, delivery: DueDelivery): readonly unknown[] | null {
  try {
    return channel.render(delivery.messages.map((line) => outbound(line, delivery.watched, runtime)), {
      person: delivery.address, thread: delivery.thread, retryKey: delivery.id, ...(delivery.route !== null && { route: delivery.route }),
      ...(delivery.heard_at && { heardAt: delivery.heard_at.toISOString() }), ...(delivery.reply_right && { replyRight: delivery.reply_right }),
    })
  } catch (error) {
    runtime.log.error({ delivery: delivery.id, reason: error instanceof Error ? error.name : 'unknown' }, 'a channel threw while rendering')
    return null
  }
}

function waitBefore(attempts: number): number {
  if (attempts <= QUICK_TRIES) return Math.min(QUICK_WAIT_MS, 250 * 2 ** (attempts - 1))
  return Math.min(LONGEST_WAIT_MS, QUICK_WAIT_MS * 2 ** Math.min(attempts - QUICK_TRIES, 10))
}

async function sendOne(runtime: Runtime, channel: Channel, payload: unknown, config: unknown, maybeSent: boolean): Promise<SendResult> {
  const over = new AbortController()
  const late = Promise.withResolvers<SendResult>()
  const timer = setTimeout(() => {
    over.abort()
    late.resolve({ status: 'retry', certain: false, reason: 'no answer in time' })
  }, SEND_TIMEOUT_MS)
  try {
    return await Promise.race([channel.send?.(payload, config, { maybeSent, signal: over.signal, now: runtime.now, open: (file) => bytesOf(runtime, file) } satisfies SendIO) ?? late.promise, late.promise])
  } catch (error) {
    runtime.log.error({ reason: error instanceof Error ? error.name : 'unknown' }, 'a channel threw while sending')
    return { status: 'retry', certain: false, reason: 'unforeseen failure' }
  } finally {
    clearTimeout(timer)
  }
}

async function bytesOf({ media }: Runtime, file: string): Promise<Uint8Array | null> {
  const found = await media.open(file)
  return found && Buffer.concat(await found.bytes.toArray())
}

function outbound({ id, text, language, author, public_name, content, file }: DueDelivery['messages'][number], watched: boolean, { fileLinks }: Runtime): OutboundMessage {
  return {
    id, text: content?.spoken ?? text, language: language ?? 'ja', author: author === 'counsellor' ? author : 'bot', ...(public_name !== null && !watched && { authorName: public_name }),
    ...(content?.choices && { choices: content.choices }), ...((content?.discreet || watched) && { discreet: true }),
    ...(file && { file: { ...file, url: fileLinks.issue(file.id) } }),
  }
}

function ended({ id, conversation_id, account_id }: DueDelivery, status: DeliveryResult['status'], payloads_sent: number, reason: string | null): DeliveryResult {
  return { id, conversation_id, account_id, status, payloads_sent, maybe_sent: false, wait: 0, reason, sent_at: null, refs: [], problem: null, gone: false, held: false, slow: false }
}
