// Texts of one row as lines of one column each, with the height each script needs.
import { linesOf } from './lines.ts'
import type { Measure, Run, Style } from './lines.ts'

export interface Text { readonly text: string; readonly language: string }
export interface SetLine { readonly runs: readonly Run[]; readonly style: Style; readonly height: number }

/** Signs of Burmese stand above and below each other. */
const LEADING = 1.55
const BURMESE_LEADING = 2.1

export function columnsOf(texts: readonly Text[], { size, weight, width }: { size: number; weight: Style['weight']; width: number }, measure: Measure): SetLine[][] {
  return texts.map(({ text, language }) => {
    const style: Style = { language, weight, size }
    return linesOf(text, style, width, measure).map(({ runs }) => ({ runs, style, height: size * (runs.some(({ face }) => face === 'burmese') ? BURMESE_LEADING : LEADING) }))
  })
}
