// A case as the person sees it whose case it is: where it stands, what comes next, what was told to whom. No note, no task's words, no severity.
import { dayInJapan } from '../hours/timetable.ts'
import { nextOf } from './agenda.ts'
import { isLive } from './consent.ts'
import type { Item, Party } from './consent.ts'
import type { Stage } from './stages.ts'
import type { CaseState } from './state.ts'

/** What happens next: a person answers, the worker chooses, or somebody looks at it again. Days `YYYY-MM-DD` in Japan; null: as soon as possible. */
export interface NextSeen { readonly what: 'answer' | 'choose' | 'look' | 'nothing'; readonly day: string | null }

/** `emergency`: told without having been asked, because there was no time. No items: they were only turned to. */
export interface ToldSeen { readonly day: string; readonly party: Party; readonly items: readonly Item[]; readonly emergency: boolean }
export interface ConsentSeen { readonly id: string; readonly party: Party; readonly items: readonly Item[]; readonly until: string }

export interface OwnCase {
  readonly id: string
  readonly since: string
  /** Of the statistics' six; null where nobody said yet. */
  readonly theme: string | null
  readonly stage: Stage
  /** As workers know them; null: the desk as a whole. */
  readonly owner: string | null
  readonly next: NextSeen
  readonly closedOn: string | null
  readonly rated: boolean
  /** They asked for themselves. What somebody else asked for them is not laid before whoever writes. */
  readonly theirs: boolean
  /** By language, as a person checked it. */
  readonly summary: Readonly<Record<string, string>>
  readonly consents: readonly ConsentSeen[]
  readonly told: readonly ToldSeen[]
}

export function asWorkerSees(id: string, state: CaseState, owner: string | null, now: Date): OwnCase {
  const theirs = state.asker.kind === 'worker'
  return {
    id, owner, theirs,
    since: dayIn(state.openedAt),
    theme: state.themes[0]?.split('.')[0] ?? null,
    stage: state.stage,
    next: nextSeen(state, now),
    closedOn: state.closing === null ? null : dayIn(state.closing.at),
    rated: state.satisfaction !== null,
    summary: theirs ? Object.fromEntries(Object.entries(state.summary?.checked ?? {}).map(([language, { text }]) => [language, text])) : {},
    consents: theirs ? state.consents.filter((consent) => isLive(consent, now)).map(({ id: consent, party, items, expiresAt }) => ({ id: consent, party, items, until: lastDay(expiresAt) })) : [],
    told: theirs ? toldOf(state) : [],
  }
}

/** A moment that has passed is not promised again. */
function nextSeen(state: CaseState, now: Date): NextSeen {
  if (state.closing !== null) return { what: 'nothing', day: null }
  const until = (at: string | undefined) => (at === undefined || at <= now.toISOString() ? null : dayIn(at))
  if (state.awaiting) return { what: 'answer', day: until(state.clocks.response?.dueAt) }
  return { what: state.decisions.some(({ chosen }) => chosen === null) ? 'choose' : 'look', day: until(nextOf(state)?.at) }
}

function toldOf({ disclosures, contacts }: CaseState): ToldSeen[] {
  return [
    ...disclosures.map(({ at, party, items, emergency }) => ({ at, party, items, emergency: emergency !== null })),
    ...contacts.flatMap(({ at, party }) => (party ? [{ at, party, items: [], emergency: false }] : [])),
  ].toSorted((a, b) => (a.at < b.at ? -1 : 1)).map(({ at, ...rest }) => ({ day: dayIn(at), ...rest }))
}

function dayIn(at: string): string {
  return dayInJapan(new Date(at))
}

/** It ends with the midnight after. */
function lastDay(expiresAt: string): string {
  return dayInJapan(new Date(Date.parse(expiresAt) - 1))
}
