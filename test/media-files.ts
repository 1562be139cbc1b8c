// Files as workers' phones send them, and as nobody should: made here, byte by byte.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import sharp from 'sharp'
import type { Sharp } from 'sharp'
import { onTestFinished } from 'vitest'

/** A folder that goes when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'media-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** The name says nothing about the content, or something false. */
export async function fileOf(content: Uint8Array | string, name = 'sent.jpg'): Promise<string> {
  const path = join(await temporaryFolder(), name)
  await writeFile(path, content)
  return path
}

/** Left half red, right half blue. */
export function picture(width = 64, height = 32, red = '#e01010', blue = '#1010e0') {
  const half = { create: { width: Math.ceil(width / 2), height, channels: 3 as const, background: blue } }
  return sharp({ create: { width, height, channels: 3, background: red } }).composite([{ input: half, left: Math.floor(width / 2), top: 0 }])
}

/** EXIF with a maker and Tokyo Tower, XMP with an author. */
export function withPlace(image: Sharp): Sharp {
  return image.withExif({
    IFD0: { Make: 'PhoneMaker', ImageDescription: 'my room' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '35/1 39/1 31/1', GPSLongitudeRef: 'E', GPSLongitude: '139/1 44/1 43/1' },
  }).withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="PhoneOwner"/></rdf:RDF></x:xmpmeta>')
}

/** The tag of the pointer to the GPS part of EXIF, in both byte orders. */
export const GPS_TAGS = [Buffer.from([0x88, 0x25, 0, 4]), Buffer.from([0x25, 0x88, 4, 0])]

/** Frames of one grey each. */
export async function animation(format: 'gif' | 'webp', frames: number, width = 8, height = 8): Promise<Buffer> {
  const pixels = Buffer.concat(Array.from({ length: frames }, (_, frame) => Buffer.alloc(width * height * 3, (frame * 37) % 256)))
  return sharp(pixels, { raw: { width, height: height * frames, channels: 3, pageHeight: height } })[format]({ delay: Array.from({ length: frames }, () => 80) }).toBuffer()
}

/** The frames of a GIF as small patches on a large canvas. */
export function onCanvas(gif: Buffer, width: number, height: number): Buffer {
  const copy = Buffer.from(gif)
  copy.writeUInt16LE(width, 6)
  copy.writeUInt16LE(height, 8)
  return copy
}

/** A PNG whose head promises these dimensions, and whose body is a few bytes. */
export function pngBomb(width: number, height: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 6, 0, 0, 0], 8)
  const chunk = (type: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), body])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(body.length, 0)
    frame.writeUInt32BE(crc32(named), 4)
    return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
  }
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', Buffer.from('789c030000000001', 'hex')), chunk('IEND', Buffer.alloc(0))])
}

export function zip(entries: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(entries)) {
    const packed = name === 'mimetype' ? Buffer.from(text) : deflateRawSync(text)
    const middle = Buffer.alloc(26)
    middle.writeUInt16LE(20, 0)
    middle.writeUInt16LE(name === 'mimetype' ? 0 : 8, 4)
    middle.writeUInt32LE(crc32(text), 10)
    middle.writeUInt32LE(packed.length, 14)
    middle.writeUInt32LE(Buffer.byteLength(text), 18)
    middle.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), middle, Buffer.from(name), packed])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    directory.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), middle, place, Buffer.from(name))
    locals.push(local)
    at += local.length
  }
  const end = Buffer.alloc(18)
  end.writeUInt16LE(Object.keys(entries).length, 4)
  end.writeUInt16LE(Object.keys(entries).length, 6)
  end.writeUInt32LE(Buffer.concat(directory).length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...locals, ...directory, Buffer.from('PK\x05\x06'), end])
}

/** An Office document whose main part has this media type. */
export function office(mainType: string, more: Readonly<Record<string, string>> = {}, parts = ''): Buffer {
  const types = `<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="${mainType}"/>${parts}</Types>`
  return zip({ '[Content_Types].xml': types, 'word/document.xml': '<w:document/>', ...more })
}

/** A box of MP4 or QuickTime; `long` writes its size in 64 bits. */
export function box(type: string, parts: readonly (Buffer | string)[], long = false): Buffer {
  const body = Buffer.concat(parts.map((part) => typeof part === 'string' ? Buffer.from(part, 'latin1') : part))
  const head = Buffer.alloc(long ? 16 : 8)
  head.writeUInt32BE(long ? 1 : body.length + 8, 0)
  head.write(type, 4, 'latin1')
  if (long) head.writeBigUInt64BE(BigInt(body.length + 16), 8)
  return Buffer.concat([head, body])
}

