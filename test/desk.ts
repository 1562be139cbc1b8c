// A whole desk for a test: real server, worker, database and queue; only other companies' servers are stand-ins.
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import pg from 'pg'
import { inject } from 'vitest'
import { readConfig } from '../src/config.ts'
import { startDesk } from '../src/start.ts'
import { content } from './content.ts'
import type { StartedDesk } from '../src/start.ts'

export async function freshDatabase(): Promise<string> {
  const url = new URL(inject('postgres'))
  const name = `t${randomUUID().replaceAll('-', '')}`
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await client.query(`CREATE DATABASE ${name} TEMPLATE template_madoguchi`)
  await client.end()
  url.pathname = `/${name}`
  return url.href
}

export interface TestDesk extends StartedDesk { readonly databaseUrl: string }

/** `env` as a user would set it; the port is free, the database fresh unless given. */
export async function openDesk(env: Record<string, string> = {}): Promise<TestDesk> {
  const databaseUrl = env['DATABASE_URL'] ?? await freshDatabase()
  const desk = await startDesk(readConfig([], { PORT: '0', LOG_LEVEL: 'silent', REPLY_UNDO_SECONDS: '0', ...env, DATABASE_URL: databaseUrl }), content)
  return { ...desk, databaseUrl }
}

/** Asks again until the answer is there; fails with what was last seen. */
export async function eventually<T>(look: () => T | null | undefined | false | Promise<T | null | undefined | false>, ms = 10_000): Promise<T> {
  const end = performance.now() + ms
  for (;;) {
    const seen = await look()
    if (seen) return seen
    if (performance.now() > end) throw new Error('it did not happen in time')
    await new Promise((done) => setTimeout(done, 20))
  }
}

/** A signed-in counsellor: `fetch` with the session's cookie and the origin a browser would send. */
export async function signIn(desk: TestDesk): Promise<(path: string, body?: unknown, headers?: Record<string, string>, method?: string) => Promise<Response>> {
  const person = { name: '佐藤', email: 'sato@example.org', password: 'a long password here' }
  const post = (path: string, body: unknown, cookie = '', method = 'POST') => fetch(desk.url + path, {
    method, headers: { 'content-type': 'application/json', origin: desk.url, cookie }, body: JSON.stringify(body),
  })
  await post('/api/setup', { token: desk.setupToken, ...person })
  const signedIn = await post('/api/auth/sign-in/email', { email: person.email, password: person.password })
  if (!signedIn.ok) throw new Error(`sign-in: ${signedIn.status}`)
  const cookie = signedIn.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ')
  return (path, body, headers = {}, method = 'POST') => (body === undefined ? fetch(desk.url + path, { headers: { ...headers, cookie } }) : post(path, body, cookie, method))
}

/** A port that is free at this moment. */
export function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
