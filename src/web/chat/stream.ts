// One WebSocket of a conversation, from opening to closing.
import { type ActivitySet, readActivitySet } from './activity.ts'

const keepAliveEvery = 20_000
const openWithin = 15_000
/** A server that has kept sending keep-alives and then falls silent for this long is no longer there. */
const silenceAllowed = 75_000

export interface Stream {
  /** True if it had been open. */
  readonly closed: Promise<boolean>
  /** Close it because it may be dead; the browser itself may notice only after minutes. */
  close(): void
}

interface Hearer { opened(): void; heard(set: ActivitySet): void }

function readFrame(data: unknown): ActivitySet | null {
  if (typeof data !== 'string' || data === '') return null
  try {
    return readActivitySet(JSON.parse(data))
  } catch {
    return null
  }
}

export function openStream(address: string, hearer: Hearer): Stream {
  const socket = new WebSocket(address)
  let opened = false
  let keepAlives = 0
  let heardAt = Date.now()
  let finish = (_opened: boolean) => {}
  const closed = new Promise<boolean>((resolve) => { finish = resolve })

  function end() {
    clearInterval(pulse)
    clearTimeout(limit)
    socket.onmessage = null
    socket.close()
    finish(opened)
  }
  const limit = setTimeout(end, openWithin)
  const pulse = setInterval(() => {
    if (keepAlives > 2 && Date.now() - heardAt > silenceAllowed) end()
    else if (socket.readyState === WebSocket.OPEN) socket.send('')
  }, keepAliveEvery)

  socket.onopen = () => {
    opened = true
    clearTimeout(limit)
    hearer.opened()
  }
  socket.onmessage = ({ data }) => {
    heardAt = Date.now()
    if (data === '') keepAlives += 1
    const set = readFrame(data)
    if (set) hearer.heard(set)
  }
  socket.onclose = end
  return { closed, close: end }
}
