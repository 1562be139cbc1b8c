// Everything a change must pass before it is tried: types, lint, architecture, and the content people read.
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { loadContent } from '../gateway/content.ts'
import { lintContent } from '../gateway/lint-content.ts'

const root = resolve(import.meta.dirname, '../..')
const bin = (name: string) => join(root, 'node_modules', name)

const faults = [
  runs('types', [bin('typescript/bin/tsc'), '--noEmit', '-p', '.']),
  runs('types of the pages', [bin('typescript/bin/tsc'), '--noEmit', '-p', 'src/web']),
  runs('lint', [bin('oxlint/bin/oxlint'), '--type-aware']),
  runs('architecture', [bin('vitest/vitest.mjs'), 'run', 'test/architecture.test.ts', '--reporter=dot']),
  content(),
].filter(Boolean).length
process.stdout.write(faults === 0 ? 'All good.\n' : `${faults} of 5 checks failed.\n`)
process.exitCode = faults === 0 ? 0 : 1

function runs(name: string, args: readonly string[]): boolean {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  return report(name, status === 0 ? [] : [stdout, stderr])
}

function content(): boolean {
  try {
    return report('content', lintContent(loadContent(root)))
  } catch (error) {
    return report('content', [error instanceof Error ? error.message : String(error)])
  }
}

/** True when something is wrong. */
function report(name: string, lines: readonly string[]): boolean {
  process.stdout.write(`${lines.length === 0 ? 'ok  ' : 'BAD '} ${name}\n${lines.map((line) => `     ${line.trim()}\n`).join('')}`)
  return lines.length > 0
}
