// A person's rows as the desk's pages see them: the last entry of a field, what came before it, and what might be so.
import { fold } from '../cases/case.ts'
import { isLive } from '../cases/consent.ts'
import type { CaseEvent } from '../cases/events.ts'
import { FACT_NAMES, FACT_STATUSES } from '../people/facts.ts'
import type { FactName } from '../people/facts.ts'
import type { ListedCase } from '../store/cases.ts'
import type { PersonConversation, PersonMerge, PersonRow } from '../store/people.ts'
import { NOTE } from '../store/person-file.ts'
import type { PersonEntry } from '../store/person-file.ts'
import { pseudonymOf } from '../store/pseudonym.ts'
import type { Reader } from '../store/visible.ts'
import type { EntryView, FactView, PersonMergeView, PersonNoteView, PersonView } from './api/people.ts'
import { caseView } from './case-views.ts'

export interface PersonRows {
  readonly row: PersonRow
  readonly entries: readonly PersonEntry[]
  readonly conversations: readonly PersonConversation[]
  readonly cases: readonly ListedCase[]
  readonly events: ReadonlyMap<string, readonly CaseEvent[]>
  readonly merges: readonly PersonMerge[]
  /** Every code they came by. */
  readonly codes: readonly string[]
  readonly said: readonly { readonly id: string; readonly text: string; readonly at: Date }[]
  readonly sheets: PersonView['sheets']
  readonly held: PersonView['held']
}

const CHANGES_SHOWN = 20

export function personView({ row, entries, conversations, cases, events, merges, codes, said, sheets, held }: PersonRows, reader: Reader, now: Date): PersonView {
  const states = new Map([...events].map(([id, list]) => [id, fold(list)]))
  const mergedAt = merges.reduce((last, { at, stands }) => (stands && at !== null && at > last ? at : last), new Date(0))
  const facts = Object.fromEntries(FACT_NAMES.flatMap((name) => { const fact = factView(entries.filter(({ field }) => field === name), mergedAt); return fact ? [[name, fact] as const] : [] }))
  return {
    id: row.id,
    pseudonym: pseudonymOf(row.id),
    since: row.created_at.toISOString(),
    facts,
    suggested: suggestions(facts, row, conversations, codes),
    saidCompanies: said.map(({ id, text, at }) => ({ id, text, at: at.toISOString() })),
    conversations: conversations.map((one) => ({
      id: one.id, channel: one.channel, handling: one.handling, dangerous: one.dangerous, entryCode: one.entry_code, reachable: one.reachable, preferred: one.preferred,
      since: one.created_at.toISOString(), lastAt: one.last_at.toISOString(),
    })),
    cases: cases.map((one) => ({ view: caseView(one), endOfStay: states.get(one.id)?.deadlines.find(({ kind }) => kind === 'endOfStay')?.day ?? null })),
    consents: cases.flatMap(({ id }) => (states.get(id)?.consents ?? []).map((consent) => ({ case: id, consent, live: isLive(consent, now) }))),
    notes: entries.filter(({ field }) => field === NOTE).map((entry) => noteView(entry, reader)).toReversed(),
    merges: merges.map(mergeView),
    sheets,
    held,
  }
}

function factView(entries: readonly PersonEntry[], mergedAt: Date): FactView | null {
  const last = entries.at(-1)
  if (!last) return null
  const ofHomes = [...Map.groupBy(entries, ({ home_id }) => home_id).values()].flatMap((own) => own.at(-1) ?? []).toSorted((a, b) => b.id - a.id)
  // What was taken back in one file says nothing against the other.
  const shown = ofHomes.find(({ status, undoes }) => status !== 'empty' || undoes === null) ?? last
  const undecided = shown.at <= mergedAt
  return {
    ...entryView(shown),
    entry: last.id,
    differs: undecided ? ofHomes.filter((one) => one.status === 'known' && one.value !== shown.value).map(entryView) : [],
    changes: entries.toReversed().slice(0, CHANGES_SHOWN).map(entryView),
  }
}

function entryView({ id, status, value, staff_name, staff_id, at, undoes }: PersonEntry): EntryView {
  return {
    entry: id, status: FACT_STATUSES.find((one) => one === status) ?? 'empty', value: value === null ? null : JSON.parse(value),
    by: staff_name ?? staff_id, at: at.toISOString(), undid: undoes !== null,
  }
}

/** Only for what nobody has written down yet. */
function suggestions(facts: Readonly<Partial<Record<FactName, FactView>>>, { language }: PersonRow, conversations: readonly PersonConversation[], codes: readonly string[]): PersonView['suggested'] {
  const free = (name: FactName) => (facts[name]?.status ?? 'empty') === 'empty'
  return {
    company: free('company') ? codes : [],
    preferred: free('preferred') ? language : null,
    place: free('place') ? conversations.find(({ place }) => place !== null)?.place ?? null : null,
  }
}

function noteView({ id, value, status, staff_name, staff_id, at, removed_at, removed_by }: PersonEntry, reader: Reader): PersonNoteView {
  return {
    id, text: value === null ? null : String(JSON.parse(value)), sensitive: status === 'sensitive', by: staff_name ?? staff_id, at: at.toISOString(),
    mine: staff_id === reader.id || reader.roles.includes('supervisor'), removedBy: removed_by, removedAt: removed_at?.toISOString() ?? null,
  }
}

function mergeView(one: PersonMerge): PersonMergeView {
  const named = (id: string) => ({ id, pseudonym: pseudonymOf(id) })
  return {
    id: one.id, part: named(one.from_person), whole: named(one.to_person), how: one.how, by: one.asked_by, approvedBy: one.approved_by, reason: one.reason, facts: one.facts,
    at: one.at?.toISOString() ?? null, stands: one.stands,
    undone: one.undone_at === null ? null : { at: one.undone_at.toISOString(), by: one.undone_by, reason: one.undone_reason },
  }
}
