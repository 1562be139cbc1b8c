// What providers push: a mail as it is, signed by us (docs/email.md), or a form of Mailgun's routes that holds one.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { UnreadableBody } from '../contract.ts'
import type { RawRequest } from '../contract.ts'
import { canonicalAddress } from './address.ts'
import { readHeader } from './header.ts'
import { contentOf, readMime } from './mime.ts'
import type { EmailConfig, RawMail } from './wire.ts'

/** A signature over time and body says when it was made: it is good for so long. */
const FRESH_MS = 5 * 60_000
/** Mailgun tries for eight hours, with the signature of the first time. */
const MAILGUN_MS = 9 * 3_600_000

export function isGenuine(request: RawRequest, { inboundKey }: EmailConfig): boolean {
  if (inboundKey === null) return false
  const signature = request.headers['x-signature']
  if (signature !== undefined) {
    const timestamp = request.headers['x-timestamp'] ?? ''
    return isFresh(timestamp, request.receivedAt, FRESH_MS)
      && isEqual(signature, createHmac('sha256', inboundKey).update(`${timestamp}.`).update(request.body).digest('hex'))
  }
  const fields = formOf(request)
  const [timestamp = '', token = '', given = ''] = ['timestamp', 'token', 'signature'].map((name) => fields?.get(name)?.toString('latin1'))
  return token !== '' && isFresh(timestamp, request.receivedAt, MAILGUN_MS)
    && isEqual(given, createHmac('sha256', inboundKey).update(timestamp + token).digest('hex'))
}

/** Mailgun's signature does not cover the mail: its token is good for one body. */
export function tokenOf(request: RawRequest): string | null {
  return request.headers['x-signature'] === undefined ? formOf(request)?.get('token')?.toString('latin1').slice(0, 200) ?? null : null
}

/** @throws UnreadableBody */
export function openEnvelope(request: RawRequest): RawMail {
  const fields = formOf(request)
  const raw = fields ? fields.get('body-mime') : request.body
  if (!raw || raw.length === 0) throw new UnreadableBody('no mail')
  const recipient = canonicalAddress(fields?.get('recipient')?.toString('utf8') ?? '')
  return { raw, recipients: recipient === null ? [] : [recipient] }
}

/** Null where the body is no form. */
function formOf({ headers, body }: RawRequest): Map<string, Buffer> | null {
  const given = headers['content-type'] ?? ''
  if (/^\s*application\/x-www-form-urlencoded/i.test(given)) return urlEncoded(Buffer.from(body.buffer, body.byteOffset, body.byteLength))
  if (!/^\s*multipart\/form-data/i.test(given)) return null
  const head = Buffer.from(`content-type: ${given.replace(/[\r\n]/g, ' ')}\r\n\r\n`)
  if (!readHeader(head).value('content-type').parameters['boundary']) return null
  return new Map(readMime(Buffer.concat([head, body])).parts.flatMap((part) => {
    const name = part.header.value('content-disposition').parameters['name']
    return name === undefined ? [] : [[name, contentOf(part)] as const]
  }))
}

const MOST_FIELDS = 200

function urlEncoded(body: Buffer): Map<string, Buffer> {
  const fields = new Map<string, Buffer>()
  for (const pair of body.toString('latin1').split('&', MOST_FIELDS)) {
    const equals = pair.indexOf('=')
    if (equals > 0) fields.set(unescaped(pair.slice(0, equals)).toString('utf8'), unescaped(pair.slice(equals + 1)))
  }
  return fields
}

function unescaped(text: string): Buffer {
  return Buffer.from(text.replaceAll('+', ' ').replace(/%([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1')
}

/** Seconds since 1970. */
function isFresh(timestamp: string, receivedAt: string, ms: number): boolean {
  return /^\d{9,12}$/.test(timestamp) && Math.abs(Number(timestamp) * 1000 - Date.parse(receivedAt)) <= ms
}

function isEqual(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given.toLowerCase()), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
