// Is the configuration one that can be read? Also where it cannot, the rest of it is still looked at.
import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { ConfigError, readConfig, VARIABLES } from '../config.ts'
import type { Config } from '../config.ts'
import { bad, note, ok } from './finding.ts'
import type { Finding } from './finding.ts'

export type Variables = Readonly<Record<string, string | undefined>>

/** Shorter names are too much like those of others. */
const SHORTEST = 8
const LINE = /^\s*(#.*)?$|^\s*(export\s+)?[A-Za-z_]\w*=("(\\.|[^"\\])*"|'[^']*'|[^\s"'#][^"']*|)\s*(#.*)?$/

/** @param file of variables, as `docker compose` reads one; null: none @returns what can be used of it */
export function examine(given: Variables, file: string | null): { readonly config: Config; readonly findings: readonly Finding[] } {
  const text = file !== null && existsSync(file) ? readFileSync(file, 'utf8') : null
  const written: Variables = text === null ? {} : parseEnv(text)
  const env = { ...written, ...given }
  const { config, faults } = readable(env)
  const findings = [
    ...(text === null ? [] : text.split('\n').flatMap((line, at) => (LINE.test(line) ? [] : [bad('env.line', { line: at + 1 })]))),
    ...faults.map((fault) => bad('env.wrong', { fault })),
    ...Object.keys(env).flatMap((name) => misspelt(name)),
  ]
  const used = Object.keys(written).some((name) => given[name] === undefined && VARIABLES.includes(name)) ? [note('env.file')] : []
  return { config, findings: [...(findings.length === 0 ? [ok('env.ok')] : findings), ...used] }
}

/** Variables that are wrong are left away, until what is left can be read. */
function readable(env: Variables): { config: Config; faults: readonly string[] } {
  const [left, faults] = [{ ...env }, new Set<string>()]
  for (;;) {
    try {
      return { config: readConfig([], left), faults: [...faults] }
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      const lines = error.message.split('\n')
      for (const line of lines) faults.add(line)
      // What is missing beside another one cannot be taken away; the other one can.
      const named = VARIABLES.filter((name) => left[name] !== undefined && lines.some((line) => new RegExp(`\\b${name}\\b`).test(line)))
      if (named.length === 0) throw error
      for (const name of named) left[name] = undefined
    }
  }
}

function misspelt(name: string): Finding[] {
  if (VARIABLES.includes(name) || name.length < SHORTEST) return []
  const [nearest] = VARIABLES.map((known) => ({ known, apart: distance(name.toUpperCase(), known) })).toSorted((a, b) => a.apart - b.apart)
  return nearest && nearest.apart <= (name.length > 14 ? 3 : 2) ? [bad('env.misspelt', { name, nearest: nearest.known })] : []
}

/** Letters to put in, take out or change (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length] ?? 0
}
