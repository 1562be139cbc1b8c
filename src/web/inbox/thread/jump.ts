// Goes to a line of the log and marks it for a moment.

const MARKED_MS = 2_400

const lineOf = (seq: number) => document.querySelector<HTMLElement>(`[data-testid="messages"] [data-seq="${seq}"]`)

/** Opens the guide's steps in which the line is folded away. */
function unfold(seq: number): boolean {
  const steps = [...document.querySelectorAll<HTMLElement>('[data-testid="steps"]')].find(({ dataset: { from, to } }) => Number(from) <= seq && seq <= Number(to))
  steps?.querySelector<HTMLElement>('[aria-expanded="false"]')?.click()
  return steps !== undefined
}

export function jumpTo(seq: number, again = true): void {
  const line = lineOf(seq)
  if (line === null) {
    if (again && unfold(seq)) requestAnimationFrame(() => jumpTo(seq, false))
    return
  }
  line.scrollIntoView({ block: 'center' })
  line.focus({ preventScroll: true })
  line.dataset['found'] = ''
  setTimeout(() => delete line.dataset['found'], MARKED_MS)
}
