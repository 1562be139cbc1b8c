// The figures as tables for people, and their place in docs/performance.md: between two marks, the words around them stay.
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import { resolve } from 'node:path'
import type { Contestant } from './contestants.ts'
import { median, shown, spread } from './figures.ts'
import type { FirstAnswer } from './first-answer.ts'
import type { Round, Size } from './measure.ts'

const FILE = resolve(import.meta.dirname, '../../../docs/performance.md')
const BEGIN = '<!-- npm run bench writes from here -->'
const END = '<!-- to here -->'
const MB = 2 ** 20

type Rounds = ReadonlyMap<string, readonly Round[]>

export function page(contestants: readonly Contestant[], rounds: Rounds, size: Size, first: readonly FirstAnswer[], refused: number): string {
  const of = (name: string, figure: (round: Round) => number) => (rounds.get(name) ?? []).map(figure)
  const row = (...figures: readonly ((round: Round) => number)[]) => ({ name }: Contestant) => [name, ...figures.map((figure) => spread(of(name, figure)))]
  const beside = (name: string, figure: (round: Round) => number) => median(of(name, figure)) / median(of('echo', figure))
  const desks = contestants.filter(({ name }) => name.startsWith('desk'))
  const total = (what: 'lost' | 'unacknowledged') => [...rounds.values()].flat().reduce((sum, round) => sum + round[what], 0)
  return [
    `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()}, Node ${process.versions.node}; ${rounds.values().next().value?.length ?? 0} rounds in turns, the middle with the lowest and the highest. ${size.webhooks.toLocaleString('en-US')} webhooks flat out, ${size.rate} a second for ${size.seconds} s, ${size.burst.toLocaleString('en-US')} at once; ${size.users.toLocaleString('en-US')} people.`,
    table(['', 'is'], contestants.map(({ name, what }) => [name, what])),
    '**Beside the plain echo** (1 is the same; replies: higher is better, times: lower)',
    table(['', 'replies/s', 'ack p99 at the rate', 'ack p99 in the burst'], desks.map(({ name }) => [name, ...[beside(name, (r) => r.repliesPerSecond), beside(name, (r) => r.ackP99), beside(name, (r) => r.burstAckP99)].map(shown)])),
    '**Flat out**, and what an event costs in ms of CPU',
    table(['', 'replies/s', 'process', 'PostgreSQL', 'Redis', 'the load itself'], contestants.map(row((r) => r.repliesPerSecond, (r) => r.cpu.own, (r) => r.cpu.postgres, (r) => r.cpu.redis, (r) => r.cpu.harness))),
    `**At ${size.rate} a second**, ms`,
    table(['', 'ack p50', 'ack p99', 'reply p50', 'reply p99'], contestants.map(row((r) => r.ackP50, (r) => r.ackP99, (r) => r.replyP50, (r) => r.replyP99))),
    `**${size.burst.toLocaleString('en-US')} webhooks at once**, ms, and memory afterwards in MB (PSS)`,
    table(['', 'ack p99', 'reply p99', 'process', 'its own PostgreSQL'], contestants.map(row((r) => r.burstAckP99, (r) => r.burstReplyP99, (r) => r.memory.own / MB, (r) => r.memory.postgres / MB))),
    ...(first.length > 0 ? [`**Until the first answer** of \`npm start\` on a prepared clone: ${first.map(({ what, ms }) => `${shown(ms / 1_000)} s ${what}`).join(', ')}.`] : []),
    `Acknowledged and never answered: ${total('lost')}. Not acknowledged: ${total('unacknowledged')}. Answered twice, or otherwise than the platform allows: ${refused}.`,
  ].join('\n\n')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n')
}

/** @throws Error where the page has lost its marks */
export function between(text: string, written: string): string {
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)]
  if (from < 0 || to < from) throw new Error(`docs/performance.md has no place for the figures: ${BEGIN} and ${END}`)
  return `${text.slice(0, from + BEGIN.length)}\n${written}\n${text.slice(to)}`
}

export function writePage(written: string): void {
  writeFileSync(FILE, between(readFileSync(FILE, 'utf8'), written))
}
