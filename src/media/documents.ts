// Tells Word, Excel, PowerPoint and OpenDocument texts from other archives by what the archive says of itself, and refuses macros.
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { inflateRawSync } from 'node:zlib'
import { isFormat } from './formats.ts'
import type { Finding } from './formats.ts'

/** The end record of an archive, with the longest comment it may have. */
const LONGEST_END = 22 + 65_535
const MAX_DIRECTORY = 4_000_000
const MAX_ENTRY = 1_000_000

interface Entry { readonly name: string; readonly method: number; readonly packed: number; readonly at: number }

/** Throws only what the disk says. */
export async function documentType(path: string): Promise<Finding> {
  const file = await open(path)
  try {
    const entries = await directoryOf(file)
    if (!entries) return { reason: 'broken' }
    const parts = await textOf(file, entries, '[Content_Types].xml')
    const type = parts === null ? await openDocument(file, entries) : mainPart(parts)
    return type !== null && isFormat(type) ? { type } : { reason: 'kind' }
  } finally {
    await file.close()
  }
}

/** Macros, controls, and whatever could hide their names. */
const UNSAFE_PART = /macro|vba|activex|&#|<!doctype/i
const MAIN_PART = /ContentType=["'](application\/vnd\.openxmlformats-officedocument\.[a-z.]+)\.main\+xml["']/i

function mainPart(parts: string): string | null {
  return UNSAFE_PART.test(parts) ? null : MAIN_PART.exec(parts)?.[1] ?? null
}

async function openDocument(file: FileHandle, entries: readonly Entry[]): Promise<string | null> {
  if (entries.some(({ name }) => /^(basic|scripts)\//i.test(name))) return null
  return (await textOf(file, entries, 'mimetype'))?.trim() ?? null
}

/** Null where it is no archive, or one that goes on elsewhere. */
async function directoryOf(file: FileHandle): Promise<Entry[] | null> {
  const { size } = await file.stat()
  const tail = await bytesAt(file, Math.max(0, size - LONGEST_END), Math.min(size, LONGEST_END))
  const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end < 0 || end + 22 > tail.length) return null
  const length = tail.readUInt32LE(end + 12)
  const start = tail.readUInt32LE(end + 16)
  if (length > MAX_DIRECTORY || start + length > size) return null
  const directory = await bytesAt(file, start, length)
  const entries: Entry[] = []
  for (let at = 0; at + 46 <= directory.length;) {
    if (directory.toString('latin1', at, at + 4) !== 'PK\x01\x02') return null
    const nameEnd = at + 46 + directory.readUInt16LE(at + 28)
    entries.push({
      name: directory.toString('utf8', at + 46, nameEnd),
      method: directory.readUInt16LE(at + 10), packed: directory.readUInt32LE(at + 20), at: directory.readUInt32LE(at + 42),
    })
    at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
}

/** Null where there is not exactly one small entry of this name. */
async function textOf(file: FileHandle, entries: readonly Entry[], name: string): Promise<string | null> {
  const [entry, second] = entries.filter((other) => other.name.toLowerCase() === name.toLowerCase())
  if (!entry || second || entry.packed > MAX_ENTRY) return null
  const head = await bytesAt(file, entry.at, 30)
  if (head.length < 30) return null
  const packed = await bytesAt(file, entry.at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28), entry.packed)
  const bytes = entry.method === 0 ? packed : entry.method === 8 ? unpacked(packed) : null
  // In UTF-16 every second byte is zero.
  return bytes?.toString('latin1').replaceAll('\0', '') ?? null
}

function unpacked(bytes: Buffer): Buffer | null {
  try {
    return inflateRawSync(bytes, { maxOutputLength: MAX_ENTRY })
  } catch {
    return null
  }
}

async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at)
  return buffer.subarray(0, bytesRead)
}
