// docs/reliability.md, as the soak writes it: one row for each fault that was played; what was played another time stays.
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import type { Verdict } from './load.ts'

export interface Played { readonly fault: string; readonly verdict: Verdict; readonly staff: string }

const MARKS = ['<!-- measured -->', '<!-- /measured -->'] as const
const HEAD = ['fault', 'sent', 'acknowledged', 'lost', 'unanswered', 'doubled', 'order kept', 'longest wait', 'staff see']

function rowOf({ fault, verdict: { sent, acknowledged, lost, unanswered, doubled, ordered, longestMs }, staff }: Played): string[] {
  return [fault, sent, acknowledged, lost, unanswered, doubled, ordered ? 'yes' : 'NO', `${(longestMs / 1000).toFixed(1)} s`, staff].map(String)
}

/** Puts the rows between the marks of the page, in this order of the faults. */
export function writeTable(page: string, played: readonly Played[], order: readonly string[]): void {
  const [from, to] = MARKS
  const text = readFileSync(page, 'utf8')
  const [before = ''] = text.split(from)
  const [measured = '', after] = text.slice(before.length + from.length).split(to)
  if (after === undefined) throw new Error(`${page} has no place for the table`)
  const rows = new Map(measured.split('\n').filter((line) => line.startsWith('| ')).slice(2).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim())).map((row) => [row[0] ?? '', row]))
  for (const one of played) rows.set(one.fault, rowOf(one))
  const kept = order.flatMap((fault) => { const row = rows.get(fault); return row ? [row] : [] })
  const sum = (column: number) => kept.reduce((total, row) => total + Number(row[column]), 0)
  const table = [HEAD, HEAD.map(() => '---'), ...kept].map((row) => `| ${row.join(' | ')} |`).join('\n')
  writeFileSync(page, `${before}${from}\nOn ${cpus().length} cores: ${sum(2)} messages acknowledged, ${sum(3)} lost, ${sum(4)} unanswered, ${sum(5)} doubled; ${kept.length} of ${order.length} faults played.\n\n${table}\n${to}${after}`)
}
