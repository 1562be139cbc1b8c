// Waking the workers through BullMQ. The database holds the work; a wake only says that there is some.
import { createPostgresBackend, Queue, runMigrations, Worker } from 'bullmq'
import type { JobsOptions } from 'bullmq'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from '../operate/log.ts'

export type Work = 'turns' | 'deliveries' | 'translations' | 'media' | 'menus' | 'pages'

export interface Wakes {
  /** Says that there is work. Never throws: what a lost wake leaves behind, the sweep finds. */
  wake(work: Work): void
  /** Runs `handle` whenever somebody woke this work; several at a time, on every process that calls this. */
  process(work: Work, handle: () => Promise<void>): void
  close(): Promise<void>
}

/** So many wakes of one kind can be worked on at once, over all processes. Each takes what no other has locked. */
const LANES: Readonly<Record<Work, number>> = { turns: 4, deliveries: 6, translations: 1, media: 1, menus: 1, pages: 1 }
/** And so many in one process: turns that are taken together cost less than turns taken side by side. */
const HERE: Readonly<Record<Work, number>> = { ...LANES, turns: 1 }
const isWork = (name: string): name is Work => name in LANES

/** A job of a killed worker is taken over after this; the sweep does its work long before. */
const LOCK_MS = 10_000

export async function openWakes(config: { redisUrl: string | null; databaseUrl: string }, log: Log): Promise<Wakes> {
  const queue = config.redisUrl === null ? await onPostgres(config.databaseUrl, log) : onRedis(config.redisUrl, log)
  const handlers = new Map<Work, () => Promise<void>>()
  const pending = new Map<Work, Promise<void>>()
  const again = new Set<Work>()
  const here = new Map<Work, Set<Promise<void>>>()
  let closed = false
  let turn = 0

  const add = async (work: Work): Promise<void> => {
    const lane = `${work}-${turn++ % LANES[work]}`
    try {
      await within(PATIENCE_MS, queue.add(work, { deduplication: { id: lane, keepLastIfActive: true }, removeOnComplete: true, removeOnFail: 100 }))
    } catch (error) {
      log.warn({ work, reason: error instanceof Error ? error.name : 'unknown' }, 'wake failed; the sweep will find the work')
    }
    pending.delete(work)
    if (again.delete(work)) start(work)
  }
  const start = (work: Work) => { pending.set(work, add(work)) }
  const doHere = async (work: Work, handle: () => Promise<void>): Promise<void> => {
    const doing = here.get(work) ?? new Set()
    here.set(work, doing)
    if (doing.size >= HERE[work]) return void again.add(work)
    const done = handle()
      .catch((error: unknown) => log.error({ work, reason: error instanceof Error ? error.name : 'unknown' }, 'work failed; the sweep will find it'))
      .finally(() => {
        doing.delete(done)
        if (again.delete(work) && !closed) void doHere(work, handle)
      })
    doing.add(done)
    await done
  }

  return {
    /** What this process does itself needs no queue. Wakes that are asked for while one is on its way go out as one. */
    wake(work) {
      const handle = handlers.get(work)
      if (closed) return
      if (handle) void doHere(work, handle)
      else if (pending.has(work)) again.add(work)
      else start(work)
    },
    process(work, handle) {
      if (handlers.size === 0) queue.work(async ({ name }) => {
        const asked = isWork(name) ? handlers.get(name) : undefined
        if (isWork(name) && asked) await doHere(name, asked)
      })
      handlers.set(work, handle)
    },
    async close() {
      closed = true
      await Promise.all([...pending.values(), ...[...here.values()].flatMap((doing) => [...doing])])
      await queue.close()
    },
  }
}

function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  return Promise.race([promise, sleep(ms, undefined, { ref: false }).then((): never => { throw new Error('the queue does not answer') })])
}

/** BullMQ, with the types of its two backends put away. */
interface Backend {
  add(name: string, options: JobsOptions): Promise<unknown>
  work(handle: (job: { readonly name: string }) => Promise<void>): void
  close(): Promise<void>
}

const NAME = 'wakes'
/** BullMQ waits for a queue that is away for as long as it takes; the desk does not. */
const PATIENCE_MS = 2_000
const WORKER = {
  concurrency: Object.values(LANES).reduce((sum, lanes) => sum + lanes),
  lockDuration: LOCK_MS,
  stalledInterval: LOCK_MS / 2,
  maxStalledCount: 1000,
}

/** BullMQ's own tables live in the schema `bullmq` of the desk's database. */
async function onPostgres(databaseUrl: string, log: Log): Promise<Backend> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await runMigrations(client).finally(() => client.end())
  const connection = { connectionString: databaseUrl, max: 10 }
  const queue = new Queue(NAME, { connection }, createPostgresBackend)
  return watched(queue, (handle) => new Worker(NAME, handle, { connection, ...WORKER }, createPostgresBackend), log)
}

function onRedis(url: string, log: Log): Backend {
  const connection = { url, maxRetriesPerRequest: null }
  // Adding must fail rather than hang while Redis is away: the sweep does the work then.
  const queue = new Queue(NAME, { connection: { url, maxRetriesPerRequest: 1, commandTimeout: 2_000 } })
  return watched(queue, (handle) => new Worker(NAME, handle, { connection, ...WORKER }), log)
}

type Emitting = { on(event: 'error', heard: (error: Error) => void): unknown; close(): Promise<void>; disconnect(): Promise<void> }

function watched(
  queue: Emitting & { add(name: string, data: object, options: JobsOptions): Promise<unknown> },
  openWorker: (handle: (job: { readonly name: string }) => Promise<void>) => Emitting, log: Log,
): Backend {
  const opened: Emitting[] = [queue]
  queue.on('error', (error) => log.warn({ reason: error.name }, 'queue'))
  return {
    add: (name, options) => queue.add(name, {}, options),
    work(handle) {
      const worker = openWorker(handle)
      worker.on('error', (error) => log.warn({ reason: error.name }, 'worker'))
      opened.unshift(worker)
    },
    async close() {
      for (const one of opened) await within(PATIENCE_MS, one.close()).catch(() => void one.disconnect().catch(() => {}))
    },
  }
}
