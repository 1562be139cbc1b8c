// PostgreSQL: does it answer, is it one the desk can use, and does what is in it fit this version?
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { examine } from '../store/examine.ts'
import type { Examined } from '../store/examine.ts'
import { bad, codeOf, note, ok } from './finding.ts'
import type { Finding } from './finding.ts'

const OLDEST = 15
const SKEW_SECONDS = 5

/** `usable`: a desk stands in it that can be asked. */
export interface Seen { readonly findings: readonly Finding[]; readonly usable: boolean }

export async function checkDatabase(url: string, { dataDir }: Config, migrations: string, now: () => Date): Promise<Seen> {
  const { host, pathname } = new URL(url)
  try {
    const seen = await examine(url, migrations, () => now().getTime())
    const stands = standingOf(seen)
    return { findings: [...serverOf(seen, host), ...clockOf(seen, now()), ...stands], usable: seen.migrations !== null && seen.migrations.pending === 0 && !stands.some(({ state }) => state === 'bad') }
  } catch (error) {
    return { findings: [refused(codeOf(error), host, decodeURIComponent(pathname.slice(1)), join(dataDir, 'postgres'))], usable: false }
  }
}

export function refused(code: string, host: string, name: string, folder: string): Finding {
  if (code === '28P01' || code === '28000') return bad('database.password', { host })
  if (code === '3D000') return bad('database.missing', { host, name })
  if (code === '53300') return bad('database.crowded', { host })
  return bad('database.down', { host, code, folder })
}

function serverOf({ name, version, encoding, collation, readOnly }: Examined, host: string): Finding[] {
  const faults = [
    ...(Number.parseInt(version, 10) < OLDEST ? [bad('database.old', { version })] : []),
    ...(encoding === 'UTF8' ? [] : [bad('database.encoding', { encoding })]),
    ...(collation ? [bad('database.collation', { name, ...collation })] : []),
    ...(readOnly ? [bad('database.readonly')] : []),
  ]
  return faults.length > 0 ? faults : [ok('database.ok', { version: version.split(' ')[0] ?? version, host })]
}

function clockOf({ ahead }: Examined, now: Date): Finding[] {
  if (Math.abs(ahead) > SKEW_SECONDS) return [bad('clock.skew', { seconds: Math.round(Math.abs(ahead)) })]
  return [ok('clock.ok', { time: new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo', dateStyle: 'short', timeStyle: 'short' }).format(now) })]
}

function standingOf({ restoring, migrations }: Examined): Finding[] {
  if (restoring) return [bad('migrations.restoring')]
  if (migrations === null) return [note('database.none')]
  const { applied, pending, newer, failed, edited } = migrations
  const faults = [...failed.map((name) => bad('migrations.failed', { name })), ...edited.map((name) => bad('migrations.edited', { name })), ...newer.slice(0, 1).map((name) => bad('migrations.newer', { name }))]
  return faults.length > 0 ? faults : [pending > 0 ? note('migrations.pending', { count: pending }) : ok('migrations.ok', { count: applied })]
}
