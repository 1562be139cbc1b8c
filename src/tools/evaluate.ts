// How well the desk understands: `npm run -s evaluate -- [--predict] FILE.jsonl ...`. It runs the very code of the gateway.
// A line is {"lang","kind","text","label","also"?}; kind is faq, crisis, not_crisis or out.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { loadContent } from '../gateway/content.ts'
import { understand } from '../gateway/understand.ts'
import type { Understood } from '../gateway/understand.ts'
import { LANGUAGES } from '../knowledge/languages.ts'

const Line = z.object({
  lang: z.enum(LANGUAGES).optional(),
  kind: z.enum(['faq', 'crisis', 'not_crisis', 'out']).optional(),
  text: z.string(),
  label: z.string().optional(),
  also: z.array(z.string()).optional(),
})
type Line = z.infer<typeof Line>
interface Judged { readonly line: Line; readonly understood: Understood }

const content = loadContent(resolve(import.meta.dirname, '../..'))
const args = process.argv.slice(2)
const files = args.filter((arg) => !arg.startsWith('--'))
if (files.length === 0) {
  process.stderr.write('Say which files: npm run -s evaluate -- [--predict] FILE.jsonl ...\n')
  process.exit(2)
}
const judged = files.flatMap(linesOf).map((line): Judged => ({ line, understood: understand(line.text, content) }))
process.stdout.write(args.includes('--predict') ? predictions(judged) : report(judged))

function linesOf(file: string): Line[] {
  return readFileSync(file, 'utf8').split('\n').filter((line) => line.trim() !== '').map((line, i) => {
    try {
      return Line.parse(JSON.parse(line))
    } catch {
      process.stderr.write(`${file}, line ${i + 1}: not a labelled message\n`)
      return process.exit(2)
    }
  })
}

function predictions(all: readonly Judged[]): string {
  return all.map(({ understood: { detected, topics, decision, danger } }) => `${JSON.stringify({ detected, topics, decision, danger })}\n`).join('')
}

function report(all: readonly Judged[]): string {
  const groups = [...LANGUAGES.map((language) => ({ name: language, lines: all.filter(({ line }) => line.lang === language) })), { name: 'all', lines: all }]
  const rows = groups.filter(({ lines }) => lines.length > 0).map(({ name, lines }) => [name, ...measures(lines)].map((cell) => cell.padStart(10)).join(''))
  const head = ['', 'n', 'language', 'hit@1', 'hit@3', 'refused', 'recall', 'false al.'].map((cell) => cell.padStart(10)).join('')
  return `${[head, ...rows].join('\n')}\n\nTaken for another topic (expected -> first, times):\n${confusions(all)}\n`
}

function measures(lines: readonly Judged[]): string[] {
  const of = (kind: Line['kind']) => lines.filter(({ line }) => line.kind === kind)
  const right = ({ line, understood }: Judged, first: number) =>
    understood.topics.slice(0, first).some((topic) => topic === line.label || line.also?.includes(topic))
  return [
    String(lines.length),
    share(lines, ({ line, understood }) => understood.detected === line.lang),
    share(of('faq'), (one) => right(one, 1)),
    share(of('faq'), (one) => right(one, 3)),
    share(of('out'), ({ understood }) => understood.decision !== 'answer'),
    share(of('crisis'), ({ understood }) => understood.danger !== null),
    share(lines.filter(({ line }) => line.kind !== 'crisis'), ({ understood }) => understood.danger !== null),
  ]
}

function share(lines: readonly Judged[], holds: (one: Judged) => boolean): string {
  return lines.length === 0 ? '-' : `${(lines.filter(holds).length / lines.length * 100).toFixed(1)} %`
}

function confusions(all: readonly Judged[]): string {
  const wrong = all.filter(({ line, understood }) => line.kind === 'faq' && understood.topics[0] !== line.label && !line.also?.includes(understood.topics[0] ?? ''))
  const counted = Map.groupBy(wrong, ({ line, understood }) => `${line.label} -> ${understood.topics[0] ?? 'nothing'}`)
  return [...counted].toSorted((a, b) => b[1].length - a[1].length).slice(0, 40).map(([pair, times]) => `  ${String(times.length).padStart(3)}  ${pair}`).join('\n')
}
