// Goes to a line of the log and marks it for a moment.

const MARKED_MS = 2_400

const lineOf = (seq: number) => document.querySelector<HTMLElement>(`[data-testid="messages"] [data-seq="${seq}"]`)

export function jumpTo(seq: number): void {
  const line = lineOf(seq)
  if (line === null) return
  line.scrollIntoView({ block: 'center' })
  line.focus({ preventScroll: true })
  line.dataset['found'] = ''
  setTimeout(() => delete line.dataset['found'], MARKED_MS)
}
