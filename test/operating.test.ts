// A web process and a worker as they run, every channel, and much that breaks: what was said stands in nothing they give out to whoever watches them. And administrators hear what is wrong, once.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { readConfig } from '../src/config.ts'
import { createWatch } from '../src/jobs/watch.ts'
import { openOperationDoors } from '../src/server/operation-doors.ts'
import { openRuntime } from '../src/start.ts'
import { newestMigration } from '../src/store/migrate.ts'
import { content } from './content.ts'
import { eventually, founded, freePort, freshDatabase, openDesk } from './desk.ts'
import { INBOUND_KEY } from './mail-desk.ts'
import { BORDER, mailText, proven } from './mails.ts'
import { botUser, startBotFramework } from './platforms/botframework.ts'
import { startHttpServer } from './platforms/http-server.ts'
import { startLibreTranslate } from './platforms/libretranslate.ts'
import { lineUser, startLine } from './platforms/line.ts'
import { messengerPsid, startMessenger } from './platforms/messenger.ts'
import { startSmtp } from './platforms/smtp.ts'
import { TEST_KEYS } from './keys.ts'
import { CHILD } from './child.ts'

const root = resolve(import.meta.dirname, '..')
const TOKEN = 'a token for the metrics'
const ending: (() => Promise<unknown> | void)[] = []
afterEach(async () => { for (const end of ending.splice(0).reverse()) await end() })

const Attribute = z.object({ key: z.string(), value: z.unknown() })
const Exported = z.object({ resourceSpans: z.array(z.object({ resource: z.object({ attributes: z.array(Attribute) }), scopeSpans: z.array(z.object({ spans: z.array(z.object({ traceId: z.string(), spanId: z.string(), parentSpanId: z.string().optional(), name: z.string() })) })) })) })

/** The words nobody but the people at the desk may read, and everything that opens a door. */
const SAID = /zwarnitz|Minh Bí Mật|5550-1234/i

