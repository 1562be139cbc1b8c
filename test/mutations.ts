// Broken variants of webhook bodies, the same for the same seed: bytes, types, depth, sizes, keys.

/** How many broken ones a channel gets: `npm run fuzz` sends it ten thousand. */
export const STORM = Number(process.env['STORM'] ?? 500)

/** A generator of numbers from 0 to below 1 (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const ODD: readonly Json[] = [
  null, true, false, 0, -1, 1.5, 1e308, -1e308, 2 ** 53 + 2, '', ' ', '0', 'null', '\u0000', '\ud800', '\ufeff', '٣', 'မြန်မာ', '👩‍👩‍👧‍👦'.repeat(50),
  'x'.repeat(60_000), '../../etc/passwd', '<script>', '__proto__', [], {}, [[]], [null], { id: null }, { type: 'user' }, { constructor: { prototype: { x: 1 } } },
]

/** One broken body. About one in five is broken in its bytes, the others in what they say. */
export function mutated(body: Json, roll: () => number): Buffer {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(roll() * list.length)]
  const copy = structuredClone(body)
  const times = 1 + Math.floor(roll() * 3)
  let changed: Json = copy
  for (let i = 0; i < times; i++) changed = broken(changed)
  const bytes = Buffer.from(JSON.stringify(changed))
  if (roll() < 0.01) return abyss(bytes)
  return roll() < 0.2 ? inBytes(bytes) : bytes

  function broken(value: Json): Json {
    const places: { holder: Json[] | { [key: string]: Json }; key: string }[] = []
    const walk = (node: Json) => {
      if (node === null || typeof node !== 'object') return
      for (const [key, child] of Object.entries(node)) {
        places.push({ holder: node, key })
        walk(child)
      }
    }
    walk(value)
    const place = pick(places)
    if (!place || roll() < 0.03) return structuredClone(pick(ODD) ?? null)
    const { holder, key } = place
    const now = Array.isArray(holder) ? holder[Number(key)] ?? null : holder[key] ?? null
    const next = variant(now)
    if (Array.isArray(holder)) holder[Number(key)] = next
    else if (roll() < 0.2) delete holder[key]
    else if (roll() < 0.1) Object.defineProperty(holder, '__proto__', { value: next, enumerable: true, configurable: true, writable: true })
    else holder[key] = next
    return value
  }

  function variant(value: Json): Json {
    const kind = roll()
    if (kind < 0.15) return nested(value, 2 ** Math.floor(roll() * 9))
    if (kind < 0.25) return Array.from({ length: Math.floor(roll() * 200) }, () => value)
    if (kind < 0.35 && typeof value === 'string') return value.repeat(Math.floor(roll() * 50)) + String.fromCharCode(Math.floor(roll() * 65_536))
    if (kind < 0.45 && typeof value === 'number') return value * (roll() - 0.5) * 1e6
    return structuredClone(pick(ODD) ?? null)
  }

  /** Some value becomes lists within lists, deeper than any call stack. */
  function abyss(good: Buffer): Buffer {
    const [depth, text] = [10_000 * Math.ceil(roll() * 20), good.toString()]
    const places = [...text.matchAll(/:("[^"]*"|\d+|\[\]|\{\})/g)]
    const place = pick(places)
    if (!place) return good
    const at = place.index + 1
    return Buffer.from(text.slice(0, at) + '['.repeat(depth) + ']'.repeat(depth) + text.slice(at + (place[1] ?? '').length))
  }

  function inBytes(good: Buffer): Buffer {
    const at = () => Math.floor(roll() * Math.max(1, good.length))
    const kind = roll()
    if (kind < 0.3) return good.subarray(0, at())
    if (kind < 0.6) {
      for (let i = 0; i < 8; i++) good.writeUInt8(Math.floor(roll() * 256), at())
      return good
    }
    if (kind < 0.8) return Buffer.concat([good.subarray(at()), good])
    return Buffer.concat([Buffer.from([0xff, 0xfe]), good, Buffer.alloc(Math.floor(roll() * 3_000), 0x7b)])
  }
}

/** One broken mail: lines lost, doubled, in the wrong place, with odd values and odd bytes, cut off, or parts within parts. */
export function mutatedMail(lines: readonly string[], roll: () => number): Buffer {
  const at = (length: number) => Math.floor(roll() * Math.max(1, length))
  const odd = ['', ' ', ':', 'x'.repeat(60_000), '=?utf-8?B?////?=', '=?iso-2022-jp?Q?=1B$B?=', '<@>', '"', '(((((', '--b', '--b--', ';;; boundary=', '\u001b$B', '\u00ff\u00fe\u0080', '=?x?b??= '.repeat(3_000), '<a@b> '.repeat(3_000), '>'.repeat(5_000)]
  const changed = [...lines]
  for (let times = 1 + at(4); times > 0; times--) {
    const place = at(changed.length)
    const line = changed[place] ?? ''
    const kind = roll()
    if (kind < 0.2) changed.splice(place, 1)
    else if (kind < 0.4) changed.splice(at(changed.length), 0, line)
    else if (kind < 0.6) changed[place] = (odd[at(odd.length)] ?? '') + line
    else if (kind < 0.8) changed[place] = line.replace(/[:=].*/, (rest) => rest.charAt(0) + (odd[at(odd.length)] ?? ''))
    else changed[place] = [...line].map((letter) => (roll() < 0.05 ? String.fromCharCode(at(256)) : letter)).join('')
  }
  if (roll() < 0.02) changed.unshift(...Array.from({ length: 1 + at(3_000) }, (_, i) => `Content-Type: multipart/mixed; boundary=n${i}\r\n\r\n--n${i}`))
  const bytes = Buffer.from(changed.join(['\r\n', '\n', '\r'][at(2.05)] ?? '\r\n'), 'latin1')
  return roll() < 0.1 ? bytes.subarray(0, at(bytes.length)) : bytes
}

function nested(value: Json, depth: number): Json {
  let inside = value
  for (let i = 0; i < depth; i++) inside = i % 2 === 0 ? [inside] : { a: inside }
  return inside
}
