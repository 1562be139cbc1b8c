// Where the counsellor is, kept in the address so that a reload comes back to it.
import { useSyncExternalStore } from 'react'
import { filterOf, queryOf } from '../../list/filter.ts'

export type Place =
  | { readonly type: 'list' }
  /** `line`: the place in the log to go to. */
  | { readonly type: 'conversation'; readonly id: string; readonly line: number | null }
  | { readonly type: 'setup'; readonly token: string }
  | { readonly type: 'invited'; readonly token: string }
  | { readonly type: 'person'; readonly id: string }
  | { readonly type: 'article'; readonly topic: string }
  | { readonly type: 'record'; readonly actor: string; readonly object: string }
  | { readonly type: 'case'; readonly id: string }
  | { readonly type: Exclude<Page, 'record'> }
  | { readonly type: 'worker'; readonly id: string }
  | { readonly type: 'mediation'; readonly id: string }
  | { readonly type: 'dossier'; readonly id: string; readonly number: number }
  | { readonly type: 'study'; readonly id: string }
  | { readonly type: 'partner'; readonly id: string }
  /** What a plain page lists, opened by its name or id. */
  | { readonly type: Opened; readonly id: string }

export const LIST = '/desk'
export const addressOf = (conversation: string) => `${LIST}/c/${encodeURIComponent(conversation)}`

/** What the list shows stands in the address also while a conversation is open. */
export const listQuery = () => (/^\/desk(\/c\/[^/]+)?\/?$/.test(window.location.pathname) ? queryOf(filterOf(new URLSearchParams(window.location.search))) : '')
const withQuery = (path: string, query: string) => (query === '' ? path : `${path}?${query}`)
/** The list with this filter (src/list/filter.ts); without one, as it is. */
export const listAddress = (query = listQuery()) => withQuery(LIST, query)
/** A conversation beside the list as it is, at one of its lines. */
export function besideList(conversation: string, line: number | null = null): string {
  const query = listQuery()
  return withQuery(addressOf(conversation), line === null ? query : [query, `line=${line}`].filter((part) => part !== '').join('&'))
}

export const PAGES = {
  account: `${LIST}/account`,
  'second-factor': `${LIST}/second-factor`,
  staff: `${LIST}/staff`,
  roles: `${LIST}/roles`,
  connections: `${LIST}/connections`,
  troubles: `${LIST}/troubles`,
  status: `${LIST}/status`,
  approvals: `${LIST}/approvals`,
  hours: `${LIST}/hours`,
  'on-call': `${LIST}/on-call`,
  record: `${LIST}/record`,
  articles: `${LIST}/articles`,
  gaps: `${LIST}/gaps`,
  glossary: `${LIST}/glossary`,
  cases: `${LIST}/cases`,
  oversight: `${LIST}/cases/oversight`,
  numbers: `${LIST}/numbers`,
  library: `${LIST}/library`,
  partners: `${LIST}/partners`,
  companies: `${LIST}/companies`,
  questionnaires: `${LIST}/questionnaires`,
  feedback: `${LIST}/feedback`,
  board: `${LIST}/board`,
  outreach: `${LIST}/outreach`,
  statistics: `${LIST}/statistics`,
  reports: `${LIST}/reports`,
  'own-reports': `${LIST}/own-reports`,
  committee: `${LIST}/committee`,
  privacy: `${LIST}/privacy`,
  incidents: `${LIST}/incidents`,
} as const
/** Those that need nothing but their name. */
type Page = keyof typeof PAGES

/** The address's part under `/desk/` -> the place of one of what is listed there. */
const OPENED = { connections: 'connection', companies: 'company', questionnaires: 'questionnaire', feedback: 'voice', board: 'boardItem', outreach: 'broadcast', reports: 'report', 'own-reports': 'own-report', committee: 'pack', incidents: 'incident' } as const
type Opened = (typeof OPENED)[keyof typeof OPENED]
const isOpened = (kind: string | undefined): kind is keyof typeof OPENED => kind !== undefined && kind in OPENED
export const openedAddress = (kind: keyof typeof OPENED, id: string) => `${PAGES[kind]}/${encodeURIComponent(id)}`
export const personAddress = (staff: string) => `${PAGES.staff}/${encodeURIComponent(staff)}`

