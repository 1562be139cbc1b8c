// What this person wrote and the server has not confirmed yet: kept on the phone, in order, until it has.
import { fieldsOf, stringOf } from './activity.ts'
import type { Answer } from './directline.ts'
import { backoff, createPause, sleep } from './pause.ts'
import { drop, keep, namesUnder, recall } from './storage.ts'

export type OutgoingState = 'waiting' | 'sending' | 'sent' | 'failed'

export interface Outgoing {
  /** The same on every try: the server makes one message of all of them, and the stream's echo carries it. */
  readonly clientActivityID: string
  readonly text: string
  readonly isChoice: boolean
  readonly value: unknown
  readonly at: string
  readonly state: OutgoingState
}

export interface Outbox {
  items(): readonly Outgoing[]
  add(text: string, choice?: { readonly value: unknown }): void
  /** Once more, after the server had refused it. */
  again(clientActivityID: string): void
  /** Its echo is on the stream: the line now belongs to the conversation. */
  arrived(clientActivityID: string): void
  /** There is a conversation, or a network, again. */
  wake(): void
}

// One entry for each message: two tabs never overwrite each other's.
const nameOf = (clientActivityID: string) => `outbox.${clientActivityID}`

function recallItem(name: string): Outgoing | null {
  try {
    const fields = fieldsOf(JSON.parse(recall(name) ?? 'null'))
    const { clientActivityID, text, at } = fields
    if (typeof clientActivityID !== 'string' || typeof text !== 'string') return null
    const state = fields.state === 'failed' ? 'failed' : 'waiting'
    return { clientActivityID, text, state, isChoice: fields.isChoice === true, value: fields.value, at: stringOf(at) ?? '' }
  } catch {
    return null
  }
}

/** Sorts by time of writing. Not crypto.randomUUID: old phones lack it. */
function newID(latest: string | undefined): string {
  const after = Number(latest?.slice(0, 13) ?? 0)
  const random = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0'))
  return `${Math.max(Date.now(), after + 1)}${random.join('')}`
}

/** `post` gives null while there is no conversation to post to. */
export function createOutbox(post: (item: Outgoing) => Promise<Answer<string>> | null, changed: () => void): Outbox {
  const pause = createPause()
  let items = namesUnder('outbox.').flatMap((name) => recallItem(name) ?? [])
  let running = false

  function put(id: string, state: OutgoingState) {
    items = items.map((item) => item.clientActivityID === id ? { ...item, state } : item)
    const item = items.find((each) => each.clientActivityID === id)
    if (item && state !== 'sent') keep(nameOf(id), JSON.stringify(item))
    else drop(nameOf(id))
    changed()
  }

  async function run() {
    if (running) return
    running = true
    for (let tries = 0; ;) {
      const item = items.find(({ state }) => state === 'waiting')
      if (!item) break
      const id = item.clientActivityID
      const posting = post(item)
      if (!posting) break
      put(id, 'sending')
      const answer = await posting
      if (answer.status === 'ok' || answer.status === 'refused') {
        put(id, answer.status === 'ok' ? 'sent' : 'failed')
        tries = 0
        continue
      }
      put(id, 'waiting')
      if (answer.status === 'retry' && answer.afterMs !== null) await sleep(answer.afterMs)
      else await pause.wait(backoff(tries++))
    }
    running = false
  }

  return {
    items: () => items,
    add(text, choice) {
      const clientActivityID = newID(items[items.length - 1]?.clientActivityID)
      const at = new Date().toISOString()
      items = [...items, { clientActivityID, text, at, isChoice: choice !== undefined, value: choice?.value, state: 'waiting' }]
      put(clientActivityID, 'waiting')
      void run()
    },
    again(id) {
      put(id, 'waiting')
      void run()
    },
    arrived(id) {
      if (!items.some((item) => item.clientActivityID === id)) return drop(nameOf(id))
      items = items.filter((item) => item.clientActivityID !== id)
      drop(nameOf(id))
      changed()
    },
    wake() {
      pause.end()
      void run()
    },
  }
}
