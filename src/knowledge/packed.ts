// Many lists of numbers as one run of bytes, and back: what is kept between starts.

/** The count, the length of each list, then all their numbers; 32 bits each, in this machine's order. */
export function pack(lists: readonly Uint32Array[]): Uint8Array {
  const packed = new Uint32Array(1 + lists.length + lists.reduce((sum, { length }) => sum + length, 0))
  packed[0] = lists.length
  let at = 1 + lists.length
  lists.forEach((list, i) => {
    packed[1 + i] = list.length
    packed.set(list, at)
    at += list.length
  })
  return new Uint8Array(packed.buffer)
}

/** Looks into the bytes themselves where they begin on a number. */
export function unpack(bytes: Uint8Array): Uint32Array[] {
  const { buffer, byteOffset, byteLength } = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice()
  const packed = new Uint32Array(buffer, byteOffset, byteLength / 4)
  const count = packed[0] ?? 0
  let at = 1 + count
  return Array.from({ length: count }, (_, i) => {
    const list = packed.subarray(at, at + (packed[1 + i] ?? 0))
    at += list.length
    return list
  })
}
