// A door for tests of signing in: the real sessions and database behind real HTTP, browsers that keep cookies, and a clock that can be turned.
import { createHmac, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import express from 'express'
import { z } from 'zod'
import { openSessions } from '../src/server/session.ts'
import type { AuthEvent, OidcConfig, Sessions, StaffMember } from '../src/server/session.ts'
import type { Database } from '../src/store/database.ts'
import { freshDatabase } from './desk.ts'
import { openStore } from './store.ts'
import { named } from '../src/store/sealing/marks.ts'

export const PASSWORD = 'a long password here'

export interface TestDoor {
  readonly url: string
  readonly db: Database
  readonly sessions: Sessions
  readonly events: AuthEvent[]
  /** Moves the desk's clock. better-auth's own stays. */
  later(ms: number): void
  /** A person with an account, in a browser of their own. */
  person(name: string): Promise<Person>
  browser(address?: string): Browser
  close(): Promise<void>
}

export interface Person { readonly id: string; readonly email: string; readonly browser: Browser }

export interface Browser {
  readonly cookies: Map<string, string>
  get(path: string): Promise<Response>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>
  signIn(email: string, password?: string): Promise<Response>
  who(): Promise<StaffMember | null>
}

/** `publicUrl`: as behind a proxy that ends TLS. */
export async function openDoor({ oidc = null, publicUrl }: { oidc?: OidcConfig | null; publicUrl?: string } = {}): Promise<TestDoor> {
  const app = express().set('trust proxy', 'loopback')
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const bound = server.address()
  const url = `http://localhost:${typeof bound === 'object' && bound ? bound.port : 0}`
  const db = openStore(await freshDatabase(), 5)
  const events: AuthEvent[] = []
  let shift = 0
  const sessions = await openSessions(
    { db, config: { publicUrl: publicUrl ?? url }, now: () => new Date(Date.now() + shift), newId: randomUUID },
    { oidc, onEvent: async (event) => { events.push(event) } },
  )
  app.all('/api/auth/*splat', sessions.handler)
  app.get('/who', async (request, response) => { response.json(await sessions.who(request.headers)) })
  app.get('/desk', (_request, response) => { response.send('the desk') })
  const browser = (address?: string) => openBrowser(url, address)
  return {
    url, db, sessions, events, browser,
    later: (ms) => { shift += ms },
    async person(name) {
      const email = `${name}@example.org`
      const { token } = await sessions.invite({ name, email, roles: ['counsellor'], languages: ['ja'], createdBy: 'test' })
      await sessions.acceptInvitation(token, { name, password: PASSWORD })
      const { id } = await db.prisma.staff.findFirstOrThrow({ where: { email: named(email) } })
      return { id, email, browser: browser() }
    },
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
      await db.close()
    },
  }
}

export function openBrowser(url: string, address?: string): Browser {
  const cookies = new Map<string, string>()
  const ask = async (path: string, init: RequestInit) => {
    const response = await fetch(new URL(path, url), {
      ...init, redirect: 'manual',
      headers: {
        origin: url, cookie: [...cookies].map((pair) => pair.join('=')).join('; '), ...(address !== undefined && { 'x-forwarded-for': address }),
        ...Object.fromEntries(new Headers(init.headers)),
      },
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  const post: Browser['post'] = (path, body, headers = {}) => ask(path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
  return {
    cookies, post,
    get: (path) => ask(path, {}),
    signIn: (email, password = PASSWORD) => post('/api/auth/sign-in/email', { email, password }),
    async who() {
      const told: StaffMember | null = JSON.parse(await (await ask('/who', {})).text())
      return told
    },
  }
}

export const SESSION = 'madoguchi.session_token'

/** What an authenticator app shows; `step` 1 is the next code, which is accepted already. */
export function totp(secret: Uint8Array, step = 0): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const code = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff
  return String(code % 1_000_000).padStart(6, '0')
}

/** Sets up an authenticator in a browser that is signed in; `spent` is the code that did it. */
export async function enableTotp(browser: Browser): Promise<{ secret: Uint8Array; backupCodes: readonly string[]; spent: string }> {
  const offered = await browser.post('/api/auth/two-factor/enable', { password: PASSWORD })
  const { totpURI, backupCodes } = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) }).parse(await offered.json())
  const secret = base32(new URL(totpURI).searchParams.get('secret') ?? '')
  const spent = totp(secret)
  const verified = await browser.post('/api/auth/two-factor/verify-totp', { code: spent })
  if (!verified.ok) throw new Error(`enabling: ${verified.status}`)
  return { secret, backupCodes, spent }
}

function base32(text: string): Uint8Array {
  const bits = [...text].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2))
}
