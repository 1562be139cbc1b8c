// Everything the stand-in posts to a webhook, and what Meta does to a webhook that fails for an hour.
import { toEntries, type MessengerEntry } from './messenger-entries.ts'
import type { MessengerEvent } from './messenger-events.ts'
import { escapedJson, postWebhook, type Delivered, type Delivery } from './messenger-webhook.ts'

export interface Deliveries {
  /** Every event in an entry of its own, all in one body. Resolves with what the last post was answered. */
  deliver(url: string, given: readonly (MessengerEvent | MessengerEntry)[], delivery?: Delivery): Promise<Delivered>
  /** Signs and posts any body. */
  deliverBody(url: string, body: unknown, delivery?: Delivery): Promise<Delivered>
}

export interface DeliverySender {
  readonly pageId: string
  readonly appSecret: string
  readonly now: () => Date
  /** Another app has this person's conversation. */
  elsewhere(psid: string): boolean
  /** The webhook has failed for an hour. */
  disable(): void
  readonly ending: AbortSignal
}

const disabledAfterMs = 60 * 60_000

export function createDeliveries({ pageId, appSecret, now, elsewhere, disable, ending }: DeliverySender): Deliveries {
  let failingSince: number | null = null

  async function deliverBody(url: string, body: unknown, delivery: Delivery = {}): Promise<Delivered> {
    const text = escapedJson(body)
    const postOnce = async () => {
      let taken = false
      try {
        const delivered = await postWebhook(url, text, appSecret, delivery, ending)
        taken = delivered.status === 200
        return delivered
      } finally {
        const at = now().getTime()
        failingSince = taken ? null : failingSince ?? at
        if (failingSince !== null && at - failingSince >= disabledAfterMs) disable()
      }
    }
    let delivered = await postOnce()
    for (let round = 1; round < (delivery.repeat ?? 1); round += 1) delivered = await postOnce()
    return delivered
  }

  return {
    deliverBody,
    deliver(url, given, delivery = {}) {
      const entry = toEntries(pageId, now().getTime(), given, elsewhere)
      return deliverBody(url, { object: 'page', entry: delivery.reverse === true ? entry.toReversed() : entry }, delivery)
    },
  }
}
