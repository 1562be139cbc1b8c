// Posts a saved LINE webhook, signed, to the running desk: `npm run replay FILE`. Reads the same environment as the desk.
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { ConfigError, readConfig } from '../config.ts'

const [file] = process.argv.slice(2)
try {
  if (!file) throw new ConfigError('Say which file: npm run replay FILE')
  const { line, port } = readConfig([])
  if (!line) throw new ConfigError('Set LINE_CHANNEL_SECRET and LINE_CHANNEL_ACCESS_TOKEN as for the desk.')
  const body = readFileSync(file)
  const response = await fetch(`http://127.0.0.1:${port}/webhooks/line`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json; charset=utf-8', 'x-line-signature': createHmac('sha256', line.channelSecret).update(body).digest('base64') },
  })
  process.stdout.write(`The desk answered ${response.status}.\n`)
  process.exitCode = response.ok ? 0 : 1
} catch (error) {
  const reason = error instanceof ConfigError ? error.message : error instanceof TypeError ? 'The desk is not running there.' : String(error)
  process.stderr.write(`${reason}\n`)
  process.exitCode = 2
}
