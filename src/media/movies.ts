// Reads the boxes of MP4, QuickTime and 3GP files, and blanks what tells of place, device and person, in place and without moving a byte.
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'

/** Boxes that hold boxes, where tracks and notes are found. */
const CONTAINERS: ReadonlySet<string> = new Set(['moov', 'trak', 'mdia', 'minf', 'moof', 'traf'])
/**
 * Notes beside pictures and sound: `©xyz` and `loci` stand in `udta`, Apple's location keys in `meta`, XMP in `uuid`.
 * No player needs them.
 */
const NOTES: ReadonlySet<string> = new Set(['udta', 'meta', 'uuid'])
const MAX_DEPTH = 6
const MAX_BOXES = 50_000

interface Box { readonly type: string; readonly at: number; readonly body: number; readonly end: number }
interface Walk { readonly file: FileHandle; readonly handlers: Set<string>; boxes: number }

/** What the tracks are; null where it is no film or recording that could be played. Changes the file. Throws only what the disk says. */
export async function cleanMovie(path: string): Promise<'video' | 'audio' | null> {
  const file = await open(path, 'r+')
  try {
    const walk: Walk = { file, handlers: new Set(), boxes: 0 }
    if (!await visit(walk, 0, (await file.stat()).size, 0)) return null
    if (walk.handlers.has('vide')) return 'video'
    return walk.handlers.has('soun') ? 'audio' : null
  } finally {
    await file.close()
  }
}

/** False where the boxes do not fit into each other. */
async function visit(walk: Walk, from: number, to: number, depth: number): Promise<boolean> {
  for (let at = from; at + 8 <= to;) {
    const box = await boxAt(walk.file, at, to, depth === 0)
    // Behind the last box of a file some phones write something of their own.
    if (!box) return depth === 0
    walk.boxes += 1
    if (walk.boxes > MAX_BOXES) return false
    if (NOTES.has(box.type)) await blank(walk.file, box)
    else if (box.type === 'hdlr') walk.handlers.add(await textAt(walk.file, box.body + 8))
    else if (CONTAINERS.has(box.type) && (depth === MAX_DEPTH || !await visit(walk, box.body, box.end, depth + 1))) return false
    at = box.end
  }
  return true
}

/** A box that goes on behind the end of the file was cut off by a bad line; inside another box that is an error. */
async function boxAt(file: FileHandle, at: number, to: number, outermost: boolean): Promise<Box | null> {
  const head = Buffer.alloc(16)
  const { bytesRead } = await file.read(head, 0, 16, at)
  const short = head.readUInt32BE(0)
  const long = short === 1
  if (bytesRead < (long ? 16 : 8)) return null
  const body = at + (long ? 16 : 8)
  const size = long ? Number(head.readBigUInt64BE(8)) : short
  const end = size === 0 ? to : at + size
  if (end < body || (end > to && !outermost)) return null
  return { type: head.toString('latin1', 4, 8), at, body, end: Math.min(end, to) }
}

async function textAt(file: FileHandle, at: number): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, at)
  return buffer.toString('latin1', 0, bytesRead)
}

/** Turns the box into free space of the same size, full of zeros. */
async function blank(file: FileHandle, { at, body, end }: Box): Promise<void> {
  await file.write(Buffer.from('free', 'latin1'), 0, 4, at + 4)
  for (let from = body; from < end; from += ZEROS.length) await file.write(ZEROS, 0, Math.min(ZEROS.length, end - from), from)
}

const ZEROS = Buffer.alloc(65_536)
