// A line that fails as it is told: between the desk and a database, a queue or a mail server, or shared out among several processes.
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { Server, Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export interface TcpProxy {
  readonly port: number
  /** Ports behind it, taken in turn; one that refuses is passed over. */
  targets: number[]
  /** Milliseconds that everything which comes back is late. */
  delayMs: number
  /** Cuts what is open and takes nothing until `restore`: whoever calls is refused. */
  refuse(): Promise<void>
  restore(): Promise<void>
  /** Cuts what is open; who calls again is served. */
  cut(): void
  close(): Promise<void>
}

export async function startTcpProxy(targets: number[]): Promise<TcpProxy> {
  const open = new Set<Socket>()
  let turn = 0
  const reach = async (): Promise<Socket | null> => {
    const from = turn++
    for (let tried = 0; tried < proxy.targets.length; tried++) {
      const socket = connect(proxy.targets[(from + tried) % proxy.targets.length] ?? 0, '127.0.0.1')
      const reached = await Promise.race([once(socket, 'connect').then(() => true), once(socket, 'error').then(() => false)]).catch(() => false)
      if (reached) return socket
      socket.destroy()
    }
    return null
  }
  const serve = async (caller: Socket) => {
    caller.on('error', () => {})
    const behind = await reach()
    if (behind === null) return void caller.destroy()
    for (const [one, other] of [[caller, behind], [behind, caller]] as const) {
      open.add(one)
      one.on('error', () => other.destroy())
      one.once('close', () => {
        open.delete(one)
        other.destroy()
      })
    }
    caller.pipe(behind)
    behind.on('data', (piece: Buffer) => {
      if (proxy.delayMs === 0) return void caller.write(piece)
      behind.pause()
      void sleep(proxy.delayMs).then(() => {
        caller.write(piece)
        behind.resume()
      })
    })
  }
  let server: Server
  const listen = async (port: number) => {
    server = createServer((caller) => void serve(caller)).listen(port, '127.0.0.1')
    await once(server, 'listening')
  }
  await listen(0)
  const address = createdAt()
  const cut = () => { for (const one of open) one.destroy() }
  const refuse = async () => {
    if (!server.listening) return
    const closed = new Promise((done) => server.close(done))
    cut()
    await closed
  }
  const proxy: TcpProxy = {
    port: address, targets, delayMs: 0, cut, refuse, close: refuse,
    async restore() { if (!server.listening) await listen(address) },
  }
  return proxy

  function createdAt(): number {
    const at = server.address()
    if (at === null || typeof at === 'string') throw new Error('no port')
    return at.port
  }
}
