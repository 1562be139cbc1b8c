// docs/reliability.md, as the soak writes it: one row for each fault that was played.
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import type { Verdict } from './load.ts'

export interface Played { readonly fault: string; readonly verdict: Verdict; readonly staff: string }

const MARKS = ['<!-- measured -->', '<!-- /measured -->'] as const

export function tableOf(rows: readonly Played[]): string {
  const head = ['fault', 'sent', 'acknowledged', 'lost', 'unanswered', 'doubled', 'order kept', 'longest wait', 'staff see']
  const cells = rows.map(({ fault, verdict: { sent, acknowledged, lost, unanswered, doubled, ordered, longestMs }, staff }) =>
    [fault, sent, acknowledged, lost, unanswered, doubled, ordered ? 'yes' : 'NO', `${(longestMs / 1000).toFixed(1)} s`, staff])
  return [head, head.map(() => '---'), ...cells].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

/** Puts the table between the marks of the page. */
export function writeTable(page: string, rows: readonly Played[], seconds: number): void {
  const [from, to] = MARKS
  const text = readFileSync(page, 'utf8')
  const [before] = text.split(from)
  const after = text.split(to)[1]
  if (after === undefined) throw new Error(`${page} has no place for the table`)
  const sum = rows.reduce((all, { verdict }) => ({ acknowledged: all.acknowledged + verdict.acknowledged, lost: all.lost + verdict.lost, doubled: all.doubled + verdict.doubled }), { acknowledged: 0, lost: 0, doubled: 0 })
  const measured = `Measured on ${cpus().length} cores, ${Math.round(seconds / 60)} minutes in all: ${sum.acknowledged} messages acknowledged, ${sum.lost} lost, ${sum.doubled} doubled.`
  writeFileSync(page, `${before}${from}\n${measured}\n\n${tableOf(rows)}\n${to}${after}`)
}
