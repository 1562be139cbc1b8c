// Which network an address belongs to: what limits count by where nobody is known yet.
import { isIPv6 } from 'node:net'

/** What one subscriber has: an IPv4 address, or the first half (/64) of an IPv6 address, which holds as many addresses as somebody likes. */
export function networkOf(address: string): string {
  const [bare = ''] = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '').split('%')
  if (!isIPv6(bare)) return bare
  const [before = [], after] = bare.split('::').map((half) => half.split(':').filter((group) => group !== ''))
  const groups = after === undefined ? before : [...before, ...Array.from({ length: 8 - before.length - after.length }, () => '0'), ...after]
  return groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, '')).join(':')
}
