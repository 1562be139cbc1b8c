// Who is on call, and when nobody is. Pure.

/** Times half-open: on call from `startsAt`, no longer at `endsAt`. `line`: 1 is asked before 2. */
export interface Shift {
  readonly id: string
  readonly staff: string
  readonly line: number
  readonly startsAt: Date
  readonly endsAt: Date
}

export interface Span { readonly from: Date; readonly until: Date }

/** First line before second; within a line who speaks the language, then who was written in first. Nobody twice. */
export function callOrder(shifts: readonly Shift[], speaks: (staff: string) => boolean, at: Date): string[] {
  const now = shifts.filter(({ startsAt, endsAt }) => startsAt <= at && at < endsAt)
    .toSorted((a, b) => a.line - b.line || Number(speaks(b.staff)) - Number(speaks(a.staff)) || a.startsAt.getTime() - b.startsAt.getTime() || (a.id < b.id ? -1 : 1))
  return [...new Set(now.map(({ staff }) => staff))]
}

/** Somebody is on call from a moment to another; `reachable`: a call gets to them. */
export interface OnDuty { readonly starts_at: Date; readonly ends_at: Date; readonly reachable: boolean }

/** When, of `whole`, the desk is closed and nobody who can be reached is on call. @param open spans in which somebody is at the desk */
export function gapsIn(whole: Span, open: readonly Span[], onDuty: readonly OnDuty[]): Span[] {
  return uncovered(uncovered([whole], open), onDuty.filter(({ reachable }) => reachable).map(({ starts_at: from, ends_at: until }) => ({ from, until })))
}

/** What of `whole` none of `parts` covers, in order. */
export function uncovered(whole: readonly Span[], parts: readonly Span[]): Span[] {
  const sorted = parts.toSorted((a, b) => a.from.getTime() - b.from.getTime())
  return whole.flatMap((span) => {
    const left: Span[] = []
    let from = span.from
    for (const part of sorted) {
      if (part.until <= from || part.from >= span.until) continue
      if (part.from > from) left.push({ from, until: part.from })
      from = part.until
    }
    return from < span.until ? [...left, { from, until: span.until }] : left
  })
}
