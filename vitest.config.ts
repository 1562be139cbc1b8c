// How `npm test` runs: one PostgreSQL for all files, a fresh database for each test that asks for one.
import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import { TEST_KEYS } from './test/keys.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/postgres.ts'],
    setupFiles: ['test/seed.ts'],
    // A slow machine only takes longer.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    // One more than the cores that it is meant for: workers wait for pages and servers a third of their time.
    maxWorkers: 3,
    // What a test starts as a process of its own is compiled once.
    env: { ENCRYPTION_KEYS: TEST_KEYS, NODE_COMPILE_CACHE: resolve(import.meta.dirname, 'dist/compiled') },
    // Each worker loads the desk once for all its files; what a file opens it closes itself.
    isolate: false,
  },
})
