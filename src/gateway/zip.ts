// A zip of text files, as every computer opens it: deflated entries, names in UTF-8 (PKWARE APPNOTE 6.3.10).
import { crc32, deflateRawSync } from 'node:zlib'

export interface TextFile { readonly name: string; readonly text: string }

/** 1980-01-01, so that the same files are always the same bytes. */
const DATE = 0x21
const UTF8 = 0x0800
const DEFLATED = 8

export function zipOf(files: readonly TextFile[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, text } of files) {
    const [bytes, path] = [Buffer.from(text), Buffer.from(name)]
    const packed = deflateRawSync(bytes)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(UTF8, 2)
    facts.writeUInt16LE(DEFLATED, 4)
    facts.writeUInt16LE(0, 6)
    facts.writeUInt16LE(DATE, 8)
    facts.writeUInt32LE(crc32(bytes), 10)
    facts.writeUInt32LE(packed.length, 14)
    facts.writeUInt32LE(bytes.length, 18)
    facts.writeUInt16LE(path.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), facts, path, packed)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, place, path)
    offset += 4 + facts.length + path.length + packed.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.length, 4)
  end.writeUInt16LE(files.length, 6)
  end.writeUInt32LE(listing.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, listing, Buffer.from('PK\x05\x06', 'latin1'), end])
}
