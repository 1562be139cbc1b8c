// What a machine may lack. Elsewhere it is left out with one line; with CI=true it must be there.
import { existsSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'

export function redisUrl(): string | null {
  return present(process.env['TEST_REDIS_URL'], 'Redis', 'apt-get install redis-server, start it, and set TEST_REDIS_URL=redis://127.0.0.1:6379')
}

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The shell, where there is one: the same engine without a desktop around it, and a third less work for every page. */
export function chromium(): string | null {
  return firstOf([process.env['CHROMIUM'], '/usr/bin/chromium-headless-shell', ...BROWSERS])
}

/** With a desktop around it, which alone shows notices. */
export function wholeChromium(): string | null {
  return firstOf([process.env['CHROMIUM'], ...BROWSERS])
}

const firstOf = (places: readonly (string | undefined)[]) => present(places.find((place) => place && existsSync(place)), 'a browser', 'apt-get install chromium')

/** Options of the LINE stand-in: LINE's published files where LINE_OPENAPI_DIR names their folder. */
export function lineOpenApi(): { openapiDir?: string } {
  const openapiDir = present(process.env['LINE_OPENAPI_DIR'], "LINE's OpenAPI files", 'set LINE_OPENAPI_DIR to a folder with messaging-api.yml')
  return openapiDir === null ? {} : { openapiDir }
}

/** A folder of labelled messages that nothing may have been trained on. */
export function evaluationFolder(): string | null {
  return present(process.env['EVAL_DIR'], 'labelled messages', 'set EVAL_DIR to a folder of .jsonl files')
}

/** Debian's mail server, for reading mailboxes. */
export function dovecot(): string | null {
  const places = [process.env['DOVECOT'], '/usr/sbin/dovecot']
  return present(places.find((place) => place && existsSync(place)), 'Dovecot', 'apt-get install dovecot-imapd')
}

/** A folder of public collections of mails. */
export function mailFixtures(): string | null {
  return present(process.env['MAIL_FIXTURES_DIR'], 'collections of mails', 'set MAIL_FIXTURES_DIR to a folder with crisp-email-reply-parser, mikel-mail and sisimai-set-of-emails')
}

const MEMORY = '/dev/shm'
const ROOM = 2 ** 31

/** For many small files that nobody keeps: in memory where that has room, since a disk spends more on the names of a database's files than on what is in them. */
export function quickFolder(): string {
  if (!existsSync(MEMORY)) return tmpdir()
  const { bavail, bsize } = statfsSync(MEMORY)
  return bavail * bsize > ROOM ? MEMORY : tmpdir()
}

const told = new Set<string>()

function present(found: string | undefined, what: string, cure: string): string | null {
  if (found) return found
  if (process.env['CI'] === 'true') throw new Error(`${what} is missing, and with CI=true nothing may be left out: ${cure}`)
  if (!told.has(what)) process.stdout.write(`left out: what needs ${what} (${cure})\n`)
  told.add(what)
  return null
}
