// Broken calls of the web chat by the thousand, over real sockets: activities, uploads, beginnings. No crash, no 5xx, no unbounded memory.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { words } from './content.ts'
import { eventually, openDesk } from './desk.ts'
import { history, post, start } from './direct-line.ts'
import type { Started } from './direct-line.ts'
import { dice, mutated, STORM } from './mutations.ts'
import { SEED } from './seed.ts'

const AT_ONCE = 16
const GROWTH_BYTES = 500 * 2 ** 20
/** As many as the limits of one conversation let pass. */
const [POSTS, UPLOADS] = [50, 25]
const CONVERSATIONS = Math.floor(STORM / (POSTS + UPLOADS))

const ending: (() => Promise<void> | void)[] = []
afterEach(async () => { for (const end of ending.splice(0)) await end() })

type Seed = Parameters<typeof mutated>[0]
interface Call { readonly path: string; readonly body: Buffer; readonly headers: Record<string, string> }

const seeds = (JSON.parse(readFileSync(join(import.meta.dirname, '../channels/webchat/cases/in/activities.json'), 'utf8')) as { body?: Seed }[]).flatMap(({ body }) => body ?? [])
const beginnings: Seed[] = [{ user: { id: 'dl_a', name: 'A' }, trustedOrigins: ['https://shop.example'] }, { locale: 'ja-JP', user: { id: 'u1' } }]
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

test('web chat', { timeout: 600_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-storm-'))
  const desk = await openDesk({ DATA_DIR: folder })
  ending.push(() => desk.stop(), () => rmSync(folder, { recursive: true, force: true }))
  const roll = dice(SEED)
  const conversations: Started[] = []
  for (let i = 0; i < CONVERSATIONS; i++) conversations.push(await begin(desk.url, i))
  const calls = storm(conversations, roll)
  const before = process.memoryUsage().rss
  const answers = new Map<number, number>()
  const work = async () => {
    for (let call = calls.pop(); call; call = calls.pop()) {
      const status = await answerTo(desk.url, call)
      answers.set(status, (answers.get(status) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  const grown = process.memoryUsage().rss - before
  process.stdout.write(`webchat: ${STORM} broken calls (seed ${SEED}): ${[...answers].map(([status, count]) => `${count} × ${status}`).join(', ')}; memory +${Math.round(grown / 2 ** 20)} MB\n`)
  expect([...answers.keys()].filter((status) => ![200, 201, 400, 413].includes(status)), `seed ${SEED}`).toEqual([])
  expect(answers.get(200) ?? 0, `seed ${SEED}`).toBeGreaterThan(STORM / 10)
  expect(grown, `seed ${SEED}`).toBeLessThan(GROWTH_BYTES)
  const after = await start(desk, 'en')
  await post(desk, after, 'hello', 'after the storm')
  await eventually(async () => (await history(desk, after)).activities.some(({ text }) => text === words('en', 'welcome.promise')))
})

/** Each conversation from an address of its own, as behind a proxy. */
async function begin(url: string, i: number): Promise<Started> {
  const response = await fetch(`${url}/v3/directline/conversations`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-forwarded-for': addressOf(i) }, body: '{"locale":"en"}' })
  return await response.json() as Started
}

const addressOf = (i: number) => `10.1.${Math.floor(i / 200)}.${i % 200}`

function storm(conversations: readonly Started[], roll: () => number): Call[] {
  const calls: Call[] = []
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(roll() * list.length)]
  const broken = (list: readonly Seed[]) => mutated(structuredClone(pick(list) ?? null), roll)
  for (const [i, { conversationId, token }] of conversations.entries()) {
    const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': addressOf(i), 'content-type': 'application/json' }
    const path = `/conversations/${conversationId}`
    for (let n = 0; n < POSTS; n++) calls.push({ path: `${path}/activities`, headers, body: broken(seeds) })
    for (let n = 0; n < UPLOADS; n++) {
      const boundary = `b${n}${roll() < 0.05 ? '"' : ''}`
      const body = parcel(boundary, broken(seeds.filter((one) => JSON.stringify(one).includes('"message"'))), roll)
      const type = roll() < 0.9 ? `multipart/form-data; boundary=${boundary}` : pick(['multipart/form-data', 'image/png', 'multipart/form-data; boundary=', 'x'])
      calls.push({ path: `${path}/upload?userId=x`, headers: { ...headers, 'content-type': type ?? 'x' }, body })
    }
  }
  while (calls.length < STORM) {
    const n = calls.length
    calls.push({ path: n % 2 ? '/tokens/generate' : '/conversations', headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.2.${Math.floor(n / 100)}.1` }, body: broken(beginnings) })
  }
  return calls
}

/** An upload as Microsoft's client sends it, sometimes cut, sometimes with wrong bytes in it. */
function parcel(boundary: string, activity: Buffer, roll: () => number): Buffer {
  const part = (head: string, body: Buffer) => Buffer.concat([Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`), body, Buffer.from('\r\n')])
  const whole = Buffer.concat([
    part('Content-Disposition: form-data; name="activity"; filename="blob"\r\nContent-Type: application/vnd.microsoft.activity', activity),
    ...Array.from({ length: Math.floor(roll() * 3) }, () => part(`Content-Disposition: form-data; name="file"; filename="${roll() < 0.2 ? '../../a"\u0000' : 'a.png'}"\r\nContent-Type: image/png`, roll() < 0.5 ? png : activity)),
    Buffer.from(`--${boundary}--\r\n`),
  ])
  if (roll() < 0.2) return whole.subarray(0, Math.floor(roll() * whole.length))
  if (roll() < 0.3) for (let i = 0; i < 8; i++) whole.writeUInt8(Math.floor(roll() * 256), Math.floor(roll() * whole.length))
  return whole
}

async function answerTo(url: string, { path, body, headers }: Call, tries = 3): Promise<number> {
  try {
    const response = await fetch(`${url}/v3/directline${path}`, { method: 'POST', headers, body: new Uint8Array(body) })
    await response.arrayBuffer()
    return response.status
  } catch (error) {
    // A kept connection may be closed by the server at the very moment it is used again.
    if (tries === 0) throw error
    return answerTo(url, { path, body, headers }, tries - 1)
  }
}
