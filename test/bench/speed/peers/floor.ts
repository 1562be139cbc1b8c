// The floor: what no durable desk can do without, and nothing else. node:http, the signature, one insert for each event, the reply.
// GROUPED=1: webhooks that arrive while one insert is under way share the next.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { Agent, createServer, request } from 'node:http'
import pg from 'pg'
import { together } from '../../../../src/gateway/together.ts'
import { SECRET, TOKEN } from '../messages.ts'

interface Event { readonly webhookEventId: string; readonly replyToken: string; readonly message: { readonly text: string } }

const platform = new URL(process.env['PLATFORM'] ?? '')
const agent = new Agent({ keepAlive: true, maxSockets: 64 })
const db = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 20 })
await db.query('CREATE TABLE IF NOT EXISTS arrived (id text PRIMARY KEY, payload jsonb NOT NULL, at timestamptz NOT NULL DEFAULT now())')

const one = async (event: Event) => {
  await db.query({ name: 'one', text: 'INSERT INTO arrived (id, payload) VALUES ($1, $2) ON CONFLICT DO NOTHING', values: [event.webhookEventId, JSON.stringify(event)] })
}
const grouped = together<Event, void>(async (events) => {
  await db.query({ name: 'many', text: `INSERT INTO arrived (id, payload) SELECT e->>'webhookEventId', e FROM jsonb_array_elements($1::jsonb) e ON CONFLICT DO NOTHING`, values: [JSON.stringify(events)] })
  return events.map(() => undefined)
})
const keep = process.env['GROUPED'] === '1' ? grouped : one

createServer((incoming, response) => {
  const chunks: Buffer[] = []
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
    const body = Buffer.concat(chunks)
    const expected = createHmac('sha256', SECRET).update(body).digest()
    const signature = Buffer.from(String(incoming.headers['x-line-signature']), 'base64')
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) return void response.writeHead(401).end()
    const { events }: { events: Event[] } = JSON.parse(body.toString())
    void Promise.all(events.map(keep)).then(() => {
      response.writeHead(200, { 'content-length': 2 }).end('{}')
      events.forEach(reply)
    })
  })
}).listen(Number(process.env['PORT']), '127.0.0.1')

function reply({ replyToken, message }: Event): void {
  const body = JSON.stringify({ replyToken, messages: [{ type: 'text', text: message.text }] })
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}`, 'content-length': Buffer.byteLength(body) }
  request({ host: platform.hostname, port: platform.port, path: '/v2/bot/message/reply', method: 'POST', agent, headers }, (answer) => answer.resume()).end(body)
}
