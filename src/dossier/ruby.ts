// Lines in which small kana stand above the kanji they read: 働（はたら）く becomes く after 働 with はたら above it.
import { linesOf, wordsOf } from './lines.ts'
import type { Measure, Run, Style } from './lines.ts'
import { piecesOf } from './fonts.ts'

/** A piece of a line; `ruby` stands centred above it. `width` is that of the wider of both. */
export interface RubyPiece { readonly runs: readonly Run[]; readonly ruby: readonly Run[]; readonly width: number }
export interface RubyLine { readonly pieces: readonly RubyPiece[]; readonly width: number; readonly burmese: boolean; readonly hasRuby: boolean }

/** Of the size of the text below. */
export const RUBY_SCALE = 0.5

const READ = /([\p{Script=Han}々〆ヶ0-9０-９]+)（([\p{Script=Hiragana}\p{Script=Katakana}ー]+)）/gu
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

export function rubyLines(text: string, style: Style, width: number, measure: Measure): RubyLine[] {
  const runsOf = (part: string, size: number): Run[] => piecesOf(part, style.language, style.weight).map(({ face, text: own }) => ({ face, text: own, width: measure(face, own, { ...style, size }) }))
  if (style.language !== 'ja') return linesOf(text, style, width, measure).map(({ runs }) => lineOf([pieceOf(runs, [])]))
  const pieces = readings(text).flatMap(({ text: part, ruby }) => (ruby === '' ? wordsOf(part, 'ja').map((word) => ({ word, ruby })) : [{ word: part, ruby }]))
  const lines: RubyPiece[][] = [[]]
  for (const { word, ruby } of pieces) {
    const piece = pieceOf(runsOf(word, style.size), ruby === '' ? [] : runsOf(ruby, style.size * RUBY_SCALE))
    const line = lines.at(-1) ?? []
    const full = line.reduce((sum, one) => sum + one.width, 0) + piece.width > width
    if (full && line.length > 0 && !NOT_FIRST.test(word)) lines.push(word.trim() === '' ? [] : [piece])
    else line.push(piece)
  }
  return lines.map(lineOf)
}

const widthOf = (runs: readonly Run[]) => runs.reduce((sum, run) => sum + run.width, 0)

function pieceOf(runs: readonly Run[], ruby: readonly Run[]): RubyPiece {
  return { runs, ruby, width: Math.max(widthOf(runs), widthOf(ruby)) }
}

function lineOf(pieces: readonly RubyPiece[]): RubyLine {
  return {
    pieces, width: pieces.reduce((sum, one) => sum + one.width, 0), hasRuby: pieces.some(({ ruby }) => ruby.length > 0),
    burmese: pieces.some(({ runs }) => runs.some(({ face }) => face === 'burmese')),
  }
}
