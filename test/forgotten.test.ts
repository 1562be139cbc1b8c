// What no wake spoke of is done all the same: by the sweep, without the queue, after a restart.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import pg from 'pg'
import { eventually, freePort, freshDatabase, openDesk } from './desk.ts'
import { lineUser, startLine } from './platforms/line.ts'
import { redisUrl } from './surroundings.ts'
import { plainly } from './tables.ts'

const SECRET = 'a-channel-secret'
const ending: (() => unknown)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })

async function open(env: Record<string, string> = {}) {
  const line = await startLine()
  const desk = await openDesk({ LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url, ...env })
  ending.push(() => line.close(), () => desk.stop())
  return { line, desk, says: (user: string, text: string) => line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user, text })], { secret: SECRET }) }
}

test('an event that was stored and never woken is answered', async () => {
  const { line, desk, says } = await open()
  await says(lineUser('An'), 'hello')
  await eventually(() => line.sent.length === 1)
  const client = new pg.Client({ connectionString: desk.databaseUrl, types: plainly })
  await client.connect()
  const { rows: [first] } = await client.query<{ id: string; payload: object }>(`SELECT id, payload FROM event WHERE type = 'message' LIMIT 1`)
  await client.query(`INSERT INTO event (account_id, external_id, conversation_id, type, payload) SELECT account_id, 'forgotten', conversation_id, type, $2 FROM event WHERE id = $1`,
    [first?.id, { ...first?.payload, id: 'forgotten', message: 'forgotten' }])
  await client.end()
  await eventually(() => line.sent.length === 2)
})

test('a delivery whose sender died is taken over when its lease ends', async () => {
  const { line, desk, says } = await open()
  line.faults.push({ on: 'reply', status: 500, times: 100 })
  const client = new pg.Client({ connectionString: desk.databaseUrl, types: plainly })
  await client.connect()
  ending.push(() => client.end())
  await says(lineUser('Bo'), 'hello')
  await eventually(async () => (await client.query(`UPDATE delivery SET lease_until = now() + interval '2 seconds' WHERE status = 'pending' AND reason IS NOT NULL AND lease_until IS NULL`)).rowCount === 1)
  line.faults = []
  await eventually(() => line.sent.length === 1)
})

test('one poisonous event is set aside with its reason; the conversation waits for a person, and what is written next is there', async () => {
  const { line, desk, says } = await open()
  await says(lineUser('Cy'), 'hello')
  await eventually(() => line.sent.length === 1)
  const client = new pg.Client({ connectionString: desk.databaseUrl, types: plainly })
  await client.connect()
  ending.push(() => client.end())
  await client.query(`INSERT INTO event (account_id, external_id, conversation_id, type, payload)
    SELECT account_id, 'poison', conversation_id, 'message', '{"id":"poison","type":"message","content":null}' FROM event LIMIT 1`)
  await says(lineUser('Cy'), 'are you there?')
  await eventually(async () => (await client.query<{ text: string }>('SELECT text FROM message')).rows.some(({ text }) => text === 'are you there?'))
  expect((await client.query(`SELECT handling FROM conversation WHERE waiting_since IS NOT NULL`)).rows).toEqual([{ handling: 'waiting' }])
  const { rows } = await client.query(`SELECT attempts, failure, done_at FROM event WHERE external_id = 'poison'`)
  expect(rows[0]).toMatchObject({ attempts: 3, failure: 'TypeError' })
  expect(rows[0].done_at).not.toBeNull()
})

const withRedis = redisUrl() !== null && existsSync('/usr/bin/redis-server') ? test : test.skip
withRedis('Redis goes away and comes back: messages are answered meanwhile', async () => {
  const port = await freePort()
  const start = () => {
    const redis = spawn('redis-server', ['--port', String(port), '--save', ''], { stdio: 'ignore' })
    ending.push(() => redis.kill('SIGKILL'))
    return redis
  }
  let redis = start()
  const { line, says } = await open({ REDIS_URL: `redis://127.0.0.1:${port}` })
  await says(lineUser('Di'), 'hello')
  await eventually(() => line.sent.length === 1)
  redis.kill('SIGKILL')
  expect((await says(lineUser('Di'), 'second')).status).toBe(200)
  await eventually(() => line.sent.length === 2)
  redis = start()
  await says(lineUser('Di'), 'third')
  await eventually(() => line.sent.length === 3)
})

test('a second start on the same database goes on where the first stopped', async () => {
  const databaseUrl = await freshDatabase()
  const line = await startLine()
  ending.push(() => line.close())
  const env = { DATABASE_URL: databaseUrl, LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url }
  const first = await openDesk(env)
  line.faults.push({ on: 'reply', status: 500, times: 1 }, { on: 'push', status: 500, times: 1 })
  await line.deliver(`${first.url}/webhooks/line`, [line.textEvent({ user: lineUser('Eo'), text: 'hello' })], { secret: SECRET })
  await first.stop()
  const second = await openDesk(env)
  ending.push(() => second.stop())
  await eventually(() => line.sent.length === 1)
})
