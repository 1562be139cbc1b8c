// Breaks a text into lines: between words as each language has them, with no closing mark at the beginning of a line.
import { piecesOf } from './fonts.ts'
import type { FaceName, Weight } from './fonts.ts'

export interface Run { readonly face: FaceName; readonly text: string; readonly width: number }
export interface Line { readonly runs: readonly Run[] }
/** `colour`: black without one. */
export interface Style { readonly language: string; readonly weight: Weight; readonly size: number; readonly colour?: string }
/** Points. */
export type Measure = (face: FaceName, text: string, style: Style) => number

const NOT_FIRST = /^[\p{Pe}\p{Pf}\p{Po}ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ\p{M}]/u
const NOT_LAST = /[\p{Ps}\p{Pi}]$/u

export function linesOf(text: string, style: Style, width: number, measure: Measure): Line[] {
  return text.split('\n').flatMap((paragraph) => paragraphLines(paragraph, style, width, measure))
}

function paragraphLines(paragraph: string, style: Style, width: number, measure: Measure): Line[] {
  const runsOf = (part: string): Run[] => piecesOf(part, style.language, style.weight).map(({ face, text }) => ({ face, text, width: measure(face, text, style) }))
  const widthOf = (part: string) => runsOf(part).reduce((sum, run) => sum + run.width, 0)
  const lines: string[] = []
  let line = ''
  for (const word of wordsOf(paragraph, style.language).flatMap((one) => (widthOf(one) > width ? [...new Intl.Segmenter(style.language).segment(one)].map(({ segment }) => segment) : [one]))) {
    if (line !== '' && widthOf((line + word).trimEnd()) > width) {
      lines.push(line)
      line = word.trimStart()
    } else line += word
  }
  return [...lines, line].map((one) => ({ runs: runsOf(one.trimEnd()) }))
}

/** Pieces between which a line may end. */
export function wordsOf(paragraph: string, language: string): string[] {
  const words: string[] = []
  for (const { segment } of new Intl.Segmenter(language, { granularity: 'word' }).segment(paragraph)) {
    const last = words.at(-1)
    const joins = last !== undefined && (NOT_FIRST.test(segment) || NOT_LAST.test(last) || /^\s/.test(segment) || (/[\p{Script=Latin}\p{N}]$/u.test(last) && /^[\p{Script=Latin}\p{N}]/u.test(segment)))
    if (joins) words[words.length - 1] = last + segment
    else words.push(segment)
  }
  return words
}
