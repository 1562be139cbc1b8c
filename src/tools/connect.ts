// Sets up on LINE and Messenger what stands there once: menus in every language, greeting, subscriptions. May be run again at any time.
import { resolve } from 'node:path'
import { ConfigError, readConfig } from '../config.ts'
import { loadContent } from '../gateway/content.ts'
import { menuTexts } from '../gateway/menus.ts'
import { connectedAccounts } from './desk-place.ts'

const PATIENCE_MS = 120_000

try {
  const accounts = (await connectedAccounts(readConfig([]))).filter(({ channel }) => channel.install)
  if (accounts.length === 0) throw new ConfigError('No channel is connected: connect one in the desk (Administration, Connections), or set LINE_CHANNEL_SECRET and the like (docs/configuration.md).')
  const texts = menuTexts(loadContent(resolve(import.meta.dirname, '../..')))
  for (const { channel, config } of accounts) {
    for await (const done of channel.install?.(texts, config, AbortSignal.timeout(PATIENCE_MS)) ?? []) process.stdout.write(`${channel.type}: ${done}\n`)
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
