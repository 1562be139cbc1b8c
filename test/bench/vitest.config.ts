// How `npm run bench:desk` runs: one measurement alone, on a database of its own.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['test/bench/desk.ts'], globalSetup: ['test/postgres.ts'], testTimeout: 600_000, hookTimeout: 600_000, maxWorkers: 1, disableConsoleIntercept: true },
})
