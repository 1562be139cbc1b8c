// What is new in a mail: without the mail it answers and without the signature. The whole stays beside it.
import EmailReplyParser from 'email-reply-parser'
import { ATTRIBUTIONS, BANNER, FORWARDED, FROM_LABEL, OTHER_LABEL, TIME_OR_ADDRESS } from './attribution.ts'
import { withoutSignature } from './signature.ts'

/** UTF-16 units that are looked at; nobody writes more anew. */
const LONGEST = 60_000
const LONGEST_LINE = 1_000
/** An attribution is broken into at most so many lines. */
const BROKEN = 4
const LABELS_WITHIN = 5

/** Of the text of a mail, its new part; everything where nothing would be left, or where the mail passes another one on. */
export function newTextOf(text: string): string {
  const whole = text.trim()
  const lines = whole.slice(0, LONGEST).split('\n')
  if (lines.some((line) => FORWARDED.test(line.slice(0, LONGEST_LINE)))) return withoutSignature(lines).join('\n') || whole
  const parts = apart(lines)
  if (!parts) return withoutSignature(lines).join('\n')
  const { own, below } = parts
  const asked = own.some((line) => line.trim() !== '') ? own : below
  const shown = withoutSignature(byLibrary(asked))
  return shown.length > 0 ? shown.join('\n') : whole
}

/** Above the quoted mail, and what somebody wrote below it; null where they wrote between its lines, which are needed to understand them. */
function apart(lines: readonly string[]): { own: readonly string[]; below: readonly string[] } | null {
  for (let i = 0; i < lines.length; i++) {
    const length = attributionAt(lines, i)
    if (length > 0) {
      const after = i + length
      const quoted = lines.slice(after).findIndex((line) => line.trim() !== '')
      const isMarked = quoted >= 0 && /^\s*>/.test(lines[after + quoted] ?? '')
      const answers = isMarked ? lines.slice(after).filter((line) => !/^\s*>/.test(line)) : []
      if (isMarked && answersBetween(lines.slice(after))) return null
      return { own: lines.slice(0, i), below: answers }
    }
    if (BANNER.test(lineAt(lines, i)) || isHeaderBlock(lines, i)) return { own: lines.slice(0, i), below: [] }
  }
  return { own: lines, below: [] }
}

function lineAt(lines: readonly string[], i: number): string {
  return (lines[i] ?? '').slice(0, LONGEST_LINE)
}

/** How many lines from `i` on are an attribution; 0 where they are none. */
function attributionAt(lines: readonly string[], i: number): number {
  if (lineAt(lines, i).trim() === '') return 0
  let joined = ''
  for (let count = 1; count <= BROKEN && i + count <= lines.length; count++) {
    const next = lineAt(lines, i + count - 1).replace(/^[>\s]+/, '').trim()
    if (next === '' && count > 1) return 0
    joined = `${joined} ${next}`.trim().replace(/< /g, '<')
    if (joined.length > LONGEST_LINE) return 0
    if (TIME_OR_ADDRESS.test(joined) && ATTRIBUTIONS.some((pattern) => pattern.test(joined))) return count
  }
  return 0
}

function isHeaderBlock(lines: readonly string[], i: number): boolean {
  if (!FROM_LABEL.test(lineAt(lines, i))) return false
  const next = lines.slice(i + 1, i + 1 + LABELS_WITHIN)
  return next.filter((one) => OTHER_LABEL.test(one.slice(0, LONGEST_LINE))).length >= 2
}

/** Quoted, own, quoted again. */
function answersBetween(lines: readonly string[]): boolean {
  const marked = lines.filter((one) => one.trim() !== '').map((one) => /^\s*>/.test(one))
  const firstOwn = marked.indexOf(false)
  return firstOwn >= 0 && marked.slice(firstOwn).includes(true)
}

/** The library needs time by the square of the lines: by hundreds of thousands of blank ones it would be stopped for minutes. */
const MOST_LINES = 800

/** What the table above does not know: other languages, bare quotes at the end, other signatures. */
function byLibrary(lines: readonly string[]): readonly string[] {
  const text = lines.join('\n')
  if (lines.length > MOST_LINES || lines.some(({ length }) => length > LONGEST_LINE * 4)) return lines
  const visible = new EmailReplyParser().read(text).getVisibleText().trim()
  return visible === '' ? lines : visible.split('\n')
}
