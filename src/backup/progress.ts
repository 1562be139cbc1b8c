// How far a long work is: rows in a second, and the time that is left.

/** `of`: about so many rows in all, 0 where nobody knows. `secondsLeft` null: not known. */
export interface Progress { readonly what: string; readonly done: number; readonly of: number; readonly perSecond: number; readonly secondsLeft: number | null }

export interface Meter { add(what: string, rows: number): void }

const SAY_MS = 1_000

/** @param say is told about once a second */
export function createMeter(of: number, say: (progress: Progress) => void): Meter {
  const began = performance.now()
  let [done, said] = [0, began]
  return {
    add(what, rows) {
      done += rows
      const now = performance.now()
      if (now - said < SAY_MS) return
      said = now
      const perSecond = Math.round(done / ((now - began) / 1_000))
      say({ what, done, of: Math.max(of, done), perSecond, secondsLeft: of > done && perSecond > 0 ? Math.ceil((of - done) / perSecond) : null })
    },
  }
}

/** One line: `message: 120,000 of 480,000 rows, 24,000 a second, 15 s left`. */
export function progressLine({ what, done, of, perSecond, secondsLeft }: Progress): string {
  const number = (value: number) => value.toLocaleString('en-US')
  return `${what}: ${number(done)} of ${of > done ? 'about ' : ''}${number(of)} rows, ${number(perSecond)} a second${secondsLeft === null ? '' : `, ${secondsLeft < 90 ? `${secondsLeft} s` : `${Math.round(secondsLeft / 60)} min`} left`}`
}
