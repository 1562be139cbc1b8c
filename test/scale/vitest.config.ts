// How `npm run bench:scale` runs: one measurement alone, on a PostgreSQL of its own.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['test/scale/scale.ts'], testTimeout: 7_200_000, hookTimeout: 600_000, maxWorkers: 1, disableConsoleIntercept: true },
})
