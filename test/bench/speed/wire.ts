// One kept-alive connection that posts ready-made bytes: a client this thin leaves the machine to the servers that are measured.
import { connect } from 'node:net'
import type { Socket } from 'node:net'

/** Milliseconds on a clock that all processes of this machine share. */
export const clock = (): number => Number(process.hrtime.bigint()) / 1e6

export interface Connection {
  /** @returns the status of the answer, once all of it is here; 0 where the connection broke */
  post(request: Buffer): Promise<number>
  close(): void
}

export function openConnection(port: number): Connection {
  let socket: Socket | null = null
  let answered: ((status: number) => void) | null = null
  let received: Buffer = Buffer.alloc(0)
  const end = (status: number) => {
    const done = answered
    answered = null
    received = Buffer.alloc(0)
    done?.(status)
  }
  const broken = () => {
    socket?.destroy()
    socket = null
    end(0)
  }
  const take = (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
    const answer = readAnswer(received)
    if (answer === 'unreadable') broken()
    else if (answer !== null) end(answer)
  }
  return {
    post(request) {
      socket ??= connect(port, '127.0.0.1').setNoDelay(true).on('data', take).on('error', broken).on('close', broken)
      const { promise, resolve } = Promise.withResolvers<number>()
      answered = resolve
      socket.write(request)
      return promise
    },
    close() {
      socket?.removeAllListeners('close').destroy()
      socket = null
    },
  }
}

/** The status once head and body are whole; null before. Every server measured here says how long its answer is. */
export function readAnswer(received: Buffer): number | 'unreadable' | null {
  const head = received.indexOf('\r\n\r\n')
  if (head < 0) return null
  const text = received.toString('latin1', 0, head)
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1])
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(text)?.[1] ?? Number.NaN)
  if (Number.isNaN(status) || Number.isNaN(length)) return 'unreadable'
  return received.length >= head + 4 + length ? status : null
}
