// Where the counsellor is, kept in the address so that a reload comes back to it.
import { useSyncExternalStore } from 'react'

export type Place =
  | { readonly type: 'list' }
  | { readonly type: 'conversation'; readonly id: string }
  | { readonly type: 'setup'; readonly token: string }

export const LIST = '/desk'
export const addressOf = (conversation: string) => `${LIST}/c/${encodeURIComponent(conversation)}`

const CONVERSATION = /^\/desk\/c\/([^/]+)\/?$/

export function placeOf(address: string): Place {
  const url = new URL(address, window.location.origin)
  if (url.pathname.replace(/\/$/, '') === '/desk/setup') {
    return { type: 'setup', token: url.searchParams.get('token') ?? '' }
  }
  const id = CONVERSATION.exec(url.pathname)?.[1]
  return id === undefined ? { type: 'list' } : { type: 'conversation', id: decodeURIComponent(id) }
}

const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}

export function go(address: string, replace = false): void {
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
