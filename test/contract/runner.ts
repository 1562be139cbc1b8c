// The contract every channel passes. Its cases are JSON beside the channel: the title states the rule.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Channel, InboundEvent, OutboundMessage, RawRequest, Recipient } from '../../channels/contract.ts'
import { UnreadableBody } from '../../channels/contract.ts'
import { graphemeLength } from '../../channels/text.ts'

const RECEIVED_AT = '2026-11-21T03:00:00.000Z'

const InCase = z.strictObject({
  title: z.string().min(20),
  /** The body as the platform sends it; `raw` for bytes that are not JSON. */
  body: z.unknown().optional(),
  raw: z.string().optional(),
  /** Line by line, each character a byte: for a platform whose bodies are mails. */
  lines: z.array(z.string().regex(/^[\0-\xff]*$/)).optional(),
  /** What the events must hold, in order; more fields may stand in them. */
  events: z.array(z.record(z.string(), z.unknown())).optional(),
  unreadable: z.boolean().optional(),
})
const OutCase = z.strictObject({
  title: z.string().min(20),
  messages: z.array(z.custom<OutboundMessage>()),
  to: z.custom<Recipient>(),
  payloads: z.array(z.unknown()),
})

export interface Contract<Config, Payload> {
  readonly channel: Channel<Config, Payload>
  readonly config: Config
  /** The headers that make a body genuine. */
  sign(body: Uint8Array): Record<string, string>
  /** The header without which nothing is genuine. */
  readonly proof: string
  /** Every text a payload shows, in order. */
  textsOf(payload: Payload): string[]
  /** Throws when the platform would refuse the payload. */
  check(payload: Payload): void
}

export function passesTheContract<Config, Payload>({ channel, config, sign, proof, textsOf, check }: Contract<Config, Payload>): void {
  const request = (body: Uint8Array, headers: RawRequest['headers'] = sign(body)): RawRequest => ({ headers, body, receivedAt: RECEIVED_AT })

  describe(`${channel.type} takes in`, () => {
    for (const { title, body, raw, lines, events = [], unreadable = false } of casesOf(channel.type, 'in', InCase)) {
      test(title, async () => {
        const bytes = lines ? Buffer.from(lines.join('\r\n'), 'latin1') : Buffer.from(raw ?? JSON.stringify(body))
        expect(await channel.verify(request(bytes), config)).toBe(true)
        if (unreadable) return expect(() => channel.parse(request(bytes), config)).toThrow(UnreadableBody)
        const parsed = channel.parse(request(bytes), config)
        expect(parsed).toHaveLength(events.length)
        parsed.forEach((event, i) => expect(event).toMatchObject(events[i] ?? {}))
        await refusesForgeries(bytes)
        parsed.forEach(holdsTheContract)
        // The same bytes are the same events: a redelivery must fall out.
        expect(channel.parse(request(bytes), config)).toEqual(parsed)
      })
    }
  })

  describe(`${channel.type} says`, () => {
    for (const { title, messages, to, payloads: expected } of casesOf(channel.type, 'out', OutCase)) {
      test(title, () => {
        const payloads = channel.render(messages, to)
        expect(JSON.parse(JSON.stringify(payloads))).toMatchObject(expected)
        expect(payloads).toHaveLength(expected.length)
        payloads.forEach(check)
        expect(payloads.flatMap(textsOf).join('')).toBe(messages.map(({ text }) => text).join(''))
        for (const text of payloads.flatMap(textsOf)) expect(text.length).toBeLessThanOrEqual(channel.capabilities.textLength)
        expect(channel.render(messages, to)).toEqual(payloads)
      })
    }
  })

  async function refusesForgeries(bytes: Uint8Array): Promise<void> {
    const headers = sign(bytes)
    const without = Object.fromEntries(Object.entries(headers).filter(([name]) => name !== proof))
    expect(await channel.verify(request(bytes, without), config)).toBe(false)
    const changed = (headers[proof] ?? '').replace(/[A-Za-y0-8](?=.{8})/, (letter) => String.fromCharCode(letter.charCodeAt(0) + 1))
    expect(await channel.verify(request(bytes, { ...headers, [proof]: changed }), config)).toBe(false)
  }

  function holdsTheContract(event: InboundEvent): void {
    expect(event.id).not.toBe('')
    expect(new Date(event.at).toISOString()).toBe(event.at)
    if (event.type !== 'ignored') expect(event.person).not.toBe('')
    if (event.type === 'ignored') expect(graphemeLength(event.reason)).toBeGreaterThan(5)
  }
}

function casesOf<T>(type: string, way: 'in' | 'out', shape: z.ZodType<T>): T[] {
  const folder = resolve(import.meta.dirname, '../../channels', type, 'cases', way)
  return readdirSync(folder).toSorted().flatMap((name) => z.array(shape).parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))))
}
