// What this browser is asked to tell its owner: by push, or only while a page is open where it has no push service.

const REMEMBERED = 'madoguchi.device'
/** In place of an id. */
export const WHILE_OPEN = 'while-open'

/** The id of this browser's subscription; null where it has none. */
export function deviceHere(): string | null {
  const kept = localStorage.getItem(REMEMBERED)
  return kept === WHILE_OPEN ? null : kept
}

export const tellsWhileOpen = () => localStorage.getItem(REMEMBERED) === WHILE_OPEN

export function rememberDevice(id: string | null): void {
  if (id === null) localStorage.removeItem(REMEMBERED)
  else localStorage.setItem(REMEMBERED, id)
}
