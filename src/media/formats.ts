// The formats that are kept and shown, by media type, and what is said of those that are not.
import type { MediaKind } from '../../channels/contract.ts'

export const FORMATS = {
  'image/jpeg': { kind: 'image', extension: 'jpg' },
  'image/png': { kind: 'image', extension: 'png' },
  'image/webp': { kind: 'image', extension: 'webp' },
  'image/gif': { kind: 'image', extension: 'gif' },
  'video/mp4': { kind: 'video', extension: 'mp4' },
  'video/quicktime': { kind: 'video', extension: 'mov' },
  'video/webm': { kind: 'video', extension: 'webm' },
  'video/3gpp': { kind: 'video', extension: '3gp' },
  'video/3gpp2': { kind: 'video', extension: '3g2' },
  'audio/mp4': { kind: 'audio', extension: 'm4a' },
  'audio/3gpp': { kind: 'audio', extension: '3gp' },
  'audio/3gpp2': { kind: 'audio', extension: '3g2' },
  'audio/webm': { kind: 'audio', extension: 'webm' },
  'audio/mpeg': { kind: 'audio', extension: 'mp3' },
  'audio/aac': { kind: 'audio', extension: 'aac' },
  'audio/ogg': { kind: 'audio', extension: 'ogg' },
  'audio/amr': { kind: 'audio', extension: 'amr' },
  'audio/wav': { kind: 'audio', extension: 'wav' },
  'audio/flac': { kind: 'audio', extension: 'flac' },
  'application/pdf': { kind: 'file', extension: 'pdf' },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': { kind: 'file', extension: 'docx' },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { kind: 'file', extension: 'xlsx' },
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': { kind: 'file', extension: 'pptx' },
  'application/vnd.oasis.opendocument.text': { kind: 'file', extension: 'odt' },
  'text/plain; charset=utf-8': { kind: 'file', extension: 'txt' },
  'text/plain; charset=shift_jis': { kind: 'file', extension: 'txt' },
} as const satisfies Readonly<Record<string, { readonly kind: MediaKind; readonly extension: string }>>

export type Format = keyof typeof FORMATS

export function isFormat(type: string): type is Format {
  return Object.hasOwn(FORMATS, type)
}

/** `kind`: not one of the formats. `broken`: one of them, and nothing can be made of it. `program`: it would run where it is opened. */
export type Refusal = 'too_large' | 'kind' | 'broken' | 'empty' | 'program'

/** What a look inside found. Width and height in pixels, of images only. */
export type Finding =
  | { readonly type: Format; readonly width?: number; readonly height?: number }
  | { readonly reason: Refusal }
