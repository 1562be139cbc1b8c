// Whether what is known of the person stands beside the conversation, remembered where there is room for it.
import { useSyncExternalStore } from 'react'

const REMEMBERED = 'madoguchi.desk.person'
/** From here on it is a third column; below it covers the conversation. */
const WIDE = '(min-width: 1240px)'
const ID = 'person-panel'
export { ID as PANEL_ID }

const isWide = () => window.matchMedia(WIDE).matches
let open = isWide() && localStorage.getItem(REMEMBERED) === 'on'
const listeners = new Set<() => void>()

export function showPanel(next: boolean): void {
  open = next
  if (isWide()) localStorage.setItem(REMEMBERED, next ? 'on' : 'off')
  for (const listener of listeners) listener()
  if (next && !isWide()) setTimeout(() => document.querySelector<HTMLElement>(`#${ID} h2`)?.focus())
  if (!next) document.querySelector<HTMLElement>('[data-person-panel]')?.focus()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const usePersonPanel = (): boolean => useSyncExternalStore(subscribe, () => open)
