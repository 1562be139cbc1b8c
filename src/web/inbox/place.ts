// Where the counsellor is, kept in the address so that a reload comes back to it.
import { useSyncExternalStore } from 'react'

export type Place =
  | { readonly type: 'list' }
  | { readonly type: 'conversation'; readonly id: string }
  | { readonly type: 'setup'; readonly token: string }
  | { readonly type: 'invited'; readonly token: string }
  | { readonly type: 'person'; readonly id: string }
  | { readonly type: 'article'; readonly topic: string }
  | { readonly type: 'record'; readonly actor: string; readonly object: string }
  | { readonly type: 'case'; readonly id: string }
  | { readonly type: 'mediation'; readonly id: string }
  | { readonly type: 'dossier'; readonly id: string; readonly number: number }
  | { readonly type: 'study'; readonly id: string }
  | { readonly type: 'library' }
  | { readonly type: 'partner'; readonly id: string }
  | { readonly type: 'account' | 'second-factor' | 'staff' | 'roles' | 'approvals' | 'hours' | 'articles' | 'gaps' | 'on-call' | 'cases' | 'oversight' | 'partners' }

export const LIST = '/desk'
export const addressOf = (conversation: string) => `${LIST}/c/${encodeURIComponent(conversation)}`

export const PAGES = {
  account: `${LIST}/account`,
  'second-factor': `${LIST}/second-factor`,
  staff: `${LIST}/staff`,
  roles: `${LIST}/roles`,
  approvals: `${LIST}/approvals`,
  hours: `${LIST}/hours`,
  'on-call': `${LIST}/on-call`,
  record: `${LIST}/record`,
  articles: `${LIST}/articles`,
  gaps: `${LIST}/gaps`,
  cases: `${LIST}/cases`,
  oversight: `${LIST}/cases/oversight`,
  library: `${LIST}/library`,
  partners: `${LIST}/partners`,
} as const
export const personAddress = (staff: string) => `${PAGES.staff}/${encodeURIComponent(staff)}`

export const articleAddress = (topic: string) => `${PAGES.articles}/${encodeURIComponent(topic)}`

export const caseAddress = (id: string) => `${PAGES.cases}/${encodeURIComponent(id)}`

export const mediationAddress = (id: string) => `${caseAddress(id)}/mediation`
export const dossierAddress = (id: string, number: number) => `${caseAddress(id)}/dossiers/${number}`
export const studyAddress = (id: string) => `${PAGES.library}/${encodeURIComponent(id)}`
export const partnerAddress = (id: string) => `${PAGES.partners}/${encodeURIComponent(id)}`

/** What stands in neither filter is left out of the address. */
export function recordAddress(actor: string, object: string): string {
  const query = new URLSearchParams({ ...(actor !== '' && { actor }), ...(object !== '' && { object }) }).toString()
  return query === '' ? PAGES.record : `${PAGES.record}?${query}`
}

const NAMED = /^\/desk\/(c|staff|invited|articles|cases|library|partners)\/([^/]+)$/
const OF_CASE = /^\/desk\/cases\/([^/]+)\/(?:mediation|dossiers\/(\d{1,4}))$/

export function placeOf(address: string): Place {
  const url = new URL(address, window.location.origin)
  const path = url.pathname.replace(/\/$/, '')
  const asked = (name: string) => url.searchParams.get(name) ?? ''
  switch (path) {
    case `${LIST}/setup`: return { type: 'setup', token: asked('token') }
    case `${LIST}/invited`: return { type: 'invited', token: asked('token') }
    case PAGES.record: return { type: 'record', actor: asked('actor'), object: asked('object') }
    case PAGES.account: return { type: 'account' }
    case PAGES['second-factor']: return { type: 'second-factor' }
    case PAGES.staff: return { type: 'staff' }
    case PAGES.roles: return { type: 'roles' }
    case PAGES.approvals: return { type: 'approvals' }
    case PAGES.hours: return { type: 'hours' }
    case PAGES.articles: return { type: 'articles' }
    case PAGES.gaps: return { type: 'gaps' }
    case PAGES['on-call']: return { type: 'on-call' }
    case PAGES.cases: return { type: 'cases' }
    case PAGES.oversight: return { type: 'oversight' }
    case PAGES.library: return { type: 'library' }
    case PAGES.partners: return { type: 'partners' }
  }
  const [, caseId, number] = OF_CASE.exec(path) ?? []
  if (caseId !== undefined) return number === undefined ? { type: 'mediation', id: decodeURIComponent(caseId) } : { type: 'dossier', id: decodeURIComponent(caseId), number: Number(number) }
  const [, kind, name] = NAMED.exec(path) ?? []
  if (name === undefined) return { type: 'list' }
  const id = decodeURIComponent(name)
  if (kind === 'articles') return { type: 'article', topic: id }
  if (kind === 'cases') return { type: 'case', id }
  if (kind === 'library') return { type: 'study', id }
  if (kind === 'partners') return { type: 'partner', id }
  return kind === 'c' ? { type: 'conversation', id } : kind === 'staff' ? { type: 'person', id } : { type: 'invited', token: id }
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
