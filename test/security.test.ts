// The door as an attacker meets it: headers on every kind of answer, pages of other sites, made-up ids, broken HTTP, and what nobody may learn from an error.
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import express from 'express'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig, warnings } from '../src/config.ts'
import { ROUTE_NAMES } from '../src/routes.ts'
import { PATIENCE } from '../src/server/app.ts'
import { remember } from '../src/server/board/door.ts'
import { answerErrors } from '../src/server/errors.ts'
import { secured } from '../src/server/headers.ts'
import { networkOf } from '../src/server/network.ts'
import { securityContact } from '../src/server/security-contact.ts'
import { asking, founded, openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { call, start } from './direct-line.ts'
import { OPEN_ROUTES } from './open-routes.ts'
import { STORM } from './mutations.ts'
import { NOBODY } from './route-samples.ts'

let desk: TestDesk
let cookie = ''

beforeAll(async () => {
  desk = await openDesk({ MESSENGER_APP_SECRET: 's', MESSENGER_PAGE_TOKEN: 't', MESSENGER_VERIFY_TOKEN: 'v', SECURITY_CONTACT: 'mailto:security@desk.example' })
  cookie = await founded(desk)
})
afterAll(() => desk.stop())

const ask = (method: string, path: string, headers: Record<string, string> = {}, body?: string) => fetch(desk.url + path, { method, headers, redirect: 'manual', ...(body !== undefined && { body }) })
/** One after the other in a short run, all of them for each route in a long one. */
const STRANGE = ['x', '%00', `'%20OR%201=1`, '..%2f..', '9'.repeat(400), '%F0%9F%98%80', '__proto__']
/** They answer alike whether or not there is anybody to see them. */
const SIGNS_OF_LIFE = /\/(typing|seen)$/
const JSON_HERE = () => ({ 'content-type': 'application/json', origin: desk.url })

test('every kind of answer says how it is to be taken, and shows nothing of the machine', async () => {
  const asked = [...Object.entries(OPEN_ROUTES).map(([name, path]) => [name.split(' ')[0] === 'ALL' ? 'GET' : name.split(' ')[0] ?? '', path] as const),
    ['GET', '/api/me'], ['GET', '/api/nothing'], ['GET', '/nowhere'], ['GET', '/%E0%A4%A'], ['POST', '/nowhere'], ['DELETE', '/api/me'], ['OPTIONS', '/api/me'], ['GET', '/webhooks/messenger?hub.mode=subscribe&hub.verify_token=v&hub.challenge=%3Cscript%3E'],
    ['GET', `/assets/${readdirSync(join(import.meta.dirname, '../dist/web/assets')).find((name) => name.endsWith('.css')) ?? ''}`], ['GET', '/desk/manifest.webmanifest'], ['GET', '/assets/../../package.json'], ['GET', '/assets/..%2f..%2fpackage.json']] as const
  for (const [method, path] of asked) {
    const response = await ask(method, path)
    const [policy, text, kind] = [response.headers.get('content-security-policy') ?? '', await response.text(), response.headers.get('content-type') ?? '']
    const seen = `${method} ${path} ${response.status}`
    expect([seen, response.headers.get('x-content-type-options'), response.headers.get('x-powered-by')]).toEqual([seen, 'nosniff', null])
    expect([seen, policy]).toEqual([seen, expect.stringMatching(path === '/' ? /frame-ancestors \*/ : /frame-ancestors 'none'/)])
    expect([seen, policy]).toEqual([seen, expect.not.stringMatching(/unsafe-|default-src \*|https:(;|$)/)])
    expect([seen, response.headers.get('referrer-policy')]).toEqual([seen, expect.stringMatching(/^(no-referrer|same-origin)$/)])
    expect([seen, response.headers.get('permissions-policy')]).toEqual([seen, expect.stringContaining('camera=()')])
    expect([seen, response.headers.get('cross-origin-opener-policy')]).toEqual([seen, 'same-origin'])
    expect([seen, response.headers.get('access-control-allow-origin') !== null]).toEqual([seen, path.startsWith('/v3/directline')])
    if (text !== '' && kind.startsWith('text/')) expect([seen, kind]).toEqual([seen, expect.stringMatching(/charset=utf-8$/i)])
    if (kind.startsWith('text/html') && !path.startsWith('/desk') && path !== '/') expect([seen, /<script(?![^>]*\ssrc=)|\son\w+=|\sstyle=|javascript:/i.exec(text)?.[0]]).toEqual([seen, undefined])
    if (path.startsWith('/api')) expect([seen, response.headers.get('cache-control')]).toEqual([seen, path === '/api/messages' ? null : 'no-store'])
    // This machine may read the metrics, whose help names their parts.
    if (path !== '/metrics') expect([seen, /node_modules|\/src\/|\bat .+:\d+:\d+|"version": ?"|postgres/i.exec(text)?.[0]]).toEqual([seen, undefined])
  }
})

test('the built pages hold no script and no style of their own, and load nothing from elsewhere', () => {
  for (const page of ['chat', 'inbox']) {
    const html = readFileSync(join(import.meta.dirname, `../dist/web/${page}/index.html`), 'utf8')
    expect(/<script(?![^>]*\ssrc=)|<style|\son\w+=|\sstyle=/i.exec(html)).toBeNull()
    expect([...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address).filter((address) => !address?.startsWith('/'))).toEqual([])
  }
})

test('behind TLS browsers are told to stay there; sockets go to the host of the page and no other', async () => {
  const headersOf = (publicUrl: string, host = 'localhost:3000') => through(express().use(secured(publicUrl)).get('/', (_request, response) => void response.send('x')), '/', { host })
  const secure = await headersOf('https://desk.example.org', 'desk.example.org')
  expect(secure).toMatch(/strict-transport-security: max-age=31536000; includeSubDomains\r\n/i)
  expect(secure).toContain("connect-src 'self' wss://desk.example.org;")
  const plain = await headersOf('http://localhost:3000')
  expect(plain).not.toMatch(/strict-transport/i)
  expect(plain).toContain("connect-src 'self' ws://localhost:3000 wss://localhost:3000;")
  expect(await headersOf('http://localhost:3000', 'a; script-src *')).toContain("connect-src 'self' 'self';")
})

test('the list of routes without a session is complete, and a session changes nothing about them', async () => {
  const files = (folder: string): string[] => readdirSync(folder, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? files(join(folder, one.name)) : one.name.endsWith('.ts') ? [join(folder, one.name)] : []))
  const root = join(import.meta.dirname, '../src/server')
  const found = files(root).filter((file) => !file.endsWith('/guard.ts')).flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\b(?:router|app)\.(get|post|put|patch|delete|all)\((\[[^\]]*\]|'[^']*'|`[^`]*`)/g)]
    .flatMap(([, method = '', paths = '']) => [...paths.matchAll(/['`]([^'`]+)['`]/g)].map(([, path]) => `${method.toUpperCase()} ${path}`)))
  expect([...new Set(found)].toSorted()).toEqual(Object.keys(OPEN_ROUTES).toSorted())
  for (const [name, path] of Object.entries(OPEN_ROUTES)) {
    const method = name.split(' ')[0] === 'ALL' ? 'GET' : name.split(' ')[0] ?? ''
    const answers = await Promise.all([{}, { cookie }].map(async (headers) => (await ask(method, path, { ...headers, origin: desk.url })).status))
    expect([name, answers[0]]).toEqual([name, answers[1]])
    expect([name, answers]).toEqual([name, answers.map((status) => (status < 500 ? status : 'a failure'))])
  }
})

test('another method of a route is no way around its door', async () => {
  for (const name of ROUTE_NAMES) {
    const path = (name.split(' ')[1] ?? '').replace(/:\w+/g, NOBODY)
    for (const method of ['HEAD', 'PUT', ...(STORM > 1_000 ? ['OPTIONS', 'SEARCH', 'PROPFIND'] : [])]) {
      const { status } = await ask(method, path, { origin: desk.url })
      expect([method, name, status]).toEqual([method, name, expect.toBeOneOf([200, 401, 404].filter((one) => one !== 200 || method === 'OPTIONS'))])
    }
  }
  expect(await raw(port(), `TRACE /api/me HTTP/1.1\r\nHost: x\r\nCookie: secret=1\r\nConnection: close\r\n\r\n`)).not.toMatch(/secret=1/)
})

test('ids that are none, strange, long or somebody else`s are not there, and break nothing', async () => {
  const founder = asking(desk, cookie)
  let n = 0
  for (const name of ROUTE_NAMES.filter((one) => one.includes('/:'))) {
    for (const id of [NOBODY, ...(STORM > 1_000 ? STRANGE : [STRANGE[n++ % STRANGE.length] ?? ''])]) {
      const [method = '', path = ''] = name.split(' ')
      const { status } = method === 'GET' ? await founder(path.replace(/:\w+/g, id)) : await founder(path.replace(/:\w+/g, id), {}, {}, method)
      expect([name, id, status]).toEqual([name, id, expect.toBeOneOf([400, 404, 409, 410, 422, ...(SIGNS_OF_LIFE.test(name) ? [200] : [])])])
    }
  }
})

test('a page of another site can do, show and open nothing of the desk in somebody`s session', async () => {
  for (const site of ['cross-site', 'same-site']) {
    expect([(await ask('GET', '/api/me', { cookie, 'sec-fetch-site': site })).status, (await ask('POST', '/api/views', { cookie, ...JSON_HERE(), 'sec-fetch-site': site }, '{}')).status]).toEqual([403, 403])
  }
  for (const origin of ['https://evil.example', 'null', desk.url.replace('localhost', 'localhost.evil.example')]) expect([origin, (await ask('PATCH', '/api/me', { cookie, 'content-type': 'application/json', origin }, '{}')).status]).toEqual([origin, 403])
  expect((await ask('POST', '/api/views', { cookie, 'content-type': 'application/json' }, '{}')).status).toBe(403)
  for (const path of ['/inquiry', '/board/join']) expect([path, (await ask('POST', path, { 'sec-fetch-site': 'cross-site' }, 'lang=en')).status]).toEqual([path, 403])
  expect((await ask('GET', '/api/me', { cookie, 'sec-fetch-site': 'same-origin' })).status).toBe(200)
})

test('one visitor`s token opens no other visitor`s conversation, file or stream', async () => {
  const [mine, theirs] = [await start(desk, 'en'), await start(desk, 'vi')]
  const path = `/conversations/${theirs.conversationId}`
  for (const [way, body] of [[path, undefined], [`${path}/activities`, undefined], [`${path}/activities`, { type: 'message', text: 'hello' }], [`${path}/upload`, {}]] as const) {
    expect([way, (await call(desk, way, { token: mine.token, ...(body && { body }) })).status]).toEqual([way, 404])
  }
  expect((await call(desk, `${path}/files/${NOBODY}?t=${mine.token}`, {})).status).toBe(403)
  const { pathname, search } = new URL(mine.streamUrl)
  const upgrade = `GET ${pathname.replace(mine.conversationId, theirs.conversationId)}${search} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`
  expect(await raw(port(), upgrade)).toMatch(/^HTTP\/1\.1 403 /)
})

test.each([
  ['two lengths', 'POST /inquiry HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd', 400],
  ['a length and chunks', 'POST /inquiry HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400],
  ['chunks spelled otherwise', 'POST /inquiry HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n', 400],
  ['a chunk whose size is none', 'POST /inquiry HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n', 400],
  ['a blank before the colon', 'GET /healthz HTTP/1.1\r\nHost : x\r\n\r\n', 400],
  ['no host', 'GET /healthz HTTP/1.1\r\n\r\n', 400],
  ['headers without an end', `GET /healthz HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(PATIENCE.maxHeaderSize)}\r\n\r\n`, 431],
])('HTTP that two programs may read differently is refused: %s', async (_, request, status) => {
  expect(await raw(port(), request)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
})

test('nobody holds a connection open by being slow', () => {
  expect(PATIENCE).toMatchObject({ headersTimeout: 20_000, requestTimeout: 300_000, maxHeaderSize: 16_384 })
})

test('bodies that are too deep, too long or aim at prototypes are refused and change nothing', async () => {
  const polluting = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"name":"x"}'
  for (const [path, body] of [['/api/views', polluting], ['/api/views', '{"name":"\\u0000","filter":null,"shared":false}'], ['/api/views', '['.repeat(40_000) + ']'.repeat(40_000)], ['/api/views', `{"name":"${'a'.repeat(200_000)}"}`], ['/api/setup', polluting], ['/v3/directline/conversations', polluting], ['/webhooks/messenger', 'x'.repeat(2_000_000)]] as const) {
    expect([path, (await ask('POST', path, { cookie, ...JSON_HERE() }, body)).status]).toEqual([path, expect.toBeOneOf([200, 201, 400, 401, 410, 413])])
  }
  expect('polluted' in {}).toBe(false)
  expect((await ask('GET', '/api/conversations?__proto__[show]=all&show=open&show=all', { cookie })).status).toBe(200)
})

test('a form with a sign that no database keeps is answered like any other', async () => {
  for (const [path, fields] of [['/entry', { name: 'a\0b', kind: 'sending', country: 'vn', contact: 'a@example.org' }], ['/inquiry', { form: 'a'.repeat(40), message: 'a\0b', lang: 'en' }], ['/inquiry/thread', { code: '\0' }], ['/reply/x', { do: 'reply', text: '\0' }], ['/guide/en/search', { text: '\0' }], ['/board/join', { nickname: '\0', lang: 'en' }], ['/board/enter', { code: '\0' }]] as const) {
    const { status } = await ask('POST', path, { origin: desk.url, 'content-type': 'application/x-www-form-urlencoded' }, new URLSearchParams(fields).toString())
    expect([path, status]).toEqual([path, expect.toSatisfy((one: number) => one < 500)])
  }
})

test('the board`s cookie is out of reach of scripts, of other hosts, and of pages without TLS', () => {
  const set = (publicUrl: string) => {
    const seen: unknown[] = []
    const response = Object.assign(Object.create(express.response), { cookie: (...given: unknown[]) => seen.push(given) })
    remember(response, 'CODE', publicUrl)
    return seen
  }
  expect(set('https://desk.example.org')).toEqual([['__Host-board', 'CODE', { httpOnly: true, sameSite: 'lax', path: '/', secure: true }]])
  expect(set('http://localhost:3000')).toEqual([['board', 'CODE', { httpOnly: true, sameSite: 'lax', path: '/board', secure: false }]])
})

test('what goes wrong inside says "failed" to the world, and to the log neither text nor secret', async () => {
  const written: string[] = []
  const app = express().get('/x/:secret', () => { throw new Error('password=hunter2 of Minh') }).use(answerErrors(pino({ level: 'info' }, { write: (line) => void written.push(line) })))
  const answer = await through(app, '/x/s3cret')
  expect(answer).toMatch(/^HTTP\/1\.1 500 [^]*\{"error":"failed"\}$/)
  expect(written.join('')).toContain('/x/:secret')
  expect(written.join('') + answer).not.toMatch(/hunter2|Minh|s3cret/)
})

test('only a named proxy is believed about an address, and an address stands for its network', async () => {
  const seen = async (trust: string | undefined) => {
    const app = express().set('trust proxy', [...readConfig([], trust === undefined ? {} : { TRUST_PROXY: trust }).trustedProxies]).get('/', (request, response) => void response.send(networkOf(request.ip ?? '')))
    const answer = await through(app, '/', { 'x-forwarded-for': '198.51.100.7, 2001:db8::9, 10.0.0.3' })
    return answer.split('\r\n\r\n')[1]
  }
  expect([await seen('10.0.0.0/8'), await seen(undefined), await seen('loopback, uniquelocal')]).toEqual(['127.0.0.1', '10.0.0.3', '2001:db8:0:0'])
  for (const wrong of ['true', '*', '10.0.0.0/99', 'example.org', '::/0']) expect(() => readConfig([], { TRUST_PROXY: wrong })).toThrow(/TRUST_PROXY/)
  expect(['2001:db8::1', '2001:0db8::ffff:1'].map(networkOf)).toEqual(['2001:db8:0:0', '2001:db8:0:0'])
})

test('whom to tell of a weakness stands where people look, once it is configured', async () => {
  const response = await ask('GET', '/.well-known/security.txt')
  expect([response.status, await response.text()]).toEqual([200, expect.stringMatching(/^Contact: mailto:security@desk\.example\nExpires: \d{4}-\d\d-\d\dT[\d:.]+Z\nPreferred-Languages: ja, en\nCanonical: http/)])
  expect(() => readConfig([], { SECURITY_CONTACT: 'javascript:alert(1)' })).toThrow(/SECURITY_CONTACT/)
  expect(await through(express().use(securityContact({ config: readConfig([], {}), now: () => new Date() })).use(answerErrors(pino({ level: 'silent' }))), '/.well-known/security.txt')).toMatch(/ 404 /)
})

test('a configuration that lets others read along is warned of', () => {
  const of = (env: Record<string, string>) => warnings(readConfig([], env)).map((line) => line.split(':')[0])
  expect(of({})).toEqual([])
  expect(of({ PUBLIC_URL: 'http://desk.example.org', HOST: '0.0.0.0' })).toEqual(['PUBLIC_URL'])
  expect(of({ HOST: '0.0.0.0' })).toEqual(['HOST'])
  expect(of({ PUBLIC_URL: 'https://desk.example.org', HOST: '0.0.0.0', DATABASE_URL: 'postgres://desk@db.example.org/desk', REDIS_URL: 'redis://cache.example.org' })).toEqual(['DATABASE_URL', 'REDIS_URL'])
  expect(of({ PUBLIC_URL: 'https://desk.example.org', DATABASE_URL: 'postgres://desk:secret@db.example.org/desk', REDIS_URL: 'redis://redis:6379' })).toEqual([])
})

const port = () => Number(new URL(desk.url).port)

/** What a program answers to one request, whole. */
async function through(app: express.Express, path: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const bound = server.address()
  const lines = Object.entries({ host: 'x', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
  const answer = await raw(typeof bound === 'object' && bound ? bound.port : 0, `GET ${path} HTTP/1.1\r\n${lines.join('')}Connection: close\r\n\r\n`)
  server.close()
  return answer
}

/** What a server answers to these bytes, whole. */
function raw(to: number, request: string): Promise<string> {
  return new Promise((done, fail) => {
    let heard = ''
    const socket = connect(to, '127.0.0.1', () => socket.write(request))
    socket.setTimeout(60_000, () => socket.destroy())
    socket.on('data', (bytes) => {
      heard += bytes.toString('latin1')
      if (/^HTTP\/1\.1 4\d\d/.test(heard)) socket.end()
    })
    socket.on('error', (error) => (heard === '' ? fail(error) : done(heard)))
    socket.on('close', () => done(heard))
  })
}
