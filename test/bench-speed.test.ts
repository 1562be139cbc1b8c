// The benchmark itself: it notices who answers twice, or never, and reads what Linux and HTTP say.
import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { median, percentile, shown, spread } from './bench/speed/figures.ts'
import { openLedger } from './bench/speed/ledger.ts'
import { run } from './bench/speed/load.ts'
import { QUESTIONS, textOf, TOKEN } from './bench/speed/messages.ts'
import { between } from './bench/speed/page.ts'
import { readStat } from './bench/speed/usage.ts'
import { readAnswer } from './bench/speed/wire.ts'
import { topicsOf } from '../src/gateway/understand.ts'
import { content } from './content.ts'

test('an event that is acknowledged and not answered is seen, and so is a second answer', async () => {
  const ledger = await openLedger()
  // The n-th of six: 0 is refused, 1 never answered, 2 answered twice, 3 with another token, the others as they should be.
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const { events: [event] }: { events: { replyToken: string }[] } = JSON.parse(Buffer.concat(chunks).toString())
      const n = Number(event?.replyToken.split('-').at(-1))
      const reply = (token: string) => fetch(`${ledger.platform}/v2/bot/message/reply`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: JSON.stringify({ replyToken: event?.replyToken, messages: [{ type: 'text', text: 'yes' }] }) })
      void (async () => {
        if (n >= 2) await reply(n === 3 ? 'another' : TOKEN)
        if (n === 2) await reply(TOKEN)
        response.writeHead(n === 0 ? 500 : 200, { 'content-length': 2 }).end('{}')
      })()
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const target = { port: typeof address === 'object' && address ? address.port : 0, protocol: 'line', ledger } as const
  try {
    const outcome = await run(target, { webhooks: 6, users: 3, connections: 2, pace: 'flat out' }, 3_000)
    expect(outcome).toMatchObject({ webhooks: 6, acked: 5, replied: 3 })
    expect([outcome.acks.length, outcome.replies.length]).toEqual([5, 3])
    expect(ledger.refused()).toBe(2)
  } finally {
    server.close()
    server.closeAllConnections()
    ledger.close()
  }
})

test('an answer is whole when its body is', () => {
  const whole = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}')
  expect([readAnswer(whole.subarray(0, 20)), readAnswer(whole.subarray(0, -1)), readAnswer(whole)]).toEqual([null, null, 200])
  expect(readAnswer(Buffer.from('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n'))).toBe('unreadable')
})

test('a line of /proc is read whatever the process is called', () => {
  expect(readStat('42 (a) b (c) S 7 1 1 0 -1 4194560 1 2 3 4 100 20 3 4 20 0 1 0 5')).toEqual({ pid: 42, name: 'a) b (c', parent: 7, cpuMs: 1_270 })
})

test('rounds become one number', () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3]), percentile([1, 2, 3, 4], 0.5), percentile([5], 0.99)]).toEqual([2, 2.5, 2, 5])
  expect([spread([1, 3, 2]), shown(1_234.5), shown(0.1234), shown(Number.NaN)]).toEqual(['2 (1–3)', '1,235', '0.12', '–'])
})

test('the figures go between their marks, and the words around them stay', () => {
  const page = 'before\n<!-- npm run bench writes from here -->\nold\n<!-- to here -->\nafter\n'
  expect(between(page, 'new')).toBe('before\n<!-- npm run bench writes from here -->\nnew\n<!-- to here -->\nafter\n')
  expect(() => between('no marks', 'new')).toThrow('no place for the figures')
})

test('what the benchmark asks is answered by the guide, without danger, and never the same twice', () => {
  const asked = QUESTIONS.map((_, user) => textOf(user, 7))
  expect(asked.filter((text) => !['answer', 'offer'].includes(topicsOf(text, content).decision) || content.danger.check(text, null) !== null)).toEqual([])
  expect(new Set(Array.from({ length: 100 }, (_, n) => textOf(n % 10, n))).size).toBe(100)
})
