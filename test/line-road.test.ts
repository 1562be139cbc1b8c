// The road of a message on LINE, end to end: webhook, turn, outbox, LINE's API. On both queues.
import pg from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import { startDesk } from '../src/start.ts'
import { content } from './content.ts'
import { eventually, freshDatabase, openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { lineUser, startLine } from './platforms/line.ts'
import type { LineStandIn } from './platforms/line.ts'
import { lineOpenApi, redisUrl } from './surroundings.ts'
import { plainly } from './tables.ts'

const SECRET = 'a-channel-secret'

async function open(env: Record<string, string> = {}): Promise<{ desk: TestDesk; line: LineStandIn; webhook: string }> {
  const line = await startLine(lineOpenApi())
  const desk = await openDesk({ LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url, ...env })
  ending.push(() => desk.stop(), () => line.close())
  return { desk, line, webhook: `${desk.url}/webhooks/line` }
}

const ending: (() => Promise<void>)[] = []
afterEach(async () => { for (const end of ending.splice(0)) await end() })

const textsOf = (line: LineStandIn, user: string) => line.sent.filter(({ to }) => to === user).map(({ messages }) => JSON.stringify(messages))

describe.each([['PostgreSQL', {}], ['Redis', { REDIS_URL: redisUrl() ?? '' }]])('with the queue on %s', (name, env) => {
  const run = name === 'Redis' && redisUrl() === null ? test.skip : test

  run('a first question is greeted and answered in one reply, with the free token', async () => {
    const { line, webhook } = await open(env)
    const user = lineUser('Minh')
    const { status } = await line.deliver(webhook, [line.textEvent({ user, text: 'Công ty không trả lương cho tôi' })], { secret: SECRET })
    expect(status).toBe(200)
    const [sent] = await eventually(() => line.sent.length > 0 && line.sent)
    expect(sent).toMatchObject({ via: 'reply', to: user })
    expect(line.refused).toEqual([])
    const { words } = await import('./content.ts')
    expect(JSON.stringify(sent?.messages)).toContain(words('vi', 'welcome.promise'))
  })
})

test('a forged webhook is refused and nothing is stored', async () => {
  const { line, webhook } = await open()
  const event = line.textEvent({ user: lineUser('Eve'), text: 'hello' })
  expect((await line.deliver(webhook, [event], { secret: 'another secret' })).status).toBe(401)
  expect((await line.deliver(webhook, [event], { secret: SECRET, signature: null })).status).toBe(401)
  expect(line.sent).toEqual([])
})

test('a body over a megabyte is refused before anybody checks its signature', async () => {
  const { webhook } = await open()
  const response = await fetch(webhook, { method: 'POST', body: 'x'.repeat(1_100_000), headers: { 'x-line-signature': 'x' } })
  expect(response.status).toBe(413)
})

test('the console\'s "Verify" call, which is empty, is answered with 200', async () => {
  const { line, webhook } = await open()
  expect((await line.deliver(webhook, [], { secret: SECRET })).status).toBe(200)
})

test('a redelivered event is answered once', async () => {
  const { line, webhook } = await open()
  const user = lineUser('Ana')
  const event = line.textEvent({ user, text: 'hola' })
  await line.deliver(webhook, [event], { secret: SECRET })
  await line.deliver(webhook, [event], { secret: SECRET, redelivery: true })
  await line.deliver(webhook, [line.textEvent({ user, text: 'gracias' })], { secret: SECRET })
  await eventually(() => line.sent.length >= 2)
  await new Promise((done) => setTimeout(done, 300))
  expect(line.sent).toHaveLength(2)
})

test('in a group nobody is answered, and the message is recorded: others would read the answer', async () => {
  const { desk, line, webhook } = await open()
  const { lineGroup } = await import('./platforms/line.ts')
  await line.deliver(webhook, [line.textEvent({ user: lineUser('Li'), group: lineGroup('dorm'), text: '工资没发' })], { secret: SECRET })
  await line.deliver(webhook, [line.textEvent({ user: lineUser('Li'), text: '你好' })], { secret: SECRET })
  await eventually(() => line.sent.length > 0)
  expect(line.sent.map(({ to }) => to)).toEqual([lineUser('Li')])
  const client = new pg.Client({ connectionString: desk.databaseUrl, types: plainly })
  await client.connect()
  const { rows } = await client.query(`SELECT payload, conversation_id FROM event WHERE type = 'ignored'`)
  await client.end()
  expect(rows).toEqual([{ payload: expect.objectContaining({ reason: expect.stringContaining('group') }), conversation_id: null }])
})

test('a web process and a worker process share the work', async () => {
  const line = await startLine(lineOpenApi())
  const databaseUrl = await freshDatabase()
  const env = { PORT: '0', LOG_LEVEL: 'silent', DATABASE_URL: databaseUrl, LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url }
  const web = await startDesk(readConfig(['--role', 'web'], env), content)
  ending.push(() => web.stop(), () => line.close())
  await line.deliver(`${web.url}/webhooks/line`, [line.textEvent({ user: lineUser('Two'), text: 'hello' })], { secret: SECRET })
  await new Promise((done) => setTimeout(done, 1_500))
  expect(line.sent).toEqual([])
  const worker = await startDesk(readConfig(['--role', 'worker'], env), content)
  ending.unshift(() => worker.stop())
  await eventually(() => line.sent.length === 1)
})

test('messages of one person are answered in their order', async () => {
  const { line, webhook } = await open()
  const user = lineUser('Budi')
  for (let i = 0; i < 12; i++) await line.deliver(webhook, [line.textEvent({ user, text: i === 0 ? 'halo' : `topic ${i}` })], { secret: SECRET })
  await eventually(() => line.sent.length === 12)
  const tokens = line.requests.filter(({ path }) => path.endsWith('/reply')).map(({ body }) => JSON.stringify(body))
  expect(new Set(tokens).size).toBe(12)
})

test('an error of LINE is tried again and the person sees one answer', async () => {
  const { line, webhook } = await open()
  line.faults.push({ on: 'reply', status: 500, times: 1 })
  await line.deliver(webhook, [line.textEvent({ user: lineUser('Rosa'), text: 'hola' })], { secret: SECRET })
  await eventually(() => line.sent.length === 1)
  expect(line.sent[0]).toMatchObject({ via: 'reply' })
})

test('a reply that LINE took without answering is not sent a second time', async () => {
  const { line, webhook } = await open()
  line.faults.push({ on: 'reply', times: 1, after: true })
  await line.deliver(webhook, [line.textEvent({ user: lineUser('Joy'), text: 'kumusta po' })], { secret: SECRET })
  await eventually(() => line.requests.filter(({ path }) => path.endsWith('/reply')).length === 2)
  await new Promise((done) => setTimeout(done, 1_500))
  expect(line.sent).toHaveLength(1)
})

test('a used-up reply token falls back to a push with a retry key', async () => {
  const { line, webhook } = await open()
  const user = lineUser('Thu')
  const event = { ...line.textEvent({ user, text: 'xin chào' }), replyToken: 'unknownunknownunknownunknown0000' }
  await line.deliver(webhook, [event], { secret: SECRET })
  await eventually(() => line.sent.length === 1)
  expect(line.sent[0]).toMatchObject({ via: 'push', to: user })
  expect(line.sent[0]?.retryKey).toMatch(/^[0-9a-f-]{36}$/)
})

test('a new friend is greeted in the language of the LINE profile', async () => {
  const { line, webhook } = await open()
  const user = lineUser('Aung')
  line.profiles.set(user, { displayName: 'Aung', language: 'my' })
  await line.deliver(webhook, [line.followEvent({ user })], { secret: SECRET })
  await eventually(() => line.sent.length === 1)
  expect(textsOf(line, user)[0]).toMatch(/\p{Script=Myanmar}/u)
})

test('a wish to die is answered with the emergency text first, in its language', async () => {
  const { line, webhook } = await open()
  const { words } = await import('./content.ts')
  await line.deliver(webhook, [line.textEvent({ user: lineUser('Hoa'), text: 'em muon chet, khong muon song nua' })], { secret: SECRET })
  await eventually(() => line.sent.length === 1)
  const [first] = line.sent[0]?.messages ?? []
  expect(JSON.stringify(first)).toContain(words('vi', 'emergency.suicide'))
  expect(JSON.stringify(first)).toContain('119')
})

test('NUL characters and halves of emoji do not lose a message', async () => {
  const { line, webhook } = await open()
  await line.deliver(webhook, [line.textEvent({ user: lineUser('Nul'), text: 'hello \0 \ud83d there' })], { secret: SECRET })
  await eventually(() => line.sent.length === 1)
})
