// The envelope of a webhook: events become entries, under `standby` where another app has the conversation.
import { z } from 'zod'
import type { MessengerEvent } from './messenger-events.ts'

export interface MessengerEntry {
  readonly id: string
  readonly time: number
  readonly messaging?: readonly MessengerEvent[]
  readonly standby?: readonly MessengerEvent[]
}

const handovers = ['pass_thread_control', 'take_thread_control', 'request_thread_control', 'app_roles', 'policy_enforcement']
const postback = z.looseObject({})

/** Each event gets an entry of its own, as Meta does in practice; entries stay as they are. `elsewhere`: another app has the conversation. */
export function toEntries(
  pageId: string, time: number, given: readonly (MessengerEvent | MessengerEntry)[], elsewhere: (psid: string) => boolean,
): MessengerEntry[] {
  return given.map((one) => {
    if (isEntry(one)) return one
    const psid = one.sender?.id === pageId ? one.recipient.id : one.sender?.id
    const heard = !handovers.some((part) => part in one) && psid !== undefined && elsewhere(psid)
    return heard ? standbyEntry(pageId, time, [one]) : { id: pageId, time, messaging: [one] }
  })
}

/** What an app hears that does not have the conversation: no payload of a button is told. */
export function standbyEntry(pageId: string, time: number, events: readonly MessengerEvent[]): MessengerEntry {
  const standby = events.map((event) => {
    const tapped = postback.safeParse(event['postback'])
    if (!tapped.success) return event
    const { payload: _, ...rest } = tapped.data
    return { ...event, postback: rest }
  })
  return { id: pageId, time, standby }
}

const isEntry = (one: MessengerEvent | MessengerEntry): one is MessengerEntry => 'messaging' in one || 'standby' in one
