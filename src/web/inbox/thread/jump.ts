// Goes to a line of the log and marks it for a moment.

/** Puts a line into the page that is too far up to be there. */
let reveal: ((seq: number) => void) | null = null

export function revealWith(show: typeof reveal): void {
  reveal = show
}

const MARKED_MS = 2_400

const lineOf = (seq: number) => document.querySelector<HTMLElement>(`[data-testid="messages"] [data-seq="${seq}"]`)

export function jumpTo(seq: number, frames = 10): void {
  const line = lineOf(seq)
  if (line === null) {
    reveal?.(seq)
    if (frames > 0) requestAnimationFrame(() => jumpTo(seq, frames - 1))
    return
  }
  line.scrollIntoView({ block: 'center' })
  line.focus({ preventScroll: true })
  line.dataset['found'] = ''
  setTimeout(() => delete line.dataset['found'], MARKED_MS)
}
