// A text as runs that can be searched: words of scripts with spaces, and stretches of scripts without, each letter knowing where it stood.
import { fold } from './normalise.ts'

/**
 * `text` is folded. Its UTF-16 unit `i` comes from the original from `from[i]` up to `to[i]`.
 * A stretch goes on over spaces and marks: Burmese sets them as it likes, Japanese and Chinese not at all.
 */
export interface Run {
  readonly type: 'word' | 'stretch'
  readonly text: string
  readonly from: readonly number[]
  readonly to: readonly number[]
}

const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Myanmar}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}ー々]/u
const SAID = /[\p{L}\p{M}\p{N}]/u
const SPACE = /^\s/

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
/** Letters, kana, ideographs and marks each of which is a grapheme, whatever stands beside it: who asks where they end waits longer than for all the rest. */
const ALONE = /^[\n -~\u00a0-\u02ff\u1e00-\u1eff\u3000-\u3029\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff\uff01-\uff9d]*$/

/** People write with few letters: those are remembered. */
const REMEMBERED = 20_000
const letters = new Map<string, string>()

function foldedLetter(grapheme: string): string {
  const known = letters.get(grapheme)
  if (known !== undefined) return known
  const folded = fold(grapheme)
  if (letters.size >= REMEMBERED) letters.clear()
  letters.set(grapheme, folded)
  return folded
}

interface Growing { readonly type: Run['type']; text: string; readonly from: number[]; readonly to: number[] }

/** @param unicode not in Zawgyi: see `toUnicode` */
export function runsOf(unicode: string): Run[] {
  const runs: Growing[] = []
  let ended = true
  const add = (grapheme: string, index: number) => {
    const folded = foldedLetter(grapheme)
    if (SPACE.test(grapheme)) ended = true
    if (folded === "'") return
    for (const letter of folded) {
      if (!SAID.test(letter) && letter !== 'ー') {
        ended = true
        continue
      }
      const type = UNSPACED.test(letter) || (!ended && runs.at(-1)?.type === 'stretch' && /\p{M}/u.test(letter)) ? 'stretch' : 'word'
      let run = runs.at(-1)
      if (run === undefined || run.type !== type || (ended && type === 'word')) {
        run = { type, text: '', from: [], to: [] }
        runs.push(run)
      }
      ended = false
      if (isStretched(run, letter)) {
        run.to[run.to.length - 1] = index + grapheme.length
        continue
      }
      run.text += letter
      for (let unit = 0; unit < letter.length; unit++) {
        run.from.push(index)
        run.to.push(index + grapheme.length)
      }
    }
  }
  if (ALONE.test(unicode)) for (let index = 0; index < unicode.length; index++) add(unicode.charAt(index), index)
  else for (const { segment, index } of graphemes.segment(unicode)) add(segment, index)
  return runs
}

/** `loooong` is `loong`. */
function isStretched({ text }: Growing, letter: string): boolean {
  return letter >= 'a' && letter <= 'z' && text.endsWith(letter + letter)
}