export const FTYP = (brand: string) => box('ftyp', [brand, '\0\0\0\0', brand])
export const TRACK = (handler: 'vide' | 'soun' | 'meta', notes: readonly Buffer[] = []) => box('trak', [
  box('tkhd', [Buffer.alloc(84, 7)]), ...notes,
  box('mdia', [box('hdlr', ['\0\0\0\0', 'mhlr', handler, Buffer.alloc(13)]), box('minf', [box('stbl', [Buffer.alloc(40, 9)])])]),
])

/** 32 by 16 pixels, left half (200, 100, 50), right half (50, 150, 100) in Display P3, with a maker and a place in its EXIF; made with x265. */
export const HEIC = Buffer.from(`
AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAA9JtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAACAAAAEGlkYXQAAAAAACAAEAAAAExpbG9jAQAAAERAAAMA
AQAAAAAAAAP2AAEAAAAAAAAArAACAAEAAAAAAAAAAQAAAAAAAAAIAAMAAAAAAAAEogABAAAAAAAAAUIAAABNaWluZgAAAAAAAwAAABVpbmZlAgAAAQABAABodmMxAAAAABVpbmZlAgAAAAACAABncmlkAAAAABVp
bmZlAgAAAQADAABFeGlmAAAAAsZpcHJwAAACo2lwY28AAAB3aHZjQwEECAAAAAAAAAAAAB7wAPz/+PgAAA8DIAABABdAAQwB//8ECAAAAwCeOAAAAwAAHroCQCEAAQAqQgEBBAgAAAMAnjgAAAMAAB6QBBAgst1V
01zcCAgYEAAAAwAQAAADABCAIgABAAhEAcFzGDAYkAAAABRpc3BlAAAAAAAAAEAAAABAAAAAFGlzcGUAAAAAAAAAIAAAABAAAAHsY29scnByb2YAAAHgbGNtcwQgAABtbnRyUkdCIFhZWiAH4gADABQACQAOAB1h
Y3NwTVNGVAAAAABzYXdzY3RybAAAAAAAAAAAAAAAAAAA9tYAAQAAAADTLWhhbmSC4qhyi4o/9yU+uZLuJNauAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAApkZXNjAAAA/AAAACRjcHJ0AAABIAAAACJ3
dHB0AAABRAAAABRjaGFkAAABWAAAACxyWFlaAAABhAAAABRnWFlaAAABmAAAABRiWFlaAAABrAAAABRyVFJDAAABwAAAACBnVFJDAAABwAAAACBiVFJDAAABwAAAACBtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgA
AAAcAHMAUAAzAENtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAYAAAAcAEMAQwAwAABYWVogAAAAAAAA9tYAAQAAAADTLXNmMzIAAAAAAAEMQgAABd7///MlAAAHkwAA/ZD///uh///+TgAAA5oAAMAUWFlaIAAAAAAA
AIPfAAA9vwAAAABYWVogAAAAAAAASr8AALE3AAAKtVhZWiAAAAAAAAAoOAAAEQoAAMh4cGFyYQAAAAAAAwAAAAJmaQAA8qcAAA1ZAAAT0AAAClsAAAAQcGl4aQAAAAADCAgIAAAAG2lwbWEAAAAAAAAAAgABAoEC
AAIDA4SFAAAAKGlyZWYAAAAAAAAADmRpbWcAAgABAAEAAAAOY2RzYwADAAEAAgAAAfZtZGF0AAAAqCgBrwTyGdvpgHFk0t/Q////KLnsvwBt8MD6njffVN3/+oRVEYyN+i1heWuKJekFmMV7DjYANUO6u0DSfXLb
ejUMNcFNxYV2Fu9KC9zrIGuPuggDgPOCUACbm/ecyA03v5SgscWZ7HD8BMmQPQmnzjEALBDYvmzyzkgYDeGkOjq6QAH1xeeqaKgvjQ4HHflz1Lb+wdWpo+PRwhX6yOBBJ5Y+s1q64gJuaAAAAABJSSoACAAAAAgA
DwECAAsAAAB+AAAAEgEDAAEAAAABAAAAGgEFAAEAAABuAAAAGwEFAAEAAAB2AAAAKAEDAAEAAAACAAAAEwIDAAEAAAABAAAAaYcEAAEAAACKAAAAJYgEAAEAAADYAAAAAAAAADhjAADoAwAAOGMAAOgDAABQaG9u
ZU1ha2VyAAAGAACQBwAEAAAAMDIxMAGRBwAEAAAAAQIDAACgBwAEAAAAMDEwMAGgAwABAAAA//8AAAKgBAABAAAAIAAAAAOgBAABAAAAEAAAAAAAAAAEAAEAAgACAAAATgAAAAIABQADAAAAJgEAAAMAAgACAAAA
RQAAAAQABQADAAAADgEAAAAAAACLAAAAAQAAACwAAAABAAAAKwAAAAEAAAAjAAAAAQAAACcAAAABAAAAHwAAAAEAAAA=
`, 'base64')
