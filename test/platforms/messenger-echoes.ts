// What Meta tells the webhook about a message of ours: the echo, then that it was delivered and read.
import { setImmediate as afterAnswer } from 'node:timers/promises'
import type { MessengerEvent, MessengerEvents } from './messenger-events.ts'
import type { MessengerSent } from './messenger-send.ts'

/** `before`: the echo is posted, and taken, before the Send API answers. */
export interface EchoSettings {
  echo: 'after' | 'before' | 'never'
  /** Follow the echo in this order. */
  receipts: readonly ('delivered' | 'read')[]
  /** Where they go; without it echoes are only written down. */
  deliverTo: { readonly url: string } | undefined
}

export interface Echoes {
  announce(sent: MessengerSent): Promise<void>
  /** Resolves when nothing is on its way to the webhook any more. */
  settled(): Promise<void>
}

/** `post` never rejects. */
export function createEchoes(
  settings: EchoSettings, pageId: string, appId: string, events: MessengerEvents, echoes: MessengerEvent[],
  now: () => Date, post: (url: string, event: MessengerEvent) => Promise<void>,
): Echoes {
  let last: Promise<void> = Promise.resolve()
  const next = (step: () => Promise<void>) => {
    last = last.then(step)
    return last
  }
  return {
    async announce(sent) {
      const { deliverTo, receipts, echo } = settings
      const told = echo === 'never' ? null : echoOf(sent, pageId, appId)
      if (told !== null) echoes.push(told)
      if (deliverTo === undefined) return
      const postEcho = async () => { if (told !== null) await post(deliverTo.url, told) }
      if (echo === 'before') await next(postEcho)
      // The answer is written as soon as the calls already waiting are done.
      void next(async () => {
        await afterAnswer()
        if (echo === 'after') await postEcho()
        for (const receipt of receipts) await post(deliverTo.url, receiptOf(receipt, sent, events, now().getTime()))
      })
    },
    async settled() {
      for (let waited: unknown; waited !== last;) {
        waited = last
        await last
      }
    },
  }
}

function echoOf({ psid, mid, metadata, message, at }: MessengerSent, pageId: string, appId: string): MessengerEvent {
  const attachments = message.attachments ?? (message.attachment === undefined ? undefined : [message.attachment])
  return {
    sender: { id: pageId },
    recipient: { id: psid },
    timestamp: at.getTime(),
    message: {
      is_echo: true,
      app_id: BigInt(appId),
      ...(metadata === null ? {} : { metadata }),
      mid,
      ...(message.text === undefined ? {} : { text: message.text }),
      ...(attachments === undefined ? {} : { attachments }),
    },
  }
}

function receiptOf(receipt: 'delivered' | 'read', { psid, mid }: MessengerSent, events: MessengerEvents, watermark: number): MessengerEvent {
  return receipt === 'delivered' ? events.deliveryEvent({ psid, mids: [mid], watermark }) : events.readEvent({ psid, watermark })
}
