// A webhook's body as JSON. What is nested deeper than any platform nests is refused before anything walks down into it.
import { UnreadableBody } from './contract.ts'

const DEEPEST = 100
const [QUOTE, BACKSLASH] = [0x22, 0x5c]
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b])
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d])

/** @throws UnreadableBody */
export function readJson(body: Uint8Array): unknown {
  if (depthOf(body) > DEEPEST) throw new UnreadableBody('nested too deeply')
  try {
    const parsed: unknown = JSON.parse(Buffer.from(body).toString('utf8'))
    return parsed
  } catch {
    throw new UnreadableBody('not JSON')
  }
}

/** Brackets within strings do not count. */
function depthOf(body: Uint8Array): number {
  let [depth, deepest, quoted] = [0, 0, false]
  for (let i = 0; i < body.length; i++) {
    const byte = body[i] ?? 0
    if (quoted) {
      if (byte === BACKSLASH) i++
      else if (byte === QUOTE) quoted = false
    } else if (byte === QUOTE) quoted = true
    else if (OPENING.has(byte)) deepest = Math.max(deepest, ++depth)
    else if (CLOSING.has(byte)) depth--
  }
  return deepest
}
