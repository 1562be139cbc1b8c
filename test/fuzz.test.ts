// Broken webhooks by the thousand for each channel, signed and over real sockets: no crash, no 5xx, no unbounded memory, and the next worker is answered.
import { createHmac } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { eventually, openDesk } from './desk.ts'
import { mailText } from './mails.ts'
import { dice, mutated, mutatedMail, STORM } from './mutations.ts'
import { botUser, startBotFramework } from './platforms/botframework.ts'
import { lineUser, startLine } from './platforms/line.ts'
import { messengerPsid, startMessenger } from './platforms/messenger.ts'
import { startSmtp } from './platforms/smtp.ts'
import { SEED } from './seed.ts'

const AT_ONCE = 16
/** Of what all the bodies leave behind; one of them may be a megabyte. */
const GROWTH_BYTES = 500 * 2 ** 20
const SECRET = 'a-channel-secret'

const ending: (() => Promise<void>)[] = []
afterEach(async () => { for (const end of ending.splice(0)) await end() })

test('LINE', async () => {
  const line = await startLine()
  const desk = await openDesk({ LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url })
  ending.push(() => desk.stop(), () => line.close())
  const webhook = `${desk.url}/webhooks/line`
  await survives(webhook, 'line', (body) => ({ 'x-line-signature': createHmac('sha256', SECRET).update(body).digest('base64') }))
  const user = lineUser('after the storm')
  await line.deliver(webhook, [line.textEvent({ user, text: 'Hello' })], { secret: SECRET })
  await eventually(() => line.sent.some(({ to }) => to === user))
})

test('Messenger', async () => {
  const meta = await startMessenger()
  const desk = await openDesk({
    MESSENGER_APP_SECRET: meta.appSecret, MESSENGER_PAGE_TOKEN: meta.token, MESSENGER_VERIFY_TOKEN: meta.verifyToken, MESSENGER_GRAPH_BASE: meta.url,
  })
  ending.push(() => desk.stop(), () => meta.close())
  const webhook = `${desk.url}/webhooks/messenger`
  await survives(webhook, 'messenger', (body) => ({ 'x-hub-signature-256': `sha256=${createHmac('sha256', meta.appSecret).update(body).digest('hex')}` }))
  const psid = messengerPsid('after the storm')
  await meta.deliver(webhook, [meta.textEvent({ psid, text: 'Hello' })])
  await eventually(() => meta.sent.some((sent) => sent.psid === psid))
})

test('Bot Framework', async () => {
  const service = await startBotFramework()
  const desk = await openDesk(service.env)
  ending.push(() => desk.stop(), () => service.close())
  const webhook = `${desk.url}/api/messages`
  service.serviceUrl = `${service.url}/jp/`
  // The token names the service the body names, where the body can still be read: otherwise none of it would get further than the door.
  const sign = (body: Buffer) => ({ authorization: `Bearer ${service.token({ serviceUrl: serviceUrlIn(body) ?? service.serviceUrl })}` })
  await survives(webhook, 'botframework', sign, { refusals: [401], here: (seeds) => seeds.replaceAll(/https:\/\/[a-z.]+/g, service.url) })
  const user = botUser('after the storm')
  await service.deliver(webhook, service.textActivity({ user, text: 'Hello' }))
  await eventually(() => service.sent.some(({ activity }) => activity.recipient.id === user))
})

