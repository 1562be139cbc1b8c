// Goes to a line of the log and marks it for a moment.

/** Puts a line into the page that is too far up to be there. */
let reveal: ((seq: number) => void) | null = null

export function revealWith(show: typeof reveal): void {
  reveal = show
}

const MARKED_MS = 2_400

const lineOf = (seq: number) => document.querySelector<HTMLElement>(`[data-testid="messages"] [data-seq="${seq}"]`)

/** Opens the guide's steps in which the line is folded away. */
function unfold(seq: number): void {
  const steps = [...document.querySelectorAll<HTMLElement>('[data-testid="steps"]')].find(({ dataset: { from, to } }) => Number(from) <= seq && seq <= Number(to))
  steps?.querySelector<HTMLElement>('[aria-expanded="false"]')?.click()
}

export function jumpTo(seq: number, frames = 10): void {
  const line = lineOf(seq)
  if (line === null) {
    reveal?.(seq)
    unfold(seq)
    if (frames > 0) requestAnimationFrame(() => jumpTo(seq, frames - 1))
    return
  }
  line.scrollIntoView({ block: 'center' })
  line.focus({ preventScroll: true })
  line.dataset['found'] = ''
  setTimeout(() => delete line.dataset['found'], MARKED_MS)
}
