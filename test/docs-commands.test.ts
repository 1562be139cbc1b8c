// What the docs tell people to type can be typed: every script is tried by a test or says why not, every option and variable exists, every link leads somewhere.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { drawn, PAGE } from '../src/tools/diagrams.ts'

const root = resolve(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')))
const pages = [...['README.md', 'README.ja.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md'].filter((file) => existsSync(join(root, file))), ...readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)]

/** Where each script is run by a test, with the words that run it there; or why none does. */
const TRIED: Readonly<Record<string, { readonly by: string; readonly as: string } | { readonly not: string }>> = {
  start: { by: 'test/kill.test.ts', as: 'src/main.ts' },
  test: { not: 'it is what runs' },
  talk: { by: 'test/tools.test.ts', as: "run('talk'" },
  replay: { by: 'test/tools.test.ts', as: "run('replay'" },
  evaluate: { by: 'test/tools.test.ts', as: "run('evaluate'" },
  articles: { by: 'test/tools.test.ts', as: "run('articles'" },
  connect: { by: 'test/line-account-road.test.ts', as: 'connect' },
  links: { by: 'test/line-account-road.test.ts', as: 'links' },
  audit: { by: 'test/audit.test.ts', as: 'src/tools/audit.ts' },
  drill: { by: 'test/night-killed.test.ts', as: 'src/tools/drill.ts' },
  figures: { by: 'test/figures-pages.test.ts', as: 'figures' },
  move: { by: 'test/move.test.ts', as: 'move.ts' },
  'draw-menus': { by: 'test/line-menus.test.ts', as: 'draw-menus' },
  backup: { by: 'test/backup.test.ts', as: 'src/tools/backup.ts' },
  restore: { by: 'test/backup.test.ts', as: 'src/tools/restore.ts' },
  doctor: { by: 'test/doctor.test.ts', as: 'src/tools/doctor.ts' },
  keys: { by: 'test/key-rotation.test.ts', as: 'src/tools/keys.ts' },
  sbom: { by: 'test/supply.test.ts', as: 'scripts.sbom' },
  licences: { by: 'test/supply.test.ts', as: 'licencesPage' },
  diagrams: { by: 'test/docs-commands.test.ts', as: 'tools/diagrams.ts' },
  bench: { by: 'test/bench-speed.test.ts', as: 'bench/speed' },
  attack: { by: 'test/suppression.test.ts', as: 'attack' },
  fuzz: { by: 'test/fuzz.test.ts', as: 'STORM' },
  check: { not: 'CI runs it after the tests' },
  demo: { not: 'fills a desk for a minute; its stories and acts are tried in test/demo.test.ts' },
  pictures: { not: 'draws the pictures of the docs, from a running demonstration' },
  'bench:desk': { not: 'takes minutes' },
  'bench:scale': { not: 'takes half an hour; its small twin is test/growth.test.ts' },
  'soak:outreach': { not: 'takes minutes' },
  'soak:faults': { not: 'takes an hour; the cheap faults are tests of their own' },
}

test('every script is tried by a test, or says why not', () => {
  expect(Object.keys(TRIED).toSorted()).toEqual(Object.keys(scripts).filter((name) => !name.startsWith('pre')).toSorted())
  for (const [name, tried] of Object.entries(TRIED)) if ('by' in tried) expect([name, read(tried.by).includes(tried.as)]).toEqual([name, true])
})

interface Typed { readonly page: string; readonly line: string }

/** Lines of shell blocks, and commands between backticks. */
const typed: readonly Typed[] = pages.flatMap((page) => {
  const text = read(page)
  const blocks = [...text.matchAll(/^```(?:sh|bash)\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) => block.replaceAll('\\\n', ' ').split('\n'))
  const inline = [...text.matchAll(/`((?:[A-Z_]+=\S+ )*(?:npm|node src)[ /][^`]+)`/g)].map(([, line = '']) => line)
  return [...blocks, ...inline].map((line) => ({ page, line: line.replace(/(^|\s)#.*$/, '').trim() })).filter(({ line }) => line !== '')
})

test('what is typed with npm is there, with its options', () => {
  const faults = typed.flatMap(({ page, line }) => {
    const [, name, options = ''] = /^(?:[A-Z_]+=\S+ )*npm (?:run (?:-s )?)?([\w:-]+)(?: -- (.*))?/.exec(line) ?? []
    if (name === undefined || ['ci', 'install', 'sbom', 'audit', 'pack'].includes(name)) return []
    const script = scripts[name]
    if (script === undefined) return [`${page}: ${line}: no such script`]
    const source = [...script.matchAll(/\S+\.(?:ts|mjs)/g)].map(([file]) => (existsSync(join(root, file)) ? sourcesOf(file) : '')).join('')
    return [...options.matchAll(/--([a-z-]+)/g)].filter(([, option = '']) => !new RegExp(`['"\`]?(--)?${option}\\b`).test(source)).map(([option]) => `${page}: ${line}: no option ${option}`)
  })
  expect(faults).toEqual([])
})

/** With what stands beside it under the same name. */
function sourcesOf(file: string): string {
  const folder = dirname(join(root, file))
  return readdirSync(folder).filter((name) => name.endsWith('.ts')).map((name) => readFileSync(join(folder, name), 'utf8')).join('\n')
}

test('every variable that is set is one the desk reads', () => {
  const known = readdirSync(join(root, 'src')).filter((name) => name.startsWith('config')).map((name) => read(`src/${name}`)).join('\n') + readdirSync(join(root, 'test/soak')).map((name) => read(`test/soak/${name}`)).join('\n')
  const set = typed.flatMap(({ page, line }) => [...line.matchAll(/(?:^|\s|export |-e )([A-Z][A-Z0-9_]{3,})=/g)].map(([, name = '']) => ({ page, name })))
  expect(set.length).toBeGreaterThan(3)
  expect(set.filter(({ name }) => !known.includes(name) && !OTHERS.has(name))).toEqual([])
})

/** Of other programs. */
const OTHERS = new Set(['NODE_OPTIONS'])

test('every link leads to a file that is there, and to a heading of it', () => {
  const faults = pages.flatMap((page) => [...read(page).matchAll(/\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g)].flatMap(([, first, second]) => {
    const target = first ?? second ?? ''
    if (/^(https?:|mailto:|\/)/.test(target)) return []
    const [path = '', anchor] = target.split('#')
    const file = path === '' ? page : join(dirname(page), path)
    if (!existsSync(join(root, file))) return [`${page}: ${target}`]
    return anchor === undefined || headingsOf(file).has(anchor) ? [] : [`${page}: no heading ${target}`]
  }))
  expect(faults).toEqual([])
})

/** As they are linked: small letters, hyphens, nothing else. */
function headingsOf(file: string): ReadonlySet<string> {
  return new Set([...read(file).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').trim().replaceAll(' ', '-')))
}

test('the drawings are of the code as it is, and no folder uses one that uses it', () => {
  const page = drawn()
  expect(readFileSync(PAGE, 'utf8')).toBe(page)
  const [folders = ''] = page.split('## The tables')
  const arrows = [...folders.matchAll(/^ {2}(\S+) --> (\S+)$/gm)].map(([, from = '', to = '']) => ({ from, to }))
  const uses = Map.groupBy(arrows, ({ from }) => from)
  const below = (from: string, seen: ReadonlySet<string>): boolean => (uses.get(from) ?? []).some(({ to }) => seen.has(to) || below(to, new Set([...seen, to])))
  expect([...uses.keys()].filter((from) => below(from, new Set([from])))).toEqual([])
})
