// The HTTP half of a stand-in: a free port of 127.0.0.1, whole bodies, JSON answers, connections cut on demand.
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'

/** `path` is as it was sent: not decoded, nothing tidied. `body`, and `bytes` it was read from, are null where longer than the limit. */
export interface Received {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: string | null
  readonly bytes: Uint8Array | null
}

/** `cut` closes the connection without a word. A body of bytes is sent as it is, everything else as JSON. */
export type Answer = { readonly status: number; readonly body: unknown; readonly headers?: Record<string, string> } | 'cut'

export interface HttpServer {
  readonly port: number
  readonly url: string
  close(): Promise<void>
}

export async function startHttpServer(bodyLimit: number, answer: (request: Received) => Promise<Answer>): Promise<HttpServer> {
  const server = createServer((request, response) => {
    const reply = async () => {
      const [path = '', query = ''] = (request.url ?? '').split('?', 2)
      const bytes = await readBody(request, bodyLimit)
      const body = bytes?.toString('utf8') ?? null
      const given = await answer({ method: request.method ?? '', path, query: new URLSearchParams(query), headers: request.headers, body, bytes })
      if (given === 'cut') {
        request.socket.destroy()
        return
      }
      const binary = given.body instanceof Uint8Array ? given.body : null
      response.writeHead(given.status, { 'content-type': binary === null ? 'application/json' : 'application/octet-stream', ...given.headers })
      response.end(binary ?? JSON.stringify(given.body))
    }
    // A caller that went away is no fault; a fault of the stand-in itself must not look like one of the platform's answers.
    reply().catch((error: unknown) => {
      if (request.destroyed && !request.complete) return
      console.error('stand-in failed', error)
      response.writeHead(599).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    port: address.port,
    url: `http://127.0.0.1:${address.port}`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}

async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size <= limit) chunks.push(bytes)
  }
  return size > limit ? null : Buffer.concat(chunks)
}

/** Undefined where the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text)
    return parsed
  } catch {
    return undefined
  }
}
