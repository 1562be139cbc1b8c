// The environment: everything that is wrong is named at once, and what is missing says what it means.
import { expect, test } from 'vitest'
import { ConfigError, notConfigured, readConfig, VARIABLES } from '../src/config.ts'

test('all faults are named at once', () => {
  const read = () => readConfig(['--role', 'king'], { PORT: 'many', DATABASE_URL: 'mysql://x', LINE_CHANNEL_SECRET: 's', LINE_API_BASE: 'https://api.line.me/v2' })
  expect(read).toThrow(ConfigError)
  const message = String((() => { try { return read() } catch (error) { return error } })())
  for (const name of ['PORT', 'DATABASE_URL', 'LINE_API_BASE', 'LINE_CHANNEL_ACCESS_TOKEN', '--role']) expect(message).toContain(name)
})

test('whatever somebody typed into any variable is taken, or named as a fault of it', () => {
  for (const name of VARIABLES) for (const value of ['desk.example.org', 'localhost:3000', 'https://', '://', '"quoted"', '-1', 'ü'.repeat(300)]) {
    try {
      readConfig([], { [name]: value })
    } catch (error) {
      expect([name, value, error]).toEqual([name, value, expect.any(ConfigError)])
      expect(String(error)).toContain(name)
    }
  }
})

test('nothing set is a whole desk on embedded defaults', () => {
  const config = readConfig([], {})
  expect(config).toMatchObject({ role: 'all', port: 3000, databaseUrl: null, redisUrl: null, line: null, translation: { provider: null }, publicUrl: 'http://localhost:3000' })
  expect(notConfigured(config)).toHaveLength(4)
})

test('an empty variable counts as not set', () => {
  expect(readConfig([], { LINE_CHANNEL_SECRET: '', LINE_CHANNEL_ACCESS_TOKEN: '', REDIS_URL: '' })).toMatchObject({ line: null, redisUrl: null })
})

test('what is configured is not complained about', () => {
  const config = readConfig([], { LINE_CHANNEL_SECRET: 's', LINE_CHANNEL_ACCESS_TOKEN: 't', GOOGLE_TRANSLATE_PROJECT: 'p' })
  expect(notConfigured(config).join()).not.toMatch(/LINE|Translation/)
})
