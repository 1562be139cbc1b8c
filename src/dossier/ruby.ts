// Lines in which small kana stand above the kanji they read: 働（はたら）く becomes く after 働 with はたら above it.
import { linesOf, wordsOf } from './lines.ts'
import type { Measure, Run, Style } from './lines.ts'
import { piecesOf } from './fonts.ts'

/** A piece of a line; `ruby` stands centred above it, and may reach a little beyond it. */
export interface RubyPiece { readonly runs: readonly Run[]; readonly ruby: readonly Run[]; readonly width: number }
export interface RubyLine { readonly pieces: readonly RubyPiece[]; readonly width: number; readonly burmese: boolean; readonly hasRuby: boolean }

/** Of the size of the text below. */
export const RUBY_SCALE = 0.5

const READ = /([\p{Script=Han}々〆ヶ]+)（([\p{Script=Hiragana}\p{Script=Katakana}ー]+)）/gu
const NOT_FIRST = /^[、。！？）」』：・ー]/

/** The text in parts, each with what is read above it. */
export function readings(text: string): { readonly text: string; readonly ruby: string }[] {
  const parts: { text: string; ruby: string }[] = []
  let at = 0
  for (const hit of text.matchAll(READ)) {
    if (hit.index > at) parts.push({ text: text.slice(at, hit.index), ruby: '' })
    parts.push({ text: hit[1] ?? '', ruby: hit[2] ?? '' })
    at = hit.index + hit[0].length
  }
  return [...parts, ...(at < text.length ? [{ text: text.slice(at), ruby: '' }] : [])]
}

/** Kana may reach so far over what stands beside the kanji, in sizes of the text. */
const OVERHANG = 0.5
/** Written with spaces between phrases, inside which nobody wants a line to end. */
const IN_PHRASES: ReadonlySet<string> = new Set(['ja', 'my'])

export function rubyLines(text: string, style: Style, width: number, measure: Measure): RubyLine[] {
  if (!IN_PHRASES.has(style.language)) return linesOf(text, style, width, measure).map(({ runs }) => lineOf([{ runs, ruby: [], width: widthOf(runs) }]))
  const runsOf = (part: string, size: number): Run[] => piecesOf(part, style.language, style.weight).map(({ face, text: own }) => ({ face, text: own, width: measure(face, own, { ...style, size }) }))
  const pieces = readings(text).flatMap(({ text: part, ruby }) => (ruby === '' ? wordsOf(part, style.language).map((word) => ({ word, ruby })) : [{ word: part, ruby }]))
    .map(({ word, ruby }) => {
      const [below, above] = [runsOf(word, style.size), ruby === '' ? [] : runsOf(ruby, style.size * RUBY_SCALE)]
      return { word, runs: below, ruby: above, width: Math.max(widthOf(below), widthOf(above) - OVERHANG * style.size) }
    })
  const phrases: (typeof pieces)[] = [[]]
  for (const piece of pieces) {
    if (/[\s、。၊။]$/.test(phrases.at(-1)?.at(-1)?.word ?? '') && !NOT_FIRST.test(piece.word)) phrases.push([])
    phrases.at(-1)?.push(piece)
  }
  const lines: (typeof pieces)[] = [[]]
  const put = (part: typeof pieces) => {
    const line = lines.at(-1) ?? []
    if (line.length > 0 && widthOf(line) + widthOf(part) > width && !NOT_FIRST.test(part[0]?.word ?? '')) lines.push([...part])
    else line.push(...part)
  }
  for (const phrase of phrases) {
    if (widthOf(phrase) <= width) put(phrase)
    else for (const piece of phrase) put([piece])
  }
  return lines.map(lineOf)
}

const widthOf = (parts: readonly { readonly width: number }[]) => parts.reduce((sum, part) => sum + part.width, 0)

function lineOf(pieces: readonly RubyPiece[]): RubyLine {
  return {
    pieces, width: widthOf(pieces), hasRuby: pieces.some(({ ruby }) => ruby.length > 0),
    burmese: pieces.some(({ runs }) => runs.some(({ face }) => face === 'burmese')),
  }
}
