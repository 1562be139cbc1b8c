// Lists of numbers, and texts, as one run of bytes, and back: what is kept between starts.

type List = Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array

/** What was packed, one after the other in the same order. */
export interface Packed {
  uint8(): Uint8Array
  uint16(): Uint16Array
  uint32(): Uint32Array
  float32(): Float32Array
  float64(): Float64Array
  text(): string
}

/** Every list begins on a multiple of so many bytes: numbers of any size are looked at where they stand. */
const STEP = 8
const rounded = (length: number) => Math.ceil(length / STEP) * STEP

/** Before each list its length in bytes; in this machine's order. */
export function pack(lists: readonly (List | string)[]): Uint8Array {
  const parts = lists.map((list) => (typeof list === 'string' ? Buffer.from(list, 'utf16le') : new Uint8Array(list.buffer, list.byteOffset, list.byteLength)))
  const packed = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + STEP + rounded(byteLength), 0))
  let at = 0
  for (const part of parts) {
    new Float64Array(packed.buffer, at, 1)[0] = part.byteLength
    packed.set(part, at + STEP)
    at += STEP + rounded(part.byteLength)
  }
  return packed
}

/** Looks into the bytes themselves where they begin on a step. */
export function unpack(bytes: Uint8Array): Packed {
  const { buffer, byteOffset } = bytes.byteOffset % STEP === 0 ? bytes : Uint8Array.from(bytes)
  let next = byteOffset
  const part = () => {
    const [length = 0] = new Float64Array(buffer, next, 1)
    const from = next + STEP
    next = from + rounded(length)
    return { from, length }
  }
  return {
    uint8() { const { from, length } = part(); return new Uint8Array(buffer, from, length) },
    uint16() { const { from, length } = part(); return new Uint16Array(buffer, from, length / 2) },
    uint32() { const { from, length } = part(); return new Uint32Array(buffer, from, length / 4) },
    float32() { const { from, length } = part(); return new Float32Array(buffer, from, length / 4) },
    float64() { const { from, length } = part(); return new Float64Array(buffer, from, length / 8) },
    text() { const { from, length } = part(); return Buffer.from(buffer, from, length).toString('utf16le') },
  }
}
