// A dossier: what a mediator, lawyer or office is given to read about a case, in Japanese and in the worker's language.
import { ITEMS } from './consent.ts'
import type { Item, Party } from './consent.ts'
import type { CaseEvent } from './events.ts'

export const SECTIONS = ['name', 'contact', 'workplace', 'status', 'health', 'facts', 'timeline', 'claims', 'evidence'] as const
export type Section = (typeof SECTIONS)[number]

/** What a passage of each section tells about the worker: only with consent to that item. */
const TELLS: Readonly<Record<Section, Item>> = {
  name: 'name', contact: 'contact', workplace: 'workplace', status: 'status', health: 'health', facts: 'problem', timeline: 'problem', claims: 'wish', evidence: 'documents',
}

export const LAYOUTS = ['side', 'after'] as const
export const TRANSLATION_SOURCES = ['none', 'machine', 'person'] as const

/** `event` is the number of the case's event it was taken from, `media` what the worker sent. `source`: who made the translation. */
export interface Passage {
  readonly section: Section
  readonly day: string | null
  readonly ja: string
  readonly translation: string
  readonly source: (typeof TRANSLATION_SOURCES)[number]
  readonly event: number | null
  readonly media: string | null
}

/** `register`: also what was told to whom before. `layout`: both languages beside each other, or one after the other. */
export interface Dossier {
  readonly party: Party
  readonly passages: readonly Passage[]
  readonly layout: (typeof LAYOUTS)[number]
  readonly thumbnails: boolean
  readonly register: boolean
}

export const EMPTY_DOSSIER: Dossier = { party: { type: 'lawyer', name: '', publicEmployee: false }, passages: [], layout: 'side', thumbnails: false, register: true }

/** What it tells, and therefore what has to be agreed to: it follows from what stands in it, nobody ticks it. */
export function itemsOf({ passages, register }: Dossier): Item[] {
  const told = new Set<Item>([...passages.filter(({ ja }) => ja !== '').map(({ section }) => TELLS[section]), ...(register ? ['problem' as const] : [])])
  return ITEMS.filter((item) => told.has(item))
}

/** What happened, and may be told: never a note, nor why the desk decided something, nor its own clocks. */
const TELLABLE = ['opened', 'stageChanged', 'contacted', 'deadlineSet', 'actorAdded', 'wishNoted', 'optionChosen', 'accompanimentDecided', 'consentGiven', 'disclosed'] as const
/** `seq` counts from 1. */
export interface Tellable { readonly seq: number; readonly event: CaseEvent & { readonly type: (typeof TELLABLE)[number] } }

export function tellable(events: readonly CaseEvent[]): Tellable[] {
  return events.flatMap((event, i) => (isTellable(event) ? [{ seq: i + 1, event }] : []))
}

function isTellable(event: CaseEvent): event is Tellable['event'] {
  return TELLABLE.some((type) => type === event.type)
}

export type DossierFault = 'no_addressee' | 'nothing_told' | 'not_translated' | 'not_confirmed' | 'not_tellable' | 'no_such_evidence'

/** @param confirmed somebody held the translation, as it is, against the Japanese */
export function dossierFaults(dossier: Dossier, { language, events, media, confirmed }: { language: string; events: readonly CaseEvent[]; media: readonly string[]; confirmed: boolean }): DossierFault[] {
  const { party, passages } = dossier
  const allowed = new Set(tellable(events).map(({ seq }) => seq))
  const two = language !== 'ja'
  return [
    ...(party.name === '' ? ['no_addressee' as const] : []),
    ...(passages.some(({ ja }) => ja !== '') ? [] : ['nothing_told' as const]),
    ...(two && passages.some(({ ja, translation }) => (ja === '') !== (translation === '')) ? ['not_translated' as const] : []),
    ...(two && !confirmed ? ['not_confirmed' as const] : []),
    ...(passages.some(({ event }) => event !== null && !allowed.has(event)) ? ['not_tellable' as const] : []),
    ...(passages.some((one) => one.media !== null && !media.includes(one.media)) ? ['no_such_evidence' as const] : []),
  ]
}
