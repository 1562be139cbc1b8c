// Whether this process does what it is there for: its worker looks for work, and it does not end just now.

export interface Pulse {
  /** The worker asked the database what waits, and was answered. */
  looked(): void
  /** Milliseconds since then; since the start where it never was. */
  lookedAgo(): number
  /** From now on nobody is to be sent here. */
  drain(): void
  isDraining(): boolean
}

export function openPulse(): Pulse {
  let [lookedAt, draining] = [performance.now(), false]
  return {
    looked() { lookedAt = performance.now() },
    lookedAgo: () => performance.now() - lookedAt,
    drain() { draining = true },
    isDraining: () => draining,
  }
}
