// POST to an address that somebody typed: by https, to the public internet only, without following anybody elsewhere.
import { lookup } from 'node:dns'
import type { LookupOptions } from 'node:dns'
import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { BlockList, isIP } from 'node:net'
import { PATIENCE_MS } from './notice.ts'
import type { Notified } from './notice.ts'

/** Loopback, private, link-local, shared, documentation, multicast and reserved networks (RFC 6890), and their IPv6 kin. */
const INNER = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
  ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const) INNER.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [['::', 96], ['64:ff9b::', 96], ['100::', 64], ['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8]] as const) INNER.addSubnet(net, bits, 'ipv6')

/** An IPv4 address written as IPv6 is judged as what it is. */
export function isInner(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address
  if (/^::ffff:/i.test(mapped)) return true
  return INNER.check(mapped, isIP(mapped) === 6 ? 'ipv6' : 'ipv4')
}

class InnerAddress extends Error {
  override readonly name = 'InnerAddress'
}

/** Null where one may not post there. A name is judged again when it is resolved. */
export function postable(address: string, innerAllowed: boolean): URL | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (url.username !== '' || url.password !== '') return null
  if (innerAllowed) return /^https?:$/.test(url.protocol) ? url : null
  return url.protocol === 'https:' && !(isIP(host) > 0 && isInner(host)) ? url : null
}

export async function post(address: string, headers: Readonly<Record<string, string>>, body: Uint8Array | string, innerAllowed: boolean): Promise<Notified> {
  const url = postable(address, innerAllowed)
  if (!url) return { status: 'gone', reason: 'address not allowed' }
  const bytes = Buffer.from(body)
  return new Promise((done) => {
    const sent = (url.protocol === 'http:' ? plain : secure)(url, {
      method: 'POST', headers: { 'user-agent': 'Madoguchi', ...headers, 'content-length': String(bytes.length) }, signal: AbortSignal.timeout(PATIENCE_MS),
      ...(!innerAllowed && { lookup: outside }),
    }, (response) => {
      response.resume()
      done(outcome(response.statusCode ?? 0))
    })
    sent.on('error', (error) => done(error instanceof InnerAddress ? { status: 'gone', reason: 'address not allowed' } : { status: 'retry', reason: 'not reachable' }))
    sent.end(bytes)
  })
}

/** Somewhere else, not there any more, or not for us: trying again changes nothing. */
function outcome(status: number): Notified {
  if (status >= 200 && status < 300) return { status: 'sent' }
  if (status === 408 || status === 425 || status === 429 || status >= 500) return { status: 'retry', reason: `answered ${status}` }
  return { status: 'gone', reason: `answered ${status}` }
}

function outside(host: string, options: LookupOptions, heard: (error: Error | null, address: string | { address: string; family: number }[], family?: number) => void): void {
  lookup(host, { ...options, all: true }, (error, found) => {
    if (error) return heard(error, [])
    const [first] = found
    if (!first || found.some(({ address }) => isInner(address))) return heard(new InnerAddress('an inner address'), [])
    if (options.all === true) heard(null, found)
    else heard(null, first.address, first.family)
  })
}
