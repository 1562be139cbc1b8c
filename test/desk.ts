// A whole desk for a test: real server, worker, database and queue; only other companies' servers are stand-ins.
import { randomInt, randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import pg from 'pg'
import { expect, inject } from 'vitest'
import { readConfig } from '../src/config.ts'
import { startDesk } from '../src/start.ts'
import type { Asking } from './colleague.ts'
import { content } from './content.ts'
import type { StartedDesk } from '../src/start.ts'
import { TEST_KEYS } from './keys.ts'

export async function freshDatabase(): Promise<string> {
  const url = new URL(inject('postgres'))
  const name = `t${randomUUID().replaceAll('-', '')}`
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  while (!(await takeReady(client, name))) await new Promise((done) => setTimeout(done, 20))
  void dropFormer(client).finally(() => client.end())
  given.push({ name, file: expect.getState().testPath })
  url.pathname = `/${name}`
  return url.href
}

const given: { readonly name: string; readonly file: string | undefined }[] = []

/** What the files before this one were given: nobody needs it any more, and hundreds of databases do not fit into memory. One that somebody still holds stays. */
async function dropFormer(client: pg.Client): Promise<void> {
  const file = expect.getState().testPath
  const former = given.filter((one) => one.file !== file)
  given.splice(0, given.length, ...given.filter((one) => !former.includes(one)))
  for (const { name } of former) await client.query(`DROP DATABASE IF EXISTS ${name}`).catch(() => {})
}

/** One that was made ahead (postgres.ts). False: there is none, or somebody else was quicker. */
async function takeReady(client: pg.Client, name: string): Promise<boolean> {
  const { rows: [ready] } = await client.query<{ datname: string }>(`SELECT datname FROM pg_database WHERE datname LIKE 'ready\\_%' ORDER BY random() LIMIT 1`)
  return ready !== undefined && client.query(`ALTER DATABASE ${ready.datname} RENAME TO ${name}`).then(() => true, () => false)
}

export interface TestDesk extends Pick<StartedDesk, 'url' | 'setupToken' | 'stop'> { readonly databaseUrl: string }

/** `env` as a user would set it; the port is free, the database fresh unless given. */
export async function openDesk(env: Record<string, string> = {}): Promise<TestDesk> {
  const databaseUrl = env['DATABASE_URL'] ?? await freshDatabase()
  const desk = await startDesk(readConfig([], { PORT: '0', LOG_LEVEL: 'silent', REPLY_UNDO_SECONDS: '0', ENCRYPTION_KEYS: TEST_KEYS, ...env, DATABASE_URL: databaseUrl }), content)
  return { ...desk, databaseUrl }
}

/** Asks again until the answer is there, or for `ms`: ever more seldom, as what is asked may have its limits. */
export async function eventually<T>(look: () => T | null | undefined | false | Promise<T | null | undefined | false>, ms = 60_000): Promise<T> {
  const from = performance.now()
  for (;;) {
    const seen = await look()
    if (seen) return seen
    const waited = performance.now() - from
    if (waited > ms) throw new Error('it did not happen in time')
    await new Promise((done) => setTimeout(done, Math.min(150, 20 + waited / 50)))
  }
}

/** Everything that arrived has had its turn, and everything said is out. */
export const allAnswered = (db: pg.Client): Promise<boolean> => eventually(async () => (await db.query(`SELECT 1 FROM event WHERE done_at IS NULL UNION ALL SELECT 1 FROM delivery WHERE status = 'pending'`)).rowCount === 0)

/** The cookie of somebody's session, as a browser would send it. */
export async function sessionOf(desk: TestDesk, email: string, password: string): Promise<string> {
  const signedIn = await fetch(`${desk.url}/api/auth/sign-in/email`, {
    method: 'POST', headers: { 'content-type': 'application/json', origin: desk.url }, body: JSON.stringify({ email, password }),
  })
  if (!signedIn.ok) throw new Error(`sign-in of ${email}: ${signedIn.status}`)
  return signedIn.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ')
}

export const FOUNDER = { name: '佐藤', email: 'sato@example.org', password: 'a long password here' }

/** Makes the first account by its one-time link. @returns the cookie of its session */
export async function founded(desk: TestDesk): Promise<string> {
  await fetch(`${desk.url}/api/setup`, { method: 'POST', headers: { 'content-type': 'application/json', origin: desk.url }, body: JSON.stringify({ token: desk.setupToken, ...FOUNDER }) })
  return sessionOf(desk, FOUNDER.email, FOUNDER.password)
}

/** `fetch` with a session's cookie and the origin a browser would send. */
export function asking(desk: TestDesk, cookie: string): Asking {
  return (path, body, headers = {}, method = 'POST') => fetch(desk.url + path, body === undefined
    ? { headers: { ...headers, cookie } } : { method, headers: { 'content-type': 'application/json', origin: desk.url, ...headers, cookie }, body: JSON.stringify(body) })
}

/** A signed-in counsellor, the desk's first. */
export const signIn = async (desk: TestDesk): Promise<Asking> => asking(desk, await founded(desk))

/** A port that is free at this moment, below those that are given to whoever asks for any: nobody has it by chance before it is used. */
export function freePort(): Promise<number> {
  return new Promise((done) => {
    const port = randomInt(12_000, 32_000)
    const server = createServer().once('error', () => done(freePort()))
    server.listen(port, '127.0.0.1', () => { server.close(() => done(port)) })
  })
}
