// How the soaks run: one long proof alone, on a database of its own.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['test/soak/outreach.ts', 'test/soak/faults.ts'], globalSetup: ['test/postgres.ts'], testTimeout: 3_600_000, hookTimeout: 600_000, maxWorkers: 1, disableConsoleIntercept: true },
})
