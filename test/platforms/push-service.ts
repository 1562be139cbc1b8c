// A browser's push service (RFC 8030): checks who sends (RFC 8292), and opens what only the browser could (RFC 8291).
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { startHttpServer, type Answer, type Received } from './http-server.ts'

export interface PushService {
  readonly url: string
  /** As a page gets it from `PushManager.subscribe`. */
  readonly subscription: { readonly endpoint: string; readonly keys: { readonly p256dh: string; readonly auth: string } }
  /** What the browser would show. */
  readonly shown: { readonly payload: unknown; readonly urgency: string }[]
  readonly faults: string[]
  /** The browser took the permission back. */
  gone: boolean
  close(): Promise<void>
}

const LIMIT = 8_192
const derive = (secret: Uint8Array, salt: Uint8Array, info: Uint8Array | string, length: number) => Buffer.from(hkdfSync('sha256', secret, salt, info, length))

export async function startPushService(): Promise<PushService> {
  const [browser, auth] = [createECDH('prime256v1'), randomBytes(16)]
  const publicKey = browser.generateKeys()

  function open(body: Buffer): unknown {
    const [salt, size, idLength] = [body.subarray(0, 16), body.readUInt32BE(16), body.readUInt8(20)]
    const from = body.subarray(21, 21 + idLength)
    const shared = derive(browser.computeSecret(from), auth, Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, from]), 32)
    const key = derive(shared, salt, 'Content-Encoding: aes128gcm\0', 16)
    const sealed = body.subarray(21 + idLength)
    if (sealed.length > size) throw new Error('more than one record')
    const decipher = createDecipheriv('aes-128-gcm', key, derive(shared, salt, 'Content-Encoding: nonce\0', 12)).setAuthTag(sealed.subarray(-16))
    const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
    return JSON.parse(padded.subarray(0, padded.lastIndexOf(2)).toString('utf8'))
  }

  function sender(authorization: string): string | null {
    const [, token = '', k = ''] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization) ?? []
    const [head = '', claims = '', signature = ''] = token.split('.')
    const raw = Buffer.from(k, 'base64url')
    if (raw.length !== 65) return 'no key'
    const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: raw.subarray(1, 33).toString('base64url'), y: raw.subarray(33).toString('base64url') }, format: 'jwk' })
    if (!verify('sha256', Buffer.from(`${head}.${claims}`), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))) return 'not signed by its key'
    const said: unknown = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'))
    const { aud, exp, sub } = Object(said) as Record<string, unknown>
    if (aud !== server.url || typeof exp !== 'number' || exp * 1000 < Date.now() || !/^(mailto|https):/.test(String(sub))) return 'not for us, too old, or from nobody'
    return null
  }

  async function answer({ method, headers, bytes }: Received): Promise<Answer> {
    await Promise.resolve()
    if (service.gone) return { status: 410, body: {} }
    const fault = method !== 'POST' ? 'not a POST' : headers['content-encoding'] !== 'aes128gcm' ? 'not encrypted' : headers.ttl === undefined ? 'no TTL' : sender(String(headers.authorization))
    if (fault !== null) service.faults.push(fault)
    if (fault !== null || bytes === null) return { status: 400, body: {} }
    service.shown.push({ payload: open(Buffer.from(bytes)), urgency: String(headers['urgency']) })
    return { status: 201, body: {} }
  }

  const server = await startHttpServer(LIMIT, answer)
  const service: PushService = {
    url: server.url, shown: [], faults: [], gone: false,
    subscription: { endpoint: `${server.url}/push/one`, keys: { p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') } },
    close: () => server.close(),
  }
  return service
}
