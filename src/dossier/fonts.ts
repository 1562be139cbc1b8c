// The fonts of a PDF, and which of them has a character. A character that none has is printed as 〓, as Japanese printers do.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Blob, Face, Font } from 'harfbuzzjs'
import { unpackWoff } from './woff.ts'

export const FACES = ['latin', 'japanese', 'chinese', 'burmese'] as const
export type FaceName = (typeof FACES)[number]
export type Weight = 'regular' | 'bold'

export interface LoadedFont { readonly bytes: Buffer; readonly shaped: Font; readonly unitsPerEm: number; has(codePoint: number): boolean }

const MISSING = '〓'
const require = createRequire(import.meta.url)
const fontsOf = (name: string) => join(dirname(require.resolve(`@embedpdf/fonts-${name}`)), '../fonts')
const burmese = (weight: number) => require.resolve(`@fontsource/noto-sans-myanmar/files/noto-sans-myanmar-myanmar-${weight}-normal.woff`)

const FILES: Readonly<Record<FaceName, Readonly<Record<Weight, () => string>>>> = {
  latin: { regular: () => join(fontsOf('latin'), 'NotoSans-Regular.ttf'), bold: () => join(fontsOf('latin'), 'NotoSans-Bold.ttf') },
  japanese: { regular: () => join(fontsOf('jp'), 'NotoSansJP-Regular.otf'), bold: () => join(fontsOf('jp'), 'NotoSansJP-Bold.otf') },
  chinese: { regular: () => join(fontsOf('sc'), 'NotoSansHans-Regular.otf'), bold: () => join(fontsOf('sc'), 'NotoSansHans-Bold.otf') },
  burmese: { regular: () => burmese(400), bold: () => burmese(700) },
}

const loaded = new Map<string, LoadedFont>()

export function loadFont(face: FaceName, weight: Weight): LoadedFont {
  const key = `${face}-${weight}`
  const known = loaded.get(key)
  if (known) return known
  const path = FILES[face][weight]()
  const file = readFileSync(path)
  const bytes = path.endsWith('.woff') ? unpackWoff(file) : file
  const opened = new Face(new Blob(bytes))
  const covered = new Set(opened.collectUnicodes())
  const font: LoadedFont = { bytes, shaped: new Font(opened), unitsPerEm: opened.upem, has: (codePoint) => covered.has(codePoint) }
  loaded.set(key, font)
  return font
}

/** A piece of text that one font has. */
export interface Piece { readonly face: FaceName; readonly text: string }

/** @param language of the reader: Chinese characters look different in Japan and in China */
export function piecesOf(text: string, language: string, weight: Weight): Piece[] {
  const chain: readonly FaceName[] = language === 'zh' ? ['latin', 'chinese', 'japanese', 'burmese'] : ['latin', 'japanese', 'burmese', 'chinese']
  const pieces: { face: FaceName; text: string }[] = []
  for (const character of text.normalize('NFC')) {
    const code = character.codePointAt(0) ?? 0
    const last = pieces.at(-1)
    const face = chain.find((one) => loadFont(one, weight).has(code))
    // Quotation marks, dots and spaces between Japanese belong to it.
    const kept = last && !/[\p{Script=Latin}\p{N}]/u.test(character) && loadFont(last.face, weight).has(code) ? last.face : face
    const wanted = kept ?? 'japanese'
    const shown = kept ? character : MISSING
    if (last?.face === wanted) last.text += shown
    else pieces.push({ face: wanted, text: shown })
  }
  return pieces
}