export const articleAddress = (topic: string) => `${PAGES.articles}/${encodeURIComponent(topic)}`

export const caseAddress = (id: string) => `${PAGES.cases}/${encodeURIComponent(id)}`

/** Of a worker; `personAddress` is of the staff. */
export const workerAddress = (id: string) => `${LIST}/people/${encodeURIComponent(id)}`
export const mediationAddress = (id: string) => `${caseAddress(id)}/mediation`
export const dossierAddress = (id: string, number: number) => `${caseAddress(id)}/dossiers/${number}`
export const studyAddress = (id: string) => `${PAGES.library}/${encodeURIComponent(id)}`
export const partnerAddress = (id: string) => `${PAGES.partners}/${encodeURIComponent(id)}`

/** What stands in neither filter is left out of the address. */
export function recordAddress(actor: string, object: string): string {
  const query = new URLSearchParams({ ...(actor !== '' && { actor }), ...(object !== '' && { object }) }).toString()
  return query === '' ? PAGES.record : `${PAGES.record}?${query}`
}

const NAMED = /^\/desk\/(c|staff|invited|articles|cases|people|library|partners|companies|questionnaires|feedback|board|outreach|reports|own-reports|committee|connections|incidents)\/([^/]+)$/
const OF_CASE = /^\/desk\/cases\/([^/]+)\/(?:mediation|dossiers\/(\d{1,4}))$/

export function placeOf(address: string): Place {
  const url = new URL(address, window.location.origin)
  const path = url.pathname.replace(/\/$/, '')
  const asked = (name: string) => url.searchParams.get(name) ?? ''
  switch (path) {
    case `${LIST}/setup`: return { type: 'setup', token: asked('token') }
    case `${LIST}/invited`: return { type: 'invited', token: asked('token') }
    case PAGES.record: return { type: 'record', actor: asked('actor'), object: asked('object') }
  }
  const page = pageAt(path)
  if (page !== undefined) return { type: page }
  const [, caseId, number] = OF_CASE.exec(path) ?? []
  if (caseId !== undefined) return number === undefined ? { type: 'mediation', id: decodeURIComponent(caseId) } : { type: 'dossier', id: decodeURIComponent(caseId), number: Number(number) }
  const [, kind, name] = NAMED.exec(path) ?? []
  if (name === undefined) return { type: 'list' }
  const id = decodeURIComponent(name)
  if (kind === 'articles') return { type: 'article', topic: id }
  if (kind === 'cases') return { type: 'case', id }
  if (kind === 'people') return { type: 'worker', id }
  if (kind === 'library') return { type: 'study', id }
  if (kind === 'partners') return { type: 'partner', id }
  if (isOpened(kind)) return { type: OPENED[kind], id }
  return kind === 'c' ? { type: 'conversation', id, line: Number(asked('line')) || null } : kind === 'staff' ? { type: 'person', id } : { type: 'invited', token: id }
}

const isPlain = (name: string): name is Exclude<Page, 'record'> => name in PAGES && name !== 'record'

function pageAt(path: string) {
  return Object.keys(PAGES).filter(isPlain).find((name) => PAGES[name] === path)
}

const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}

let moved = false
/** False while the counsellor is still on the page that the address opened. */
export const hasMoved = () => moved

export function go(address: string, replace = false): void {
  moved = true
  if (replace) window.history.replaceState(null, '', address)
  else window.history.pushState(null, '', address)
  tell()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

export function usePlace(): Place {
  return placeOf(useSyncExternalStore(subscribe, () => window.location.pathname + window.location.search))
}

export const useListQuery = (): string => useSyncExternalStore(subscribe, listQuery)
