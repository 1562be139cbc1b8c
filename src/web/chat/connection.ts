// Keeps the page in its conversation: begins it, follows its stream, and comes back after every loss.
import type { ActivitySet } from './activity.ts'
import { type Answer, type Entry, type Ticket, fetchActivities, refreshToken, reopenConversation, startConversation } from './directline.ts'
import { backoff, createPause, sleep } from './pause.ts'
import { type Stream, openStream } from './stream.ts'
import { keepTicket, recallTicket } from './ticket.ts'

export type ConnectionState = 'connecting' | 'open' | 'offline'

export interface Connection {
  state(): ConnectionState
  /** Null until a conversation is known to exist. */
  ticket(): Ticket | null
  /** The server knows this ticket no more: begin a new conversation. */
  lose(ticket: Ticket): void
  /** The network may be back, or may have changed under us: try anew at once. */
  renew(): void
}

interface Hearer { locale(): string; code(): string | null; heard(set: ActivitySet): void; changed(): void }

const day = 86_400_000
/** A stream that stayed open this long was no accident: the next loss starts counting anew. */
const steadyAfter = 10_000
/** While the server answers but no WebSocket gets through, its news are fetched this often at least. */
const pollEvery = 8_000

export function connect(hearer: Hearer): Connection {
  const pause = createPause()
  let ticket = recallTicket()
  let state: ConnectionState = 'connecting'
  let watermark: string | null = null
  let refreshedAt = 0
  let stream: Stream | null = null
  let hurried = false

  function become(next: ConnectionState) {
    state = next
    hearer.changed()
  }

  function hold(next: Ticket) {
    ticket = next
    keepTicket(next)
  }

  function lose(lost: Ticket) {
    if (ticket?.token !== lost.token) return
    const kept = recallTicket()
    watermark = null
    // Another tab may have begun the new conversation already. The old one stays kept until a new one takes its place.
    ticket = kept && kept.conversationId !== lost.conversationId ? kept : null
    stream?.close()
  }

  async function enter(): Promise<Answer<Entry>> {
    const answer = await (ticket ? reopenConversation(ticket, watermark) : startConversation(hearer.locale(), hearer.code()))
    if (answer.status === 'gone' && ticket) lose(ticket)
    if (answer.status !== 'ok') return answer
    if (!ticket) refreshedAt = Date.now()
    hold(answer.body)
    return answer
  }

  function hear(set: ActivitySet) {
    if (set.watermark !== null) watermark = set.watermark
    hearer.heard(set)
  }

  async function refresh() {
    if (!ticket || Date.now() - refreshedAt < day) return
    refreshedAt = Date.now()
    const held = ticket
    const answer = await refreshToken(held)
    if (answer.status === 'ok' && ticket === held) hold({ ...held, token: answer.body })
  }

  /** Resolves when the stream is over, with whether it had been open. */
  async function follow({ streamUrl }: Entry): Promise<boolean> {
    try {
      stream = openStream(streamUrl, {
        heard: hear,
        opened() {
          become('open')
          void refresh()
        },
      })
      return await stream.closed
    } catch {
      return false
    }
  }

  /** Where no WebSocket gets through, each round at least fetches what was said. Resolves with whether it could. */
  async function catchUp(): Promise<boolean> {
    if (!ticket) return false
    const answer = await fetchActivities(ticket, watermark)
    if (answer.status === 'ok') hear(answer.body)
    return answer.status === 'ok'
  }

  async function run() {
    for (let tries = 0; ;) {
      const hadTicket = ticket !== null
      const answer = await enter()
      const enteredAt = Date.now()
      if (answer.status === 'gone' && hadTicket) continue
      let opened = false
      if (answer.status === 'ok') {
        hearer.changed()
        opened = await follow(answer.body)
        if (opened) become('connecting')
        else become(await catchUp() ? 'open' : 'offline')
      } else become('offline')
      tries = opened && Date.now() - enteredAt > steadyAfter ? 0 : tries + 1
      if (answer.status === 'retry' && answer.afterMs !== null) await sleep(answer.afterMs)
      else if (!hurried) await pause.wait(answer.status === 'ok' ? Math.min(backoff(tries), pollEvery) : backoff(tries))
      hurried = false
    }
  }

  setInterval(() => void refresh(), 3_600_000)
  void run()
  return {
    lose,
    state: () => navigator.onLine ? state : 'offline',
    ticket: () => ticket,
    renew() {
      hurried = true
      stream?.close()
      pause.end()
    },
  }
}
