// How connections are taken on: many that come at once, and ports that others have.
import { createServer, get } from 'node:http'
import type { Server } from 'node:http'
import { connect, createServer as createNetServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { listening } from '../src/server/listening.ts'
import { eventually } from './desk.ts'

const ending: (() => unknown)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })

const HOST = '127.0.0.1'

async function open(server: Server, port = 0) {
  const found = await listening(server, port, HOST)
  ending.push(() => { server.closeAllConnections(); return found.close() })
  return found
}

function call(port: number): Socket {
  const socket = connect(port, HOST).on('error', () => {})
  ending.push(() => { socket.destroy() })
  return socket
}

/** In how many turns of the event loop so many connections, opened at once, are taken on. */
async function turnsFor(count: number, server: Server, port: number): Promise<number> {
  const turns: number[] = []
  let turn = 0
  const passing = () => {
    turn += 1
    if (turns.length < count) setImmediate(passing)
  }
  server.on('connection', () => { turns.push(turn) })
  passing()
  for (let n = 0; n < count; n++) call(port)
  await eventually(() => turns.length === count)
  return new Set(turns).size
}

test.runIf(process.platform === 'linux')('hundreds of connections that open at once are taken on in a fraction of the turns that one socket needs', async () => {
  const [shared, plain] = [createServer(), createServer()]
  const { port } = await open(shared)
  await new Promise<void>((done) => { plain.listen(0, HOST, done) })
  ending.push(() => { plain.closeAllConnections(); plain.close() })
  const address = plain.address() as AddressInfo
  const alone = await turnsFor(300, plain, address.port)
  expect(await turnsFor(300, shared, port)).toBeLessThan(alone / 3)
})

test('whichever socket took it on, a connection is answered and is waited for at the end', async () => {
  const held: (() => void)[] = []
  const server = createServer((_request, response) => { held.push(() => response.end('here')) })
  const { port, close } = await open(server)
  const answers = Array.from({ length: 40 }, () => new Promise<string>((done, fail) => {
    get({ port, host: HOST, agent: false }, (response) => { response.setEncoding('utf8').on('data', done) }).on('error', fail)
  }))
  await eventually(() => held.length === 40)
  let over = false
  const closing = close().then(() => { over = true })
  await expect(new Promise((done, fail) => { call(port).on('error', fail).on('connect', done) })).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  expect(over).toBe(false)
  for (const answer of held) answer()
  expect(new Set(await Promise.all(answers))).toEqual(new Set(['here']))
  server.closeIdleConnections()
  await closing
})

test('a port that another desk has, or anybody, is refused', async () => {
  const { port } = await open(createServer())
  await expect(listening(createServer(), port, HOST)).rejects.toMatchObject({ code: 'EADDRINUSE' })
  const other = createNetServer()
  await new Promise<void>((done) => { other.listen(0, HOST, done) })
  ending.push(() => { other.close() })
  const address = other.address() as AddressInfo
  await expect(listening(createServer(), address.port, HOST)).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
