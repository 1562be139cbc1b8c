// Server-sent events for the desk's pages: which conversation, case or person changed, nothing of what it says, and only to whom may see it.
import type { Response } from 'express'
import { CASE, PERSON } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { isCaseVisible, isPersonVisible, isVisible } from '../store/visible.ts'
import type { Reader } from '../store/visible.ts'
import type { Live } from './live.ts'
import type { Onlookers } from './onlookers.ts'

/** Also how soon an ended session, or a role taken away, ends the stream. */
const LOOK_MS = 5_000

/** `again` says who reads now; null ends the stream. */
export function streamTo(response: Response, { live, onlookers }: { readonly live: Live; readonly onlookers: Onlookers }, db: Database, first: Reader, again: () => Promise<Reader | null>): void {
  let reader = first
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
  response.write('retry: 2000\n\n')
  const tell = (event: 'conversation' | 'case' | 'person' | 'presence', id: string) => response.write(`event: ${event}\ndata: ${JSON.stringify({ id })}\n\n`)
  const stop = live.subscribe('all', (changed) => {
    // After a gap any may have changed: the page asks again, and is shown what it may see.
    if (changed === null) {
      tell('conversation', '')
      tell('case', '')
      tell('person', '')
      return
    }
    const [event, id] = changed.startsWith(CASE) ? ['case', changed.slice(CASE.length)] as const
      : changed.startsWith(PERSON) ? ['person', changed.slice(PERSON.length)] as const : ['conversation', changed] as const
    const looked = { case: isCaseVisible, person: isPersonVisible, conversation: isVisible }[event](db, reader, id)
    looked.then((visible) => { if (visible) tell(event, id) }, () => tell(event, ''))
  })
  const forget = onlookers.onChange((id) => { isVisible(db, reader, id).then((visible) => { if (visible) tell('presence', id) }, () => {}) })
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
    forget()
  })
}
