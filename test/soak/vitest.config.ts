// How the soaks run: one long proof alone. The one of outreach is given a database; the one of faults begins, and kills, its own.
import { defineConfig } from 'vitest/config'

const soak = { testTimeout: 3_600_000, hookTimeout: 600_000 }

export default defineConfig({
  test: {
    maxWorkers: 1, disableConsoleIntercept: true,
    projects: [
      { test: { ...soak, name: 'outreach', include: ['test/soak/outreach.ts'], globalSetup: ['test/postgres.ts'] } },
      { test: { ...soak, name: 'faults', include: ['test/soak/faults.ts'] } },
    ],
  },
})
