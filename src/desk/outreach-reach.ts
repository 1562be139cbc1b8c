// Whom a segment reaches at this moment, and what that costs: counts alone, by language, by channel, and by why not.
import type { Kind } from '../outreach/message.ts'
import { outreachTo } from '../outreach/reach.ts'
import type { Load } from '../outreach/estimate.ts'
import type { Segment } from '../outreach/segment.ts'
import type { Timetable } from '../hours/timetable.ts'
import type { Runtime } from '../runtime.ts'
import { peopleOf } from '../store/outreach-people.ts'
import type { PersonRow, Whose } from '../store/outreach-people.ts'
import { reachOf } from './reach.ts'

export interface SegmentReach {
  readonly all: number
  /** Whom it reaches now or later, by the language they read; null under ''. */
  readonly languages: Readonly<Record<string, number>>
  /** Of those it reaches now: `people` and messages. */
  readonly channels: Readonly<Record<string, Load>>
  readonly now: number
  /** Of `now`: to whom a neutral line goes first. */
  readonly neutral: number
  /** Who gets it at another hour, and who does not get it, by why. */
  readonly later: Readonly<Record<string, number>>
  readonly never: Readonly<Record<string, number>>
}

/** `staff` and `all`: whose segment it is. */
export interface SegmentAsked extends Whose { readonly segment: Segment; readonly kind: Kind }

/** @param tell hears how much of the desk was looked through; where it says that nobody waits any more, null is all there is */
export async function reachOfSegment({ db, accounts, config, now }: Pick<Runtime, 'db' | 'accounts' | 'config' | 'now'>, { segment, kind, ...whose }: SegmentAsked, tell: (share: number) => Promise<boolean>): Promise<SegmentReach | null> {
  const [at, daytime] = [now(), daytimeOf(config.outreach.hours)]
  const writable = [...accounts.values()].filter(({ channel }) => channel.send).map(({ id }) => id)
  const [languages, people, messages, later, never] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>(), new Map<string, number>(), new Map<string, number>()]
  const count = (counts: Map<string, number>, key: string, by = 1) => counts.set(key, (counts.get(key) ?? 0) + by)
  let [all, reached, neutral] = [0, 0, 0]
  const add = (row: PersonRow) => {
    const account = accounts.get(row.account_id ?? '')
    const outreach = outreachTo({ ...row, windowUntil: account ? reachOf(account.channel.capabilities, row.heardAt).botUntil : null }, kind, daytime, at)
    if (outreach.type === 'no') count(never, outreach.reason)
    else count(languages, row.language ?? '')
    if (outreach.type === 'later') count(later, outreach.reason)
    if (outreach.type !== 'now') return
    reached++
    if (outreach.neutral) neutral++
    count(people, row.channel ?? '')
    count(messages, row.channel ?? '', outreach.neutral ? 2 : 1)
  }
  for await (const { people: some, share } of peopleOf(db, segment, writable, whose, at)) {
    all += some.length
    for (const row of some) add(row)
    if (!(await tell(share))) return null
  }
  const channels = Object.fromEntries([...people].map(([channel, reachedThere]) => [channel, { people: reachedThere, messages: messages.get(channel) ?? 0 }]))
  return { all, languages: Object.fromEntries(languages), channels, now: reached, neutral, later: Object.fromEntries(later), never: Object.fromEntries(never) }
}

/** The hours of every day at which anything but a warning may go. */
export function daytimeOf([from, until]: readonly [string, string]): Timetable {
  return Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, [[from, until]] as const]))
}
