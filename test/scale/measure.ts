// How long each of these takes on a small and on a large desk: asked by turns, so that whatever else the machine does slows both.
import type { Ask } from './asks.ts'

/** Milliseconds. */
export interface Took { readonly times: number; readonly p50: number; readonly p95: number }
/** `failed`: why it was given up. */
export interface Compared { readonly what: string; readonly small: Took; readonly large: Took; readonly failed?: string }

/** What has taken so long on the large one is asked no further. */
const PATIENCE_MS = 4_000

/** A ratio of this or less passes, and so does what takes no more milliseconds longer than nobody could notice. */
export const MOST_RATIO = 1.5
export const UNNOTICED_MS = 10
export const ratioOf = ({ small, large }: Compared): number => large.p50 / Math.max(small.p50, 0.1)
export const passes = (one: Compared): boolean => one.failed === undefined && (ratioOf(one) <= MOST_RATIO || one.large.p50 - one.small.p50 <= UNNOTICED_MS)

/** @param say hears each as it is done */
export async function compare(small: readonly Ask[], large: readonly Ask[], say: (line: string) => void): Promise<Compared[]> {
  const compared: Compared[] = []
  for (const [index, { what, times }] of small.entries()) {
    const asks = [small[index], large[index]]
    const took: [number[], number[]] = [[], []]
    let failed: string | undefined
    try {
      for (let turn = 0; turn <= times && (took[1].reduce((sum, one) => sum + one, 0) < PATIENCE_MS || turn < 3); turn++) {
        for (const [which, ask] of asks.entries()) {
          const from = performance.now()
          await ask?.ask(turn)
          // The first time is not counted: what is asked often is in memory.
          if (turn > 0) took[which === 0 ? 0 : 1].push(performance.now() - from)
        }
      }
    } catch (error) {
      failed = error instanceof Error ? error.message : 'unknown'
    }
    const one: Compared = { what, small: tookOf(took[0]), large: tookOf(took[1]), ...(failed !== undefined && { failed }) }
    say(`${passes(one) ? 'ok  ' : 'SLOW'} ${what}: ${one.small.p50.toFixed(1)} -> ${one.large.p50.toFixed(1)} ms, ${ratioOf(one).toFixed(2)} (${one.large.times})${failed === undefined ? '' : `: ${failed}`}`)
    compared.push(one)
  }
  return compared
}

const tookOf = (times: readonly number[]): Took => ({ times: times.length, p50: part(times, 0.5), p95: part(times, 0.95) })

export function part(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