test('mail', { timeout: 600_000 }, async () => {
  const [smtp, folder] = [await startSmtp(), mkdtempSync(join(tmpdir(), 'madoguchi-fuzz-'))]
  const desk = await openDesk({ EMAIL_ADDRESS: 'desk@soudan.example', EMAIL_SMTP_URL: smtp.url, EMAIL_INBOUND_KEY: SECRET, DATA_DIR: folder })
  ending.push(() => desk.stop(), () => smtp.close(), async () => rmSync(folder, { recursive: true, force: true }))
  const webhook = `${desk.url}/webhooks/email`
  const sign = (body: Buffer) => {
    const timestamp = String(Math.floor(Date.now() / 1000))
    return { 'x-timestamp': timestamp, 'x-signature': createHmac('sha256', SECRET).update(`${timestamp}.`).update(body).digest('hex') }
  }
  const seeds = filesOf('email').flatMap(({ lines }) => (lines ? [lines] : []))
  await survives(webhook, 'mail', sign, { make: (n, roll) => mutatedMail(seeds[n % seeds.length] ?? [], roll) })
  const raw = Buffer.from(mailText({ from: 'after@storm.example' }))
  await fetch(webhook, { method: 'POST', body: raw, headers: sign(raw) })
  await eventually(() => smtp.sent.some(({ to }) => to === 'after@storm.example'), 120_000)
})

/** `refusals`: statuses that are as good as 400 here. `here` makes addresses in the seeds those of the stand-in. `make`: the nth body, where it is no JSON. */
interface Storm { readonly refusals?: readonly number[]; here?(seeds: string): string; make?(n: number, roll: () => number): Buffer }

async function survives(webhook: string, channel: string, sign: (body: Buffer) => Record<string, string>, storm: Storm = {}): Promise<void> {
  const { refusals = [], make = jsonOf(channel, storm) } = storm
  const roll = dice(SEED)
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  const before = process.memoryUsage().rss
  const answers = new Map<number, number>()
  let sent = 0
  const post = async () => {
    while (sent < STORM) {
      const body = make(sent++, roll)
      const status = await answerTo(webhook, body, sign(body), agent)
      answers.set(status, (answers.get(status) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, post))
  agent.destroy()
  const grown = process.memoryUsage().rss - before
  process.stdout.write(`${channel}: ${STORM} broken webhooks (seed ${SEED}): ${[...answers].map(([status, count]) => `${count} × ${status}`).join(', ')}; memory +${Math.round(grown / 2 ** 20)} MB\n`)
  expect([...answers.keys()].filter((status) => ![200, 400, 413, ...refusals].includes(status))).toEqual([])
  expect(answers.get(200) ?? 0, `seed ${SEED}`).toBeGreaterThan(STORM / 10)
  expect(grown, `seed ${SEED}`).toBeLessThan(GROWTH_BYTES)
}

function serviceUrlIn(body: Buffer): string | null {
  try {
    const { serviceUrl } = JSON.parse(body.toString()) as { serviceUrl?: unknown }
    // A longer one would make a token longer than a header may be.
    return typeof serviceUrl === 'string' && serviceUrl.length <= 500 ? serviceUrl : null
  } catch {
    return null
  }
}

interface Case { readonly body?: Parameters<typeof mutated>[0]; readonly lines?: readonly string[] }

function filesOf(channel: string): Case[] {
  const folder = join(import.meta.dirname, '../channels', channel, 'cases/in')
  return readdirSync(folder).flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Case[])
}

function jsonOf(channel: string, { here = (text) => text }: Storm): (n: number, roll: () => number) => Buffer {
  const seeds: Parameters<typeof mutated>[0][] = JSON.parse(here(JSON.stringify(filesOf(channel).flatMap(({ body }) => body ?? []))))
  return (n, roll) => mutated(structuredClone(seeds[n % seeds.length] ?? null), roll)
}

/** Node marks only those of its requests as sent over a kept connection that found one waiting, not those that waited for one. */
const kept = new WeakSet<Socket>()

function answerTo(url: string, body: Buffer, headers: Record<string, string>, agent: Agent): Promise<number> {
  return new Promise((done, fail) => {
    let again = false
    const call = request(url, { method: 'POST', agent, headers: { ...headers, 'content-type': 'application/json', 'content-length': body.length } }, (response) => {
      response.resume().on('end', () => done(response.statusCode ?? 0))
    })
    // A kept connection may be closed by the server at the very moment it is used again.
    call.on('socket', (socket) => {
      again = kept.has(socket)
      kept.add(socket)
    })
    call.on('error', (error) => (again ? answerTo(url, body, headers, agent).then(done, fail) : fail(error)))
    call.end(body)
  })
}
