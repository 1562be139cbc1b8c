// Decides by content alone what somebody sent, and cleans it. No name and no word of the platform counts.
import { open, stat } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'
import type { MediaKind } from '../../channels/contract.ts'
import { documentType } from './documents.ts'
import { FORMATS } from './formats.ts'
import type { Finding, Format, Refusal } from './formats.ts'
import { cleanMovie } from './movies.ts'
import { cleanPicture, isPicture } from './pictures.ts'
import { textType } from './plain-text.ts'

export type { Refusal } from './formats.ts'

/** Bytes. */
export const LIMITS: Readonly<Record<MediaKind, number>> = { image: 20_000_000, audio: 50_000_000, file: 25_000_000, video: 200_000_000 }

/** `kind` may differ from the claimed one. `type` is a media type. Width and height in pixels, of images only. */
export type Inspected =
  | {
    readonly status: 'fine'; readonly kind: MediaKind; readonly type: string; readonly path: string; readonly size: number
    readonly width?: number; readonly height?: number
  }
  | { readonly status: 'refused'; readonly reason: Refusal }

/**
 * Cleans the file at `path` where it lies: afterwards it holds what may be kept, or is refused and to be thrown away.
 * Throws only what the disk says.
 */
export async function inspect(path: string, claimed: MediaKind): Promise<Inspected> {
  const { size } = await stat(path)
  const found = size === 0 ? { reason: 'empty' as const } : await examine(path, size, claimed)
  if ('reason' in found) return { status: 'refused', reason: found.reason }
  const { kind } = FORMATS[found.type]
  if (size > LIMITS[kind]) return { status: 'refused', reason: 'too_large' }
  return { status: 'fine', kind, ...found, path, size: (await stat(path)).size }
}

/** What runs where it is opened, as detected types. */
const PROGRAMS: ReadonlySet<string> = new Set([
  'application/x-msdownload', 'application/x-elf', 'application/x-mach-binary', 'application/java-vm', 'application/java-archive',
  'application/wasm', 'application/vnd.android.package-archive', 'application/x-shockwave-flash', 'application/x-google-chrome-extension',
  'application/x-xpinstall', 'application/x-ms-shortcut', 'application/x-ft-apple.alias', 'application/x-ms-regedit', 'application/x-deb',
  'application/x-rpm', 'application/vnd.ms-htmlhelp', 'application/postscript', 'application/eps',
])
/** Marks of a few letters that a text may begin with as well. */
const MAYBE_TEXT: ReadonlySet<string> = new Set([
  'application/xml', 'audio/aiff', 'audio/ape', 'image/bmp', 'image/vnd.dwg', 'model/stl', 'text/calendar', 'text/vcard', 'text/vtt', 'video/mp2t',
])
const ARCHIVE = /^application\/(?:zip|vnd\.(?:openxmlformats|oasis|ms-(?:word|excel|powerpoint))[-.].+)$/
/** Detected type -> the types of a film and of a recording in the same wrapping. */
const MOVIES: Readonly<Record<string, { readonly video: Format; readonly audio: Format }>> = {
  'video/mp4': { video: 'video/mp4', audio: 'audio/mp4' },
  'video/x-m4v': { video: 'video/mp4', audio: 'audio/mp4' },
  'audio/mp4': { video: 'video/mp4', audio: 'audio/mp4' },
  'audio/x-m4a': { video: 'video/mp4', audio: 'audio/mp4' },
  'video/quicktime': { video: 'video/quicktime', audio: 'audio/mp4' },
  'video/3gpp': { video: 'video/3gpp', audio: 'audio/3gpp' },
  'video/3gpp2': { video: 'video/3gpp2', audio: 'audio/3gpp2' },
}
/** Kept as they are. */
const PLAIN: Readonly<Record<string, Format>> = {
  'audio/mpeg': 'audio/mpeg', 'audio/aac': 'audio/aac', 'audio/amr': 'audio/amr', 'audio/wav': 'audio/wav', 'audio/flac': 'audio/flac',
  'audio/ogg': 'audio/ogg', 'audio/ogg; codecs=opus': 'audio/ogg', 'application/pdf': 'application/pdf',
}

async function examine(path: string, size: number, claimed: MediaKind): Promise<Finding> {
  const detected = await detect(path)
  if (PROGRAMS.has(detected)) return { reason: 'program' }
  if (isPicture(detected)) return size > LIMITS.image ? { reason: 'too_large' } : cleanPicture(path, detected)
  const movie = MOVIES[detected]
  if (movie) {
    const kind = await cleanMovie(path)
    if (kind) return { type: movie[kind] }
    // "I'm free" has the mark of QuickTime from its fifth letter on.
    const text = await textType(path)
    return 'type' in text ? text : { reason: 'broken' }
  }
  if (detected === 'video/webm') return { type: await webmType(path, claimed) }
  if (ARCHIVE.test(detected)) return documentType(path)
  const plain = PLAIN[detected]
  if (plain) return { type: plain }
  return detected === '' || MAYBE_TEXT.has(detected) ? textType(path) : { reason: 'kind' }
}

/** Empty where nothing known is seen. */
async function detect(path: string): Promise<string> {
  try {
    return (await fileTypeFromFile(path))?.mime ?? ''
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error
    return ''
  }
}

/** The names of the codecs stand near the beginning; without any, the claim decides. */
async function webmType(path: string, claimed: MediaKind): Promise<Format> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0)
    const head = buffer.toString('latin1', 0, bytesRead)
    if (/V_(?:VP8|VP9|AV1|MPEG)/.test(head)) return 'video/webm'
    return head.includes('A_OPUS') || head.includes('A_VORBIS') || claimed === 'audio' ? 'audio/webm' : 'video/webm'
  } finally {
    await file.close()
  }
}
