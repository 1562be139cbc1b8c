// Stands before a stand-in and spoils its answers: errors, silence, half a body, another language. What came through was accepted behind it.
import { createServer, request } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { once } from 'node:events'

/**
 * `refused` is answered here with its status, and nothing reaches the platform. All others do, and only the answer is spoiled: it never comes,
 * ends in the middle of its body, is a page of HTML, JSON that breaks off, or JSON with fields nobody knows.
 */
export type Spoiled = { readonly type: 'refused'; readonly status: number; readonly retryAfter?: number } | { readonly type: 'silent' | 'half' | 'html' | 'broken' | 'unknown' }

export interface Spoiler {
  readonly url: string
  /** Null: everything passes as it is. */
  spoiled: Spoiled | null
  /** How many answers it has spoiled. */
  count: number
  close(): Promise<void>
}

export async function startSpoiler(target: string): Promise<Spoiler> {
  const server = createServer((incoming, response) => {
    const { spoiled } = spoiler
    if (spoiled?.type === 'refused') {
      spoiler.count++
      incoming.resume()
      response.writeHead(spoiled.status, { 'content-type': 'application/json', ...(spoiled.retryAfter !== undefined && { 'retry-after': String(spoiled.retryAfter) }) })
      return void response.end(JSON.stringify({ message: spoiled.status === 429 ? 'The API rate limit has been exceeded. Try again later.' : 'Internal server error' }))
    }
    const { host: _host, ...headers } = incoming.headers
    const passed = request(new URL(incoming.url ?? '/', target), { method: incoming.method, headers: { ...headers, host: incoming.headers.host } }, (answer) => void answered(answer, response, spoiled))
    passed.on('error', () => response.destroy())
    incoming.pipe(passed)
  })
  const answered = async (answer: IncomingMessage, response: ServerResponse, how: Spoiled | null) => {
    const pieces: Buffer[] = []
    for await (const piece of answer) pieces.push(Buffer.from(piece))
    const body = Buffer.concat(pieces)
    const { 'content-length': _length, 'transfer-encoding': _encoding, ...headers } = answer.headers
    if (how === null) return void response.writeHead(answer.statusCode ?? 502, headers).end(body)
    spoiler.count++
    switch (how.type) {
      case 'silent': return
      case 'half':
        response.writeHead(answer.statusCode ?? 502, { ...headers, 'content-length': body.length + 1 })
        response.write(body.subarray(0, Math.ceil(body.length / 2)), () => response.destroy())
        return
      case 'html': return void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Maintenance</title><p>Back soon.')
      case 'broken': return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"sentMessages":[{"id":')
      default: return void response.writeHead(answer.statusCode ?? 502, headers).end(withMore(body))
    }
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const spoiler: Spoiler = {
    url: `http://127.0.0.1:${address.port}`, spoiled: null, count: 0,
    close: () => new Promise((done) => {
      server.close(() => done())
      server.closeAllConnections()
    }),
  }
  return spoiler
}

/** Fields that no documentation names. */
function withMore(body: Buffer): Buffer {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'))
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? Buffer.from(JSON.stringify({ ...parsed, unheardOf: { of: [1, null] } })) : body
  } catch {
    return body
  }
}
