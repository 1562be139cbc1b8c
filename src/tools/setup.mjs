// Makes a checkout ready to run: packages, the database client, the pages. Does nothing when all of that is fresh.
// Plain JavaScript without packages, because it runs before anything is installed, on any Node from version 20.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const windows = process.platform === 'win32'
const node = join(root, 'node_modules/.bin', windows ? 'node.cmd' : 'node')

step('packages', ['package-lock.json'], 'node_modules/.madoguchi-packages', 'about a minute', () => {
  run(windows ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
})
step('database client', ['package-lock.json', 'prisma/schema.prisma'], 'src/store/generated/.stamp', 'seconds', () => {
  // `generate` never runs the schema engine, but downloads it unless this names a file that exists.
  run(node, ['node_modules/prisma/build/index.js', 'generate'], { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath })
})
step('understanding', ['package-lock.json', 'flows', 'src/knowledge', ...['article-file', 'content', 'learned', 'lessons', 'training', 'yaml'].map((name) => `src/gateway/${name}.ts`)], 'dist/remembered/.stamp', 'a minute', () => {
  run(node, ['src/tools/learn.ts'])
})
step('pages', [
  'package-lock.json', 'vite.config.ts', 'src/web', 'src/cases', 'src/companies', 'src/feedback', 'src/list', 'src/outreach', 'src/partners', 'src/people', 'src/questionnaires',
  'src/reports', 'src/permissions.ts', 'locales', 'flows/exit.json',
], 'dist/web/.stamp', 'seconds', () => {
  run(node, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'])
})
step('first start', ['package-lock.json'], 'dist/compiled/.stamp', 'seconds', () => {
  run(node, ['src/tools/compile.ts'])
})

function step(name, inputs, stamp, duration, make) {
  const fresh = fingerprint(inputs)
  const file = join(root, stamp)
  if (existsSync(file) && readFileSync(file, 'utf8') === fresh) return
  console.log(`Preparing the ${name} (${duration}) ...`)
  make()
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, fresh)
}

function fingerprint(inputs) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`)
  for (const file of inputs.flatMap((input) => filesBelow(join(root, input)))) {
    hash.update(file.slice(root.length)).update(readFileSync(file))
  }
  return hash.digest('hex')
}

function filesBelow(path) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path).sort().flatMap((name) => filesBelow(join(path, name)))
}

function run(command, args, env = {}) {
  const done = spawnSync(command, args, { cwd: root, env: { ...process.env, ...env }, encoding: 'utf8', shell: windows })
  if (done.status === 0) return
  console.error(done.stdout ?? '', done.stderr ?? '', done.error?.message ?? '')
  console.error(`Preparing failed at: ${command} ${args.join(' ')}`)
  process.exit(1)
}
