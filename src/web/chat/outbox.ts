// What this person wrote and the server has not confirmed yet: kept on the phone, in order, until it has.
import { fieldsOf, stringOf } from './activity.ts'
import type { Answer } from './directline.ts'
import { backoff, createPause, sleep } from './pause.ts'
import { dropFile, keepFile } from './kept-files.ts'
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
  /** What is sent in place of a text; the bytes are kept under the same id. */
  readonly file: OutgoingFile | null
}

export interface OutgoingFile { readonly name: string; readonly type: string }

export interface Outbox {
  items(): readonly Outgoing[]
  add(text: string, choice?: { readonly value: unknown }): void
  /** Resolves with the id it goes by. */
  addFile(file: File): Promise<string>
  /** Not to be sent any more. */
  discard(clientActivityID: string): void
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
    return { clientActivityID, text, state, isChoice: fields.isChoice === true, value: fields.value, at: stringOf(at) ?? '', file: recallNote(fields.file) }
  } catch {
    return null
  }
}

function recallNote(value: unknown): OutgoingFile | null {
  const { name, type } = fieldsOf(value)
  return typeof name === 'string' && typeof type === 'string' ? { name, type } : null
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
    else forget(id, item)
    changed()
  }

  function forget(id: string, item: Outgoing | undefined) {
    drop(nameOf(id))
    if (item?.file) void dropFile(id)
  }

  function push(id: string, item: Pick<Outgoing, 'text' | 'isChoice' | 'value' | 'file'>) {
    items = [...items, { ...item, clientActivityID: id, at: new Date().toISOString(), state: 'waiting' }]
    put(id, 'waiting')
    void run()
  }

  const nextID = () => newID(items[items.length - 1]?.clientActivityID)

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
    add: (text, choice) => push(nextID(), { text, isChoice: choice !== undefined, value: choice?.value, file: null }),
    async addFile(file) {
      const id = nextID()
      // First the bytes: an entry without them would be a promise nobody can keep.
      await keepFile(id, file)
      push(id, { text: '', isChoice: false, value: undefined, file: { name: file.name, type: file.type } })
      return id
    },
    discard(id) {
      const item = items.find((each) => each.clientActivityID === id)
      items = items.filter((each) => each !== item)
      forget(id, item)
      changed()
    },
    again(id) {
      put(id, 'waiting')
      void run()
    },
    arrived(id) {
      const item = items.find((each) => each.clientActivityID === id)
      forget(id, item)
      if (!item) return
      items = items.filter((each) => each !== item)
      changed()
    },
    wake() {
      pause.end()
      void run()
    },
  }
}
