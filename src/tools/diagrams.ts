// Draws docs/diagrams.md from the code itself: which folder uses which, the tables of the ten words, the guide's menus: `npm run -s diagrams`.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { Flow } from '../engine/flow.ts'
import type { Node } from '../engine/flow.ts'
import { readYaml } from '../gateway/yaml.ts'

const root = resolve(import.meta.dirname, '../..')
const TEN_WORDS = ['Account', 'Person', 'Conversation', 'Event', 'Message', 'Translation', 'Delivery', 'Case', 'CaseEvent', 'Staff']

type Edges = ReadonlyMap<string, ReadonlySet<string>>

/** The page as the code is now. */
export function drawn(): string {
  return [
    '# The house, drawn', '',
    'Made of the code by `npm run -s diagrams`; a test fails where it is no longer so. What the parts are for: [architecture.md](architecture.md).', '',
    '## Which folder uses which', '', 'An arrow is at least one import of more than types; what follows from other arrows is left out. Nothing points back up.', '', ...diagram('flowchart TD', folderLines()),
    '## The tables of the ten words', '', 'Every other table hangs on one of these (`prisma/schema.prisma`).', '', ...diagram('erDiagram', tableLines()),
    '## What the guide says, and where its buttons lead', '', '`flows/welcome.yaml`. A round node asks and waits; the others say something and go on. Dotted: what is typed instead of tapping.', '', ...diagram('flowchart LR', flowLines()),
  ].join('\n')
}

const diagram = (kind: string, lines: readonly string[]) => ['```mermaid', kind, ...lines.map((line) => `  ${line}`), '```', '']

function folderLines(): string[] {
  const files = ['channels', 'src'].flatMap((folder) => filesBelow(join(root, folder))).map((file) => relative(root, file).replaceAll('\\', '/')).filter((file) => /\.tsx?$/.test(file) && !file.includes('/generated/') && !file.startsWith('src/tools/'))
  const uses = new Map<string, Set<string>>()
  for (const file of files) {
    const own = partOf(file)
    for (const [, types, path = ''] of readFileSync(join(root, file), 'utf8').matchAll(/^(?:import|export) (type )?[^'"]*?from '(\.[^']+)'/gm)) {
      const other = partOf(relative(root, resolve(root, dirname(file), path)).replaceAll('\\', '/'))
      if (types === undefined && own !== other && own !== '' && other !== '') uses.set(own, (uses.get(own) ?? new Set()).add(other))
    }
  }
  return [...uses].toSorted(([a], [b]) => a.localeCompare(b)).flatMap(([from, all]) => [...all].toSorted().filter((to) => !isReached(uses, from, to)).map((to) => `${from} --> ${to}`))
}

/** `src/gateway/turn.ts` -> `gateway`; files that stand by themselves are none. */
function partOf(file: string): string {
  const [first = '', second = '', third] = file.split('/')
  return first === 'channels' ? 'channels' : first === 'src' && third !== undefined ? second : ''
}

/** By another way than the arrow between them. */
function isReached(uses: Edges, from: string, to: string): boolean {
  const seen = new Set<string>()
  const left = [...(uses.get(from) ?? [])].filter((one) => one !== to)
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    if (at === to) return true
    if (seen.has(at)) continue
    seen.add(at)
    left.push(...(uses.get(at) ?? []))
  }
  return false
}

function tableLines(): string[] {
  const schema = readFileSync(join(root, 'prisma/schema.prisma'), 'utf8')
  return [...schema.matchAll(/^(?:\/\/\/ (.*)\n)?model (\w+) \{\n([\s\S]*?)^\}/gm)].filter(([, , name = '']) => TEN_WORDS.includes(name)).flatMap(([, , name = '', body = '']) =>
    [...body.matchAll(/^ {2}(\w+) +(\w+)(\??) +@relation\(/gm)].filter(([, , other = '']) => TEN_WORDS.includes(other)).map(([, field = '', other = '', optional]) => `${other} ${optional === '?' ? '|o' : '||'}--o{ ${name} : ${field}`))
}

function flowLines(): string[] {
  const { nodes } = readYaml(join(root, 'flows/welcome.yaml'), Flow)
  return Object.entries(nodes).flatMap(([name, node]) => [node.type === 'ask' ? `${idOf(name)}([${name}])` : `${idOf(name)}[${name}]`, ...waysOf(node).map(([to, how]) => `${idOf(name)} ${how} ${idOf(to)}`)])
}

/** A bare `end` closes a part of a drawing. */
const idOf = (node: string) => (node === 'end' ? 'ending' : node)

function waysOf(node: Node): [to: string, how: string][] {
  if (node.type === 'ask') return [...new Set(node.choices.map(({ to }) => to))].map((to): [string, string] => [to, '-->']).concat([[node.otherwise, '-.->']])
  const targets = Object.entries(node).filter(([field]) => ['next', 'answer', 'offer', 'none', 'nothing', 'unfit', 'stranger', 'proof', 'wrong', 'over', 'read', 'person', 'seen', 'question'].includes(field)).flatMap(([, to]) => (typeof to === 'string' ? [to] : []))
  return [...new Set(targets)].map((to) => [to, '-->'])
}

function filesBelow(path: string): string[] {
  return statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => filesBelow(join(path, name))) : [path]
}

export const PAGE = join(root, 'docs/diagrams.md')
if (process.argv[1] === import.meta.filename) writeFileSync(PAGE, drawn())
