// Runs the desk until Ctrl-C or SIGTERM stops it; it may be killed at any moment.
import { ConfigError, readConfig, warnings } from './config.ts'
import type { Config } from './config.ts'
import { startDesk } from './start.ts'
import type { StartedDesk } from './start.ts'

try {
  const config = readConfig(process.argv.slice(2))
  const starting = startDesk(config)
  let stopping = false
  const end = () => {
    if (stopping) process.exit(1)
    stopping = true
    void starting.then((desk) => desk.stop()).finally(() => process.exit(0))
  }
  // Also while it starts: as the first process of a container it would not hear them otherwise.
  process.on('SIGINT', end).on('SIGTERM', end)
  const desk = await starting
  process.stdout.write(greeting(config, desk))
} catch (error) {
  process.stderr.write(error instanceof ConfigError ? `The configuration is wrong:\n${error.message}\n` : `Madoguchi did not start: ${String(error)}\n`)
  process.exit(1)
}

function greeting(config: Config, { url, setupToken, missing }: StartedDesk): string {
  if (config.role === 'worker') return 'Madoguchi worker is running.\n'
  return [
    '',
    'Madoguchi is open.',
    `  Workers write at       ${url}/`,
    `  Counsellors answer at  ${url}/desk`,
    ...(setupToken === null ? [] : ['', 'Create the first administrator with this link (it works once):', `  ${url}/desk/setup?token=${setupToken}`]),
    ...warnings(config).flatMap((line) => ['', `WARNING  ${line}`]),
    '',
    ...(missing.length === 0 ? [] : [`Not connected (${url}/desk/connections, or docs/configuration.md):`]),
    ...missing.map((line) => `  - ${line}`),
    '', '',
  ].join('\n')
}
