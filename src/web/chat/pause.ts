// Waiting between tries: longer each time, with some chance in it, and cut short when the network comes back.
export interface Pause {
  wait(ms: number): Promise<void>
  /** Ends the wait under way; the next one is waited in full. */
  end(): void
}

export function createPause(): Pause {
  let end = () => {}
  return {
    wait: (ms) => new Promise((resolve) => {
      const timer = setTimeout(finish, ms)
      function finish() {
        clearTimeout(timer)
        resolve()
      }
      end = finish
    }),
    end: () => end(),
  }
}

/** 1 s, 2 s, 4 s ... at most 30 s, each give or take a third: a thousand phones must not knock at the same moment. */
export function backoff(tries: number): number {
  return Math.min(30_000, 1000 * 2 ** tries) * (0.67 + Math.random() * 0.66)
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
