// Server-sent events for the desk's pages: which conversation changed, nothing of what it says, and only to whom may see it.
import type { Response } from 'express'
import type { Database } from '../store/database.ts'
import { isVisible } from '../store/visible.ts'
import type { Reader } from '../store/visible.ts'
import type { Live } from './live.ts'

/** Also how soon an ended session, or a role taken away, ends the stream. */
const LOOK_MS = 5_000

/** `again` says who reads now; null ends the stream. */
export function streamTo(response: Response, live: Live, db: Database, first: Reader, again: () => Promise<Reader | null>): void {
  let reader = first
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
  response.write('retry: 2000\n\n')
  const tell = (id: string) => response.write(`event: conversation\ndata: ${JSON.stringify({ id })}\n\n`)
  const stop = live.subscribe('all', (conversation) => {
    // After a gap any may have changed: the page asks again, and is shown what it may see.
    if (conversation === null) tell('')
    else isVisible(db, reader, conversation).then((visible) => { if (visible) tell(conversation) }, () => tell(''))
  })
  const timer = setInterval(() => {
    again().then((now) => {
      if (!now) return void response.end()
      reader = now
      response.write(': here\n\n')
    }, () => {})
  }, LOOK_MS)
  response.on('close', () => {
    clearInterval(timer)
    stop()
  })
}
