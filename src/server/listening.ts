// Takes connections on as they come. Node takes one for each listening socket and turn of its loop, and a turn is as long as everything there is
// to do: of hundreds that open at once, the last would wait for seconds while those before them send one message after the other. Linux lets
// several sockets share a port.
import type { Server } from 'node:http'
import { createServer } from 'node:net'
import type { ListenOptions, Server as NetServer } from 'node:net'

const SOCKETS = process.platform === 'linux' ? 16 : 1

export interface Listening {
  readonly port: number
  /** Takes no more; resolves when the last connection has ended. */
  close(): Promise<void>
}

/** @param port 0: any that is free. Rejects with `EADDRINUSE` where anybody listens there, also another desk */
export async function listening(server: Server, port: number, host: string): Promise<Listening> {
  // Who shares a port is not refused by those who do as well.
  if (SOCKETS > 1 && port !== 0) await closed(await bound(createServer(), { port, host }))
  const first = await bound(server, { port, host, reusePort: SOCKETS > 1 })
  const address = first.address()
  const taken = typeof address === 'object' && address ? address.port : port
  const others = await Promise.all(Array.from({ length: SOCKETS - 1 }, () => {
    // As HTTP's own server takes them.
    const other = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => { server.emit('connection', socket) })
    return bound(other, { port: taken, host, reusePort: true })
  }))
  return { port: taken, close: async () => { await Promise.all([first, ...others].map(closed)) } }
}

function bound<T extends NetServer>(server: T, options: ListenOptions): Promise<T> {
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(options, () => done(server))
  })
}

function closed(server: NetServer): Promise<void> {
  return new Promise((done) => { server.close(() => done()) })
}
