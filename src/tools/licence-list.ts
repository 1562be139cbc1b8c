// What is shipped, and under which licence: every package the server runs with and every one that is built into the pages, as the lock file has them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const Named = z.record(z.string(), z.string()).optional()
const Entry = z.looseObject({
  version: z.string().optional(), license: z.string().optional(), integrity: z.string().optional(), dev: z.boolean().optional(), dependencies: Named, optionalDependencies: Named, devDependencies: Named,
})
export const Lock = z.looseObject({ packages: z.record(z.string(), Entry) })
export type Lock = z.infer<typeof Lock>

/** Development dependencies whose code stands in the built pages. */
const IN_PAGES = ['@mantine/core', '@mantine/hooks', '@tanstack/react-query', '@tanstack/react-virtual', 'preact', 'react', 'react-dom', 'react-i18next', 'recharts', 'topojson-client', 'world-atlas']

/** Of packages whose own package.json names none: what their files say. `buffers` (needed by exceljs) says nothing anywhere; its author published it to be used. */
const READ_BY_HAND: Readonly<Record<string, string>> = { 'png-js': 'MIT', buffers: 'not stated' }

/** Licences that let the desk be run, changed and passed on. LGPL and MPL parts stay packages of their own, which anybody can replace. */
export const ALLOWED: ReadonlySet<string> = new Set([
  'MIT', 'MIT-0', 'MIT/X11', 'Apache-2.0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', 'Unlicense', 'PSF-2.0', 'OFL-1.1', 'MPL-2.0', 'LGPL-3.0', 'LGPL-3.0-or-later',
  'Apache-2.0 AND LGPL-3.0-or-later', 'Apache-2.0 AND LGPL-3.0-or-later AND MIT', '(MIT OR EUPL-1.1+)', '(MIT OR GPL-3.0-or-later)', '(MIT AND Zlib)', '(MIT OR CC0-1.0)', 'MIT AND ISC AND BSD-3-Clause', 'not stated',
])

export interface Shipped { readonly name: string; readonly version: string; readonly licence: string; readonly in: 'server' | 'pages' }

export function readLock(root: string): Lock {
  return Lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')))
}

/** By name and version, each once. */
export function shipped({ packages }: Lock): readonly Shipped[] {
  const pages = reachable(packages, IN_PAGES)
  const found = Object.entries(packages).flatMap(([path, entry]): Shipped[] => {
    if (path === '' || (entry.dev === true && !pages.has(path))) return []
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    return [{ name, version: entry.version ?? '', licence: entry.license ?? READ_BY_HAND[name] ?? 'unknown', in: entry.dev === true ? 'pages' : 'server' }]
  })
  const once = new Map(found.map((one) => [`${one.name} ${one.version}`, one]))
  return [...once.values()].toSorted((a, b) => (a.name === b.name ? (a.version < b.version ? -1 : 1) : a.name < b.name ? -1 : 1))
}

/** The paths of these packages and of all they need, found as Node finds them: from the inside out. */
function reachable(packages: Lock['packages'], names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const visit = (name: string, from: string) => {
    for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
      const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`
      const entry = packages[path]
      if (entry) {
        if (seen.has(path)) return
        seen.add(path)
        for (const needed of Object.keys(entry.dependencies ?? {})) visit(needed, path)
        return
      }
      if (folder === '') return
    }
  }
  for (const name of names) visit(name, '')
  return seen
}

export function licencesPage(lock: Lock): string {
  const all = shipped(lock)
  const counts = [...Map.groupBy(all, ({ licence }) => licence)].map(([licence, list]) => [licence, list.length] as const).toSorted((a, b) => b[1] - a[1])
  return `${[
    '# Licences of what is shipped', '',
    'Every package the server runs with and every one that is built into the pages. Written by `npm run -s licences` from the lock file; a test compares it, and refuses a licence that is not on the list in `src/tools/licence-list.ts`. Fonts (`@embedpdf/fonts-*`, `@fontsource/*`) are packages like the others: Noto, SIL Open Font License.', '',
    '| licence | packages |', '|---|---|', ...counts.map(([licence, count]) => `| ${licence} | ${count} |`), '',
    '| package | version | licence | in |', '|---|---|---|---|', ...all.map(({ name, version, licence, in: where }) => `| ${name} | ${version} | ${licence} | ${where} |`),
  ].join('\n')}\n`
}
