// Draws a picture anew: upright, in sRGB, and nothing left of the camera, the place, or what was hidden behind the picture.
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import type { Metadata, Sharp } from 'sharp'
import type { Finding, Format } from './formats.ts'
import { heicToJpeg } from './heic.ts'

const MAX_PIXELS = 60_000_000
const MAX_SIDE = 4_096
/** A longer animation ends here; all its frames together are drawn in some seconds. */
const MAX_FRAMES = 300
const MAX_ANIMATED_PIXELS = 30_000_000
const MAX_SECONDS = 60
const QUALITY = 90

// Every file is seen once, and no reader but these is tried, whatever a file turns out to be.
sharp.cache(false)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadNsgif', 'VipsForeignLoadHeif'] })

interface Drawing { readonly type: Format; draw(picture: Sharp): Sharp }

const jpeg: Drawing = { type: 'image/jpeg', draw: (picture) => picture.flatten({ background: 'white' }).jpeg({ quality: QUALITY }) }
const png: Drawing = { type: 'image/png', draw: (picture) => picture.png() }

/** Detected type -> what it becomes. */
const DRAWINGS: Readonly<Record<string, Drawing>> = {
  'image/jpeg': jpeg,
  'image/png': png,
  'image/apng': png,
  'image/webp': { type: 'image/webp', draw: (picture) => picture.webp({ quality: QUALITY, effort: 2 }) },
  'image/gif': { type: 'image/gif', draw: (picture) => picture.gif() },
  'image/avif': jpeg,
  'image/heic': jpeg,
  'image/heic-sequence': jpeg,
  'image/heif': jpeg,
  'image/heif-sequence': jpeg,
}

export function isPicture(detected: string): boolean {
  return Object.hasOwn(DRAWINGS, detected)
}

/** Reads the file into memory, and puts the clean picture in its place. Throws only what the disk says. */
export async function cleanPicture(path: string, detected: string): Promise<Finding> {
  const drawing = DRAWINGS[detected]
  if (!drawing) return { reason: 'kind' }
  const bytes = await readFile(path)
  const drawn = await inTurn(() => redraw(bytes, drawing)).catch(() => null)
  if (!drawn) return { reason: 'broken' }
  if ('reason' in drawn) return drawn
  await replace(path, drawn.bytes)
  return { type: drawing.type, width: drawn.width, height: drawn.height }
}

let last: Promise<unknown> = Promise.resolve()

/** One at a time: a large picture takes hundreds of megabytes while it is drawn. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work)
  last = turn.catch(() => null)
  return turn
}

type Drawn = { readonly bytes: Buffer; readonly width: number; readonly height: number } | { readonly reason: 'too_large' } | null

/** Null, or a rejection of the library's, where it cannot be read. */
async function redraw(bytes: Buffer, { draw }: Drawing): Promise<Drawn> {
  const seen = await sharp(bytes, { failOn: 'none', limitInputPixels: false }).metadata()
  const pixels = seen.width * seen.height
  if (pixels > MAX_PIXELS) return { reason: 'too_large' }
  const source = seen.compression === 'hevc' ? await heicToJpeg(bytes, seen.icc) : bytes
  if (!source) return null
  const frames = isAnimated(seen) ? Math.min(seen.pages, MAX_FRAMES, Math.max(1, Math.floor(MAX_ANIMATED_PIXELS / pixels))) : 1
  // What a bad line cut off stays grey; the rest is worth seeing. Without being told otherwise, the library writes sRGB and no metadata.
  const picture = sharp(source, { failOn: 'none', limitInputPixels: MAX_PIXELS, pages: frames, autoOrient: frames === 1 })
    .timeout({ seconds: MAX_SECONDS })
    .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true })
  const { data, info } = await draw(picture).toBuffer({ resolveWithObject: true })
  return { bytes: data, width: info.width, height: info.pageHeight ?? info.height }
}

function isAnimated(seen: Metadata): seen is Metadata & { pages: number } {
  return (seen.format === 'gif' || seen.format === 'webp') && (seen.pages ?? 1) > 1
}

async function replace(path: string, bytes: Buffer): Promise<void> {
  const clean = `${path}.clean`
  try {
    await writeFile(clean, bytes, { mode: 0o600 })
    await rename(clean, path)
  } catch (error) {
    await rm(clean, { force: true })
    throw error
  }
}
