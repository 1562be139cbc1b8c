// How a browser is given what somebody sent: shown where that is safe, otherwise saved, and never run.
import type { MediaKind } from '../../channels/contract.ts'
import { FORMATS, isFormat } from './formats.ts'
import type { ByteRange } from './store.ts'

const SHOWN: ReadonlySet<MediaKind> = new Set(['image', 'audio', 'video'])

/** `name` is what the sender called it, as untrusted as the rest. */
export function headersFor(type: string, kind: MediaKind, name: string | null): Record<string, string> {
  const known = isFormat(type) ? FORMATS[type] : null
  const shown = known !== null && known.kind === kind && SHOWN.has(kind)
  return {
    'content-type': known ? type : 'application/octet-stream',
    'content-disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encoded(fileName(name, kind, known?.extension ?? 'bin'))}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-store',
    'accept-ranges': 'bytes',
  }
}

/**
 * Which bytes a `Range` header asks for. Null: all of them, because there is no header, or one that may be ignored
 * (several ranges, another unit, no sense). `size` is in bytes.
 */
export function rangeOf(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/i.exec(header ?? '') ?? []
  if (from === '' && to === '') return null
  if (from === '') return Number(to) === 0 || size === 0 ? 'unsatisfiable' : { start: Math.max(0, size - Number(to)), end: size - 1 }
  if (to !== '' && Number(to) < Number(from)) return null
  if (Number(from) >= size) return 'unsatisfiable'
  return { start: Number(from), end: to === '' ? size - 1 : Math.min(Number(to), size - 1) }
}

const MAX_GRAPHEMES = 100
/** One grapheme can be as long as somebody likes. */
const MAX_UNITS = 400
const SAME_EXTENSION: Readonly<Record<string, string>> = { jpeg: 'jpg', jpe: 'jpg', jfif: 'jpg', m4v: 'mp4', oga: 'ogg', opus: 'ogg', text: 'txt' }
/** Controls, line separators, what turns the direction of reading, what is not seen. */
const HIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu
/** What file systems and shells take for something else. */
const SPECIAL = /[<>:"|?*]/g
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

function fileName(name: string | null, kind: MediaKind, extension: string): string {
  const last = (name ?? '').slice(-MAX_UNITS).toWellFormed().replace(HIDDEN, '').split(/[/\\]/).at(-1) ?? ''
  const [, stem = last, ending = ''] = /^(.*)\.(?=.*[a-z])([a-z0-9]{1,8})$/i.exec(last) ?? []
  const kept = (SAME_EXTENSION[ending.toLowerCase()] ?? ending.toLowerCase()) === extension ? ending : extension
  const clean = stem.replace(SPECIAL, '_').replace(/^[.\s]+|[.\s]+$/g, '')
  const short = Array.from(segmenter.segment(clean), ({ segment }) => segment).slice(0, MAX_GRAPHEMES - kept.length - 1).join('').trim()
  return `${short || kind}.${kept}`
}

/** RFC 5987: everything but letters, digits and a few marks as percent-encoded UTF-8. */
function encoded(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
}
