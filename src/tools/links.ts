// Prints the links that open a conversation and hand over a code: `npm run -s links -- CODE`.
import { ENTRY_CODE } from '../../channels/entry.ts'
import { ConfigError, readConfig } from '../config.ts'
import { connectedAccounts } from './desk-place.ts'

const PATIENCE_MS = 10_000

try {
  const code = process.argv[2]?.toUpperCase() ?? ''
  if (!ENTRY_CODE.test(code)) throw new ConfigError('Give a code of 3 to 30 letters, digits, "-" or "_": npm run -s links -- AB12CD')
  const accounts = (await connectedAccounts(readConfig([]))).filter(({ channel }) => channel.entryLink)
  if (accounts.length === 0) throw new ConfigError('No channel is connected: connect one in the desk (Administration, Connections), or set LINE_CHANNEL_SECRET and the like (docs/configuration.md).')
  for (const { channel, config } of accounts) {
    process.stdout.write(`${channel.type.padEnd(10)} ${await channel.entryLink?.(code, config, AbortSignal.timeout(PATIENCE_MS))}\n`)
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
