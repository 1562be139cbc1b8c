// Says what is wrong and how to mend it: `npm run -s doctor [-- --lang ja|en] [--json]`. Exits with 1 where something is. Changes nothing.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { environment } from '../config.ts'
import { examination } from '../doctor/doctor.ts'
import { cureOf, lineOf, sentence } from '../doctor/finding.ts'
import type { Finding, Tongue } from '../doctor/finding.ts'
import { now } from '../runtime.ts'

try {
  const { values: { lang, json = false } } = parseArgs({ options: { lang: { type: 'string' }, json: { type: 'boolean' } } })
  if (lang !== undefined && lang !== 'ja' && lang !== 'en') throw new Error('--lang: is ja or en')
  const env = environment()
  const locale = env['LC_ALL'] ?? env['LC_MESSAGES'] ?? env['LANG'] ?? ''
  const tongue: Tongue = lang ?? (locale.startsWith('ja') ? 'ja' : 'en')
  const found: Finding[] = []
  for await (const finding of examination({ env, file: resolve('.env'), root: resolve(import.meta.dirname, '../..'), now })) {
    found.push(finding)
    if (!json) process.stdout.write(`${lineOf(finding, tongue)}\n`)
  }
  const count = found.filter(({ state }) => state === 'bad').length
  if (json) process.stdout.write(`${JSON.stringify(found.map((finding) => ({ check: finding.check, state: finding.state, says: sentence(finding.word, finding.values, tongue), cure: cureOf(finding, tongue) })), null, 2)}\n`)
  else process.stdout.write(`\n${sentence(count === 0 ? 'summary.ok' : 'summary.bad', { count }, tongue)}\n`)
  // What hangs on an address that does not answer is not waited for.
  process.exit(count === 0 ? 0 : 1)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(2)
}
