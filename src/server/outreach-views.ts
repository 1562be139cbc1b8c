// Messages to many as their pages show them: counts that tell of nobody.
import { secondsLeft, yenFor } from '../outreach/estimate.ts'
import { LEAST, shown, shownParts } from '../outreach/small-numbers.ts'
import type { Counted as CountedOf } from '../desk/counts.ts'
import type { SegmentReach } from '../desk/outreach-reach.ts'
import type { Runtime } from '../runtime.ts'
import { accountsHealth } from '../store/health.ts'
import type { OutreachRow } from '../store/outreach.ts'
import type { Counted, Progress, Results } from '../store/outreach-results.ts'
import type { Counting } from './api/counts.ts'
import type { OutreachLine, PartView, ProgressView, ReachView, ResultsView } from './api/outreach.ts'
import { countedAt } from './standing.ts'

export async function reachView({ db, config, accounts }: Runtime, counted: CountedOf<SegmentReach>): Promise<ReachView | Counting> {
  if (counted.type === 'counting') return counted
  const { all, now, neutral, languages, channels, later, never } = counted.value
  const line = [...accounts.values()].find(({ channel }) => channel.type === 'line')
  const health = line && (await accountsHealth(db)).find(({ id }) => id === line.id)?.health
  const people = Object.fromEntries(Object.entries(channels).map(([channel, load]) => [channel, load.people]))
  const messages = Object.fromEntries(Object.entries(channels).map(([channel, load]) => [channel, load.messages]))
  // One whole: whom it reaches now, and why not everybody.
  const parts = shownParts({ now, ...prefixed('later', later), ...prefixed('never', never) })
  const few = Object.values(people).some((count) => shown(count) === null)
  return {
    ...countedAt(counted), all: shown(all), now: parts['now'] ?? null, neutral: shownParts({ neutral, openly: now - neutral })['neutral'] ?? null, languages: shownParts(languages), channels: shownParts(people),
    later: unprefixed('later', parts), never: unprefixed('never', parts), takes: secondsLeft(people, config.outreach.perSecond),
    cost: now < LEAST || few ? null : { messages, yen: yenFor(channels, config.outreach.yen) }, quota: health?.quota ?? null,
  }
}

export function progressView({ accounts, config }: Runtime, { all, waiting, delayed, skipped, underWay, sent, delivered, read, failed, optedOut }: Progress): ProgressView {
  const sum = (counts: readonly Counted[]) => counts.reduce((total, { count }) => total + count, 0)
  const parts = shownParts({ waiting: sum(waiting), underWay, sent, ...prefixed('skipped', record(skipped)), ...prefixed('failed', record(failed)) })
  return {
    all: shown(all), waiting: parts['waiting'] ?? null, underWay: parts['underWay'] ?? null, sent: parts['sent'] ?? null, delayed: shownParts(record(delayed)),
    delivered: shown(delivered), read: shown(read), optedOut: shown(optedOut), skipped: unprefixed('skipped', parts), failed: unprefixed('failed', parts),
    left: secondsLeft(record(waiting.filter(({ key }) => key !== '')), config.outreach.perSecond), receipts: [...accounts.values()].some(({ channel }) => channel.send && channel.capabilities.receipts.length > 0),
  }
}

export function resultsView({ overTime, byChannel, byLanguage, taps, answered, opened, neutral, begun, finished }: Results, minutes: number): ResultsView {
  const parts = (counts: readonly Counted[]): PartView[] => {
    const visible = shownParts(record(counts))
    return counts.map(({ key }) => ({ key, count: visible[key] ?? null }))
  }
  return {
    minutes, overTime: overTime.map(({ at, count }) => ({ at: at.toISOString(), count: shown(count) ?? 0 })), byChannel: parts(byChannel), byLanguage: parts(byLanguage),
    // People may tap several: no whole that could be computed from them.
    taps: taps.map(({ key, count }) => ({ key, count: shown(count) })), answered: shown(answered), neutral: shown(neutral), opened: shown(opened), begun: shown(begun), finished: shown(finished),
  }
}

export function lineOf({ id, title, kind, state, starts_at, saved_at, author_names }: OutreachRow): OutreachLine {
  return { id, title, kind, state, startsAt: starts_at?.toISOString() ?? null, savedAt: saved_at.toISOString(), authors: author_names }
}

/** A table for a spreadsheet: what was sent, and what became of it, in the numbers of the page. */
export function exportOf({ all, waiting, sent, delivered, read, optedOut, skipped, failed }: ProgressView, { byChannel, byLanguage, taps, answered, begun, finished }: ResultsView): string {
  const few = (count: number | null) => count ?? `<${LEAST}`
  const of = (name: string, counts: readonly PartView[]) => counts.map(({ key, count }) => [name, key, few(count)])
  const rows = [
    ['what', 'which', 'people'], ...Object.entries({ all, waiting, sent, delivered, read, optedOut, answered, begun, finished }).map(([name, count]) => [name, '', few(count)]),
    ...of('channel', byChannel), ...of('language', byLanguage), ...of('button', taps), ...of('skipped', listed(skipped)), ...of('failed', listed(failed)),
  ]
  return `\uFEFF${rows.map((row) => row.map((cell) => (/[",\r\n]|^[=+\-@]/.test(String(cell)) ? `"${String(cell).replace(/^[=+\-@]/, "'$&").replaceAll('"', '""')}"` : cell)).join(',')).join('\r\n')}\r\n`
}

const record = (counts: readonly Counted[]) => Object.fromEntries(counts.map(({ key, count }) => [key, count]))
const listed = (parts: ProgressView['failed']): PartView[] => Object.entries(parts).map(([key, count]) => ({ key, count }))

function prefixed(name: string, counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).map(([key, count]) => [`${name}.${key}`, count]))
}

function unprefixed(name: string, parts: Readonly<Record<string, number | null>>): Record<string, number | null> {
  return Object.fromEntries(Object.entries(parts).filter(([key]) => key.startsWith(`${name}.`)).map(([key, count]) => [key.slice(name.length + 1), count]))
}
