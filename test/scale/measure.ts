// How long each of these takes, at one size of the desk.
import type { Ask } from './asks.ts'

/** Milliseconds. `failed`: why it was given up. */
export interface Took { readonly what: string; readonly times: number; readonly p50: number; readonly p95: number; readonly failed?: string }

/** What takes longer than this is asked no further. */
const PATIENCE_MS = 20_000

export async function measure(asks: readonly Ask[]): Promise<Took[]> {
  const took: Took[] = []
  for (const { what, times, ask } of asks) {
    const all: number[] = []
    let failed: string | undefined
    try {
      await ask(0)
      for (let turn = 1; turn <= times && all.reduce((sum, one) => sum + one, 0) < PATIENCE_MS; turn++) {
        const from = performance.now()
        await ask(turn)
        all.push(performance.now() - from)
      }
    } catch (error) {
      failed = error instanceof Error ? error.message : 'unknown'
    }
    took.push({ what, times: all.length, p50: part(all, 0.5), p95: part(all, 0.95), ...(failed !== undefined && { failed }) })
  }
  return took
}

export function part(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