test('what people say, who they are, and every key stays out of logs, metrics, traces and refusals, on every channel and while everything breaks', async () => {
  const [line, meta, bots, smtp, libre] = [await startLine(), await startMessenger(), await startBotFramework(), await startSmtp(), await startLibreTranslate()]
  const exported: string[] = []
  const collector = await startHttpServer(5e6, ({ body }) => {
    exported.push(body ?? '')
    return Promise.resolve({ status: 200, body: {} })
  })
  const [databaseUrl, port, metricsPort, folder] = [await freshDatabase(), await freePort(), await freePort(), mkdtempSync(join(tmpdir(), 'madoguchi-operating-'))]
  const db = new pg.Client({ connectionString: databaseUrl })
  await db.connect()
  ending.push(() => rmSync(folder, { recursive: true, force: true }), () => Promise.all([line, meta, bots, smtp, libre, collector].map((one) => one.close())), () => db.end())
  const env = {
    ...CHILD, ENCRYPTION_KEYS: TEST_KEYS, DATABASE_URL: databaseUrl, DATA_DIR: folder, PORT: String(port), LOG_LEVEL: 'debug', REPLY_UNDO_SECONDS: '0', METRICS_TOKEN: TOKEN, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, AUDIT_KEY: 'a key of the record',
    LINE_CHANNEL_SECRET: 'a-channel-secret', LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url, LIBRETRANSLATE_URL: libre.url,
    MESSENGER_APP_SECRET: meta.appSecret, MESSENGER_PAGE_TOKEN: meta.token, MESSENGER_VERIFY_TOKEN: meta.verifyToken, MESSENGER_GRAPH_BASE: meta.url,
    EMAIL_ADDRESS: 'desk@soudan.example', EMAIL_SMTP_URL: smtp.url, EMAIL_INBOUND_KEY: INBOUND_KEY, EMAIL_AUTHSERV_ID: BORDER, ...bots.env,
  }
  const output: string[] = []
  const start = (role: string, more: Record<string, string>) => {
    const child = spawn(process.execPath, ['src/main.ts', '--role', role], { cwd: root, env: { ...env, ...more } })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => output.push(data.toString()))
    ending.push(() => dead(child, 'SIGKILL'))
    return child
  }
  const url = `http://127.0.0.1:${port}`
  const ready = (at: string) => fetch(`${at}/readyz`).then(async (answer) => [answer.status, await answer.json()], () => null)
  const [web, worker] = [start('web', {}), start('worker', { METRICS_PORT: String(metricsPort) })]
  expect(await eventually(() => ready(url), 120_000)).toEqual([200, { status: 'ready' }])

  // Refusals first: of strangers, and of what cannot be read.
  const texts: string[] = []
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(url + path, init)
    texts.push(await answer.text())
    return answer.status
  }
  expect([await ask('/metrics'), await ask('/metrics', { headers: { authorization: 'Bearer zwarnitz-zwarnitz' } })]).toEqual([404, 404])
  expect(await ask('/webhooks/line', { method: 'POST', body: '{"events":[{"zwarnitz"', headers: { 'x-line-signature': createHmac('sha256', 'a-channel-secret').update('{"events":[{"zwarnitz"').digest('base64') } })).toBe(400)
  expect(await bots.deliver(`${url}/api/messages`, bots.textActivity({ user: botUser('zwarnitz'), text: 'zwarnitz' }), { authorization: 'Bearer zwarnitz.zwarnitz.zwarnitz' })).toBe(401)
  for (const path of ['/api/people/zwarnitz', '/api/conversations?text=zwarnitz', '/zwarnitz', '/api/invited/zwarnitz']) expect([path, await ask(path)]).not.toEqual([path, 200])
  expect(await ask('/api/auth/sign-in/email', { method: 'POST', headers: { 'content-type': 'application/json', origin: url }, body: '{"email":"zwarnitz@example.org","password":"zwarnitz zwarnitz"}' })).toBe(401)

  // Everything fails once, in the words of who wrote, and then it works.
  const poison = line.textEvent({ user: lineUser('Minh Bí Mật'), text: 'zwarnitz, the last one' })
  await db.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.external_id = '${poison.message.id}' THEN RAISE EXCEPTION 'refused: zwarnitz' USING ERRCODE = '22000'; END IF; RETURN NEW; END $$`)
  await db.query('CREATE TRIGGER refuse BEFORE INSERT ON message FOR EACH ROW EXECUTE FUNCTION refuse()')
  const user = lineUser('Minh Bí Mật')
  line.profiles.set(user, { displayName: 'Minh Bí Mật', language: 'vi' })
  line.faults.push({ on: 'reply', times: 1, status: 500, message: 'zwarnitz' }, { on: 'push', times: 1, status: 400, message: 'zwarnitz: Minh Bí Mật' })
  meta.faults.push({ on: 'send', times: 1, code: 2, message: 'zwarnitz' })
  smtp.faults.push({ on: 'data', code: 451, words: 'zwarnitz is not welcome', times: 1 })
  libre.faults.push({ on: 'translate', times: 2, status: 500, message: 'zwarnitz' })
  const says = (text: string) => line.deliver(`${url}/webhooks/line`, [line.textEvent({ user, text })], { secret: 'a-channel-secret' })
  await says('Tôi là Minh Bí Mật, điện thoại 090-5550-1234, zwarnitz')
  await line.deliver(`${url}/webhooks/line`, [poison], { secret: 'a-channel-secret' })
  await line.deliver(`${url}/webhooks/line`, [line.textEvent({ user: lineUser('zwarnitz'), text: 'zwarnitz, I want to talk to a person' })], { secret: 'a-channel-secret' })
  await meta.deliver(`${url}/webhooks/messenger`, [meta.textEvent({ psid: messengerPsid('zwarnitz'), text: 'zwarnitz' })])
  expect(await bots.deliver(`${url}/api/messages`, bots.textActivity({ user: botUser('zwarnitz'), text: 'zwarnitz' }))).toBe(200)
  const mail = mailText({ from: 'Zwarnitz <zwarnitz@phone.example>', subject: 'zwarnitz', text: 'zwarnitz', id: '<zwarnitz@phone.example>', headers: [proven('phone.example')] })
  const seconds = String(Math.floor(Date.now() / 1_000))
  expect(await ask('/webhooks/email', { method: 'POST', body: mail, headers: { 'content-type': 'message/rfc822', 'x-timestamp': seconds, 'x-signature': createHmac('sha256', INBOUND_KEY).update(`${seconds}.`).update(mail).digest('hex') } })).toBe(200)
  const chat = await (await fetch(`${url}/v3/directline/conversations`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"locale":"en"}' })).json() as { conversationId: string; token: string }
  expect((await fetch(`${url}/v3/directline/conversations/${chat.conversationId}/activities`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${chat.token}` }, body: JSON.stringify({ type: 'message', text: 'zwarnitz', channelData: { clientActivityID: 'c1' } }) })).status).toBe(200)
  const accounts = async () => (await db.query<{ id: string }>(`SELECT DISTINCT c.account_id AS id FROM message m JOIN conversation c ON c.id = m.conversation_id WHERE m.author = 'bot'`)).rows.length
  await eventually(async () => await accounts() === 5 && bots.sent.length > 0 && meta.sent.length > 0 && line.sent.length > 0)
  await eventually(async () => (await db.query('SELECT 1 FROM event WHERE set_aside_at IS NOT NULL')).rowCount === 1)

  const metrics = async (at: string) => (await fetch(`${at}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })).text()
  const SENT = /madoguchi_sends_total\{channel="line",outcome="sent"\} [1-9]/
  const UNTRANSLATED = /madoguchi_provider_call_seconds_count\{provider="libretranslate",call="translate",outcome="failed"\} [1-9]/
  const counted = async () => { const seen = await metrics(`http://127.0.0.1:${metricsPort}`); return SENT.test(seen) && UNTRANSLATED.test(seen) && seen }
  const [ofWeb, ofWorker] = [await metrics(url), await eventually(counted)]
  for (const channel of ['line', 'messenger', 'email', 'botframework', 'webchat']) expect(ofWeb).toMatch(new RegExp(`madoguchi_events_total\\{channel="${channel}",type="message"\\} [1-9]`))
  expect(ofWorker).toMatch(/madoguchi_turn_seconds_count\{outcome="failed"\} [1-9]/)
  expect(ofWorker).toMatch(/madoguchi_troubles\{kind="turn"\} 1/)
  expect(await ready(`http://127.0.0.1:${metricsPort}`)).toEqual([200, { status: 'ready' }])
  // A process that cannot reach its database lives, and is not ready.
  await db.query(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)`)
  expect([await ready(url), (await fetch(`${url}/healthz`)).status]).toEqual([[503, { status: 'not_ready' }], 200])

  expect(await Promise.all([dead(web, 'SIGTERM'), dead(worker, 'SIGTERM')])).toEqual([0, 0])
  const spans = exported.flatMap((body) => Exported.parse(JSON.parse(body)).resourceSpans.flatMap(({ resource, scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans.map((span) => ({ ...span, role: JSON.stringify(resource.attributes.find(({ key }) => key === 'madoguchi.role')?.value) })))))
  const whole = [...Map.groupBy(spans, ({ traceId }) => traceId).values()].find((trace) => ['webhook', 'accept', 'turn', 'commit', 'deliver'].every((name) => trace.some((span) => span.name === name))) ?? []
  const named = (name: string) => whole.find((span) => span.name === name)
  expect(named('turn')).toMatchObject({ parentSpanId: named('webhook')?.spanId, role: expect.stringContaining('worker') as string })
  expect(named('webhook')).toMatchObject({ role: expect.stringContaining('web') as string })
  expect(named('deliver')?.parentSpanId).toBe(named('turn')?.spanId)

  const logs = output.join('')
  for (const event of ['turn failed', 'not delivered', 'unreadable webhook body', 'not translated yet', 'started']) expect(logs).toContain(`"msg":"${event}"`)
  expect(logs).not.toContain('[hidden]')
  const secrets = [line.token, meta.token, meta.appSecret, meta.verifyToken, INBOUND_KEY, TOKEN, 'a-channel-secret', 'a key of the record', user, messengerPsid('zwarnitz'), chat.token]
  for (const [place, said] of Object.entries({ logs, ofWeb, ofWorker, spans: exported.join(''), refusals: texts.join('\n') })) {
    expect([place, SAID.exec(said)?.[0], secrets.filter((secret) => said.includes(secret))]).toEqual([place, undefined, []])
  }
})

function dead(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((done) => {
    // By then all that it said has been read.
    child.once('close', done)
    child.kill(signal)
  })
}

test('what is wrong is looked for once a minute by one process of all, told to administrators once, and again when it is over', async () => {
  const [smtp, databaseUrl] = [await startSmtp(), await freshDatabase()]
  const made = await openDesk({ DATABASE_URL: databaseUrl })
  await founded(made)
  // Without a token only this machine reads the metrics, and not through a proxy on it.
  expect((await fetch(`${made.url}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.7' } })).status).toBe(404)
  expect((await fetch(`${made.url}/metrics`)).status).toBe(200)
  await made.stop()
  const clock = { at: Date.parse('2026-11-22T17:00:30Z') }
  const open: (() => Promise<void>)[] = []
  ending.push(() => smtp.close(), async () => { for (const end of open.reverse()) await end() })
  const config = readConfig(['--role', 'web'], { DATABASE_URL: databaseUrl, ENCRYPTION_KEYS: TEST_KEYS, LOG_LEVEL: 'silent', EMAIL_ADDRESS: 'desk@example.org', EMAIL_SMTP_URL: smtp.url })
  const runtime = await openRuntime(config, content, open, { now: () => new Date(clock.at) })
  const watches = [createWatch(runtime), createWatch(runtime)]
  const rows = async (sql: string) => (await runtime.db.prisma.$queryRawUnsafe<Record<string, unknown>[]>(sql))
  const minutes = async (count: number) => {
    for (let n = 0; n < count; n++) {
      clock.at += 60_000
      await Promise.all(watches.map((watch) => watch.look()))
    }
  }
  await rows('DELETE FROM minute')
  await rows('DELETE FROM alert')
  const doors = await openOperationDoors(runtime, newestMigration(join(root, 'prisma/migrations')), 0)
  open.push(() => doors.close())
  const isReady = async () => (await fetch(`http://127.0.0.1:${doors.port}/readyz`)).status
  expect(await isReady()).toBe(200)
  // It is two in the morning: a quota can wait, a worker cannot.
  await rows(`UPDATE account SET health = '{"problems":[],"quota":{"limit":100,"used":90}}' WHERE id = 'email'`)
  await rows(`UPDATE account SET health = '{"problems":[{"problem":"access","since":"2026-11-22T16:00:00Z"}],"quota":null}' WHERE id = 'webchat'`)
  await minutes(2)
  expect((await rows(`SELECT kind, subject, told_at FROM alert ORDER BY kind`)).map(({ kind, subject, told_at }) => [kind, subject, told_at])).toEqual([['channelRefused', 'webchat', null], ['noWorker', '', null], ['quotaNear', 'email', null]])
  expect(await rows(`SELECT count(*)::int AS n FROM minute`)).toEqual([{ n: 2 }])
  expect(smtp.sent).toEqual([])
  smtp.faults.push({ on: 'data', code: 451, times: 2 })
  await minutes(1)
  expect(smtp.sent).toEqual([])
  await minutes(2)
  expect(smtp.sent.map(({ to, mail }) => [to, mail.subject, mail.text?.split('\n')[1]])).toEqual(['No worker is running.', "Web chat refuses the desk's account."].map((words) => ['sato@example.org', '窓口の動きに問題があります / Something is wrong with the desk', words]))
  // A worker is there again. In the morning the rest is told.
  const worker = () => rows(`INSERT INTO process (id, role, version, started_at, seen_at) VALUES ('018f0000-0000-7000-8000-00000000000a', 'worker', '0.1.0', now(), '${new Date(clock.at + 60_000).toISOString()}') ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at`)
  for (let n = 0; n < 4; n++) {
    await worker()
    await minutes(1)
  }
  expect(smtp.sent.at(-1)?.mail).toMatchObject({ subject: '窓口の問題は解消しました / The desk is well again' })
  expect(smtp.sent).toHaveLength(3)
  clock.at = Date.parse('2026-11-22T23:00:30Z')
  await worker()
  await minutes(1)
  expect(smtp.sent.at(-1)?.mail.text).toContain('The messages E-mail allows this month are nearly used up.')
  expect(smtp.sent.map(({ raw }) => raw).join('')).not.toMatch(/sato@example\.org[^]*password/)
  await Promise.all(watches.map((watch) => watch.end()))
  // Before it ends nobody is sent here any more.
  runtime.pulse.drain()
  expect(await isReady()).toBe(503)
})
