// Unpacks a WOFF 1.0 font (W3C Recommendation 2012) into the OpenType file it was made from.
import { inflateSync } from 'node:zlib'

const HEADER = 44
const ENTRY = 20

/** @throws Error where it is no WOFF file */
export function unpackWoff(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('not a WOFF font')
  const count = woff.readUInt16BE(12)
  const directory = Buffer.alloc(12 + count * 16)
  const power = 2 ** Math.floor(Math.log2(count)) * 16
  directory.writeUInt32BE(woff.readUInt32BE(4), 0)
  directory.writeUInt16BE(count, 4)
  directory.writeUInt16BE(power, 6)
  directory.writeUInt16BE(Math.log2(power / 16), 8)
  directory.writeUInt16BE(count * 16 - power, 10)
  const tables: Buffer[] = []
  let offset = directory.length
  for (let i = 0; i < count; i++) {
    const entry = HEADER + i * ENTRY
    const [start, packed, length] = [woff.readUInt32BE(entry + 4), woff.readUInt32BE(entry + 8), woff.readUInt32BE(entry + 12)]
    const bytes = woff.subarray(start, start + packed)
    const table = packed < length ? inflateSync(bytes) : bytes
    woff.copy(directory, 12 + i * 16, entry, entry + 4)
    directory.writeUInt32BE(woff.readUInt32BE(entry + 16), 16 + i * 16)
    directory.writeUInt32BE(offset, 20 + i * 16)
    directory.writeUInt32BE(length, 24 + i * 16)
    const padded = Buffer.alloc(Math.ceil(length / 4) * 4)
    table.copy(padded)
    tables.push(padded)
    offset += padded.length
  }
  return Buffer.concat([directory, ...tables])
}
