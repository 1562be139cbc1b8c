// What is said about a picture, recording or file: how large it is shown, how many bytes, of which kind.
import type { MediaView } from '../../../server/api/inbox.ts'
import { locale } from '../time.ts'

export interface Box { readonly width: number; readonly height: number }

const KILO = 1024

/** As large as it is, and at most as large as the box; the whole box while the size is unknown. */
export function fitted({ width, height }: MediaView, box: Box): Box {
  if (width === null || height === null || width <= 0 || height <= 0) return box
  const scale = Math.min(1, box.width / width, box.height / height)
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** 12 kB, 3.4 MB */
export function sizeWords(bytes: number): string {
  const [value, unit] = bytes < KILO * KILO ? [bytes / KILO, 'kilobyte'] : [bytes / KILO / KILO, 'megabyte']
  return new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)
}

/** PDF, DOCX: the ending of the name, else the second half of the media type. Null where neither says anything. */
export function typeWords({ name, type }: MediaView): string | null {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name ?? '')?.[1]
  return (ending ?? type?.split('/')[1]?.replace(/^x-|[;+].*$/g, ''))?.toUpperCase() ?? null
}
