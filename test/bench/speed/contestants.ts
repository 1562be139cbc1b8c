// Who is measured: the desk, what one would build without it, and the floor below both. Each is a process of its own.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmodSync, mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { SECRET, TOKEN } from './messages.ts'
import type { Protocol } from './messages.ts'
import { TEST_KEYS } from '../../keys.ts'

const root = resolve(import.meta.dirname, '../../..')
const peer = (name: string) => join(import.meta.dirname, 'peers', `${name}.ts`)

/** What a run of the benchmark has for all of them. Databases are empty; `redis` is null where no Redis is installed. */
export interface Around { readonly platform: string; readonly folder: string; readonly redis: string | null; database(name: string): Promise<string> }

export interface Contestant {
  readonly name: string
  /** In a few words, for the page. */
  readonly what: string
  readonly protocol: Protocol
  /** Its database, and Redis, are other processes than its own. */
  readonly shares: boolean
  command(around: Around, port: number): Promise<Command>
}

/** `worker`: a second process, and the port on which it says that it is ready. */
interface Command { readonly script: string; readonly node?: readonly string[]; readonly args?: readonly string[]; readonly env: Readonly<Record<string, string>>; readonly worker?: { readonly args: readonly string[]; readonly port: number } }

export interface Running { readonly contestant: Contestant; readonly port: number; readonly processes: readonly ChildProcess[] }

const desk = (env: Readonly<Record<string, string>>, { platform, folder }: Around, port: number, name: string) => {
  const data = join(folder, name)
  mkdirSync(data, { recursive: true, mode: 0o755 })
  chmodSync(data, 0o755)
  return { script: 'src/main.ts', node: ['--max-semi-space-size=16', '--max-old-space-size=768', '--v8-pool-size=2'], env: { ...env, PORT: String(port), DATA_DIR: data, LOG_LEVEL: 'error', LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: TOKEN, LINE_API_BASE: platform } }
}

export const CONTESTANTS: readonly Contestant[] = [
  {
    name: 'echo', what: 'express and @line/bot-sdk, as in LINE’s documentation; keeps nothing', protocol: 'line', shares: false,
    command: async () => ({ script: peer('line-echo'), env: {} }),
  },
  {
    name: 'desk', what: 'the whole durable turn on PostgreSQL and Redis, one process', protocol: 'line', shares: true,
    command: async (around, port) => desk({ DATABASE_URL: await around.database('desk'), ...(around.redis !== null && { REDIS_URL: around.redis }) }, around, port, 'desk'),
  },
  {
    name: 'desk, web + worker', what: 'the same in two processes, as production runs them', protocol: 'line', shares: true,
    async command(around, port) {
      const one = desk({ DATABASE_URL: await around.database('two'), ...(around.redis !== null && { REDIS_URL: around.redis.replace(/$/, '/1') }) }, around, port, 'two')
      return { ...one, args: ['--role', 'web'], worker: { args: ['--role', 'worker'], port: await freePort() } }
    },
  },
  {
    name: 'desk, embedded', what: 'the same as `npm start` runs it: its own PostgreSQL, nothing else', protocol: 'line', shares: false,
    command: async (around, port) => desk({}, around, port, 'embedded'),
  },
  {
    name: 'botbuilder', what: 'botbuilder’s CloudAdapter and an echo; keeps nothing', protocol: 'botframework', shares: false,
    command: async () => ({ script: peer('botbuilder-echo'), env: {} }),
  },
  {
    name: 'floor', what: 'node:http, the signature, one insert for each event, the reply', protocol: 'line', shares: true,
    command: async ({ database }) => ({ script: peer('floor'), env: { DATABASE_URL: await database('floor') } }),
  },
  {
    name: 'floor, grouped', what: 'the same, with one insert for all that arrive meanwhile', protocol: 'line', shares: true,
    command: async ({ database }) => ({ script: peer('floor'), env: { DATABASE_URL: await database('grouped'), GROUPED: '1' } }),
  },
]

/** A desk may have to learn first. */
const PATIENCE_MS = 180_000

/**
 * Resolves once it listens.
 * @param node what Node itself is told besides, such as to write a profile
 */
export async function start(contestant: Contestant, around: Around, node: readonly string[] = []): Promise<Running> {
  const port = await freePort()
  const { script, node: flags = [], args = [], env, worker } = await contestant.command(around, port)
  const begin = async (more: readonly string[], url: string, isReady: (answer: Response) => boolean, environment: Readonly<Record<string, string>>) => {
    const child = spawn(process.execPath, [...node, ...flags, script, ...more], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: { PATH: process.env['PATH'], ENCRYPTION_KEYS: TEST_KEYS, NODE_ENV: 'production', PLATFORM: around.platform, PORT: String(port), ...environment } })
    const end = performance.now() + PATIENCE_MS
    for (;;) {
      const answer = await fetch(url).catch(() => null)
      if (answer !== null && isReady(answer)) return child
      if (child.exitCode !== null || performance.now() > end) throw new Error(`${contestant.name} did not start`)
      await sleep(50)
    }
  }
  const first = await begin(args, `http://127.0.0.1:${port}/healthz`, () => true, env)
  const second = worker ? [await begin(worker.args, `http://127.0.0.1:${worker.port}/readyz`, ({ ok }) => ok, { ...env, METRICS_PORT: String(worker.port) })] : []
  return { contestant, port, processes: [first, ...second] }
}

/** Lets all its processes go on, or stand still. */
export function signal({ processes }: Running, name: 'SIGCONT' | 'SIGSTOP'): void {
  for (const one of processes) one.kill(name)
}

export async function stop({ processes }: Running): Promise<void> {
  await Promise.all(processes.map(ended))
}

function ended(running: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (running.exitCode !== null || running.signalCode !== null) return done()
    running.once('exit', () => done())
    running.kill('SIGCONT')
    running.kill(running.spawnargs.includes('src/main.ts') ? 'SIGINT' : 'SIGKILL')
  })
}

export function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
