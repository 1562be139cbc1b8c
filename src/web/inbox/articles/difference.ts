// What changed between two texts, word by word: the longest run of words that both share stays, the rest was taken out or put in.
export interface Part { readonly text: string; readonly kind: 'same' | 'out' | 'in' }

/** Longer texts are compared by the line: the table grows with the square. */
const MOST_WORDS = 1_500

function piecesOf(text: string): readonly string[] {
  const words = Array.from(new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text), ({ segment }) => segment)
  return words.length > MOST_WORDS ? text.split(/(?<=\n)/) : words
}

export function differenceOf(before: string, after: string): readonly Part[] {
  if (before === after) return before === '' ? [] : [{ text: before, kind: 'same' }]
  const [a, b] = [piecesOf(before), piecesOf(after)]
  const width = b.length + 1
  const shared = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      shared[i * width + j] = a[i] === b[j] ? (shared[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(shared[(i + 1) * width + j] ?? 0, shared[i * width + j + 1] ?? 0)
    }
  }
  const parts: { text: string; kind: Part['kind'] }[] = []
  const add = (text: string, kind: Part['kind']) => {
    const last = parts.at(-1)
    if (last?.kind === kind) last.text += text
    else parts.push({ text, kind })
  }
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add(a[i++] ?? '', 'same')
      j++
    } else if (i < a.length && (j >= b.length || (shared[(i + 1) * width + j] ?? 0) >= (shared[i * width + j + 1] ?? 0))) add(a[i++] ?? '', 'out')
    else add(b[j++] ?? '', 'in')
  }
  return parts
}
