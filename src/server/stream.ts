// Server-sent events for the desk's pages: which conversation changed, nothing of what it says.
import type { Response } from 'express'
import type { Live } from './live.ts'

const KEEP_ALIVE_MS = 20_000

export function streamTo(response: Response, live: Live): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
  response.write('retry: 2000\n\n')
  const stop = live.subscribe('all', (conversation) => {
    response.write(`event: conversation\ndata: ${JSON.stringify({ id: conversation ?? '' })}\n\n`)
  })
  const timer = setInterval(() => response.write(': here\n\n'), KEEP_ALIVE_MS)
  response.on('close', () => {
    clearInterval(timer)
    stop()
  })
}
