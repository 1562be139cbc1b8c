// What is being written and not saved yet: it outlives leaving the page and a reload of the tab, and goes with signing out.
import { useState } from 'react'

/** Beneath the drafts of replies, which are forgotten on signing out. */
const KEY = 'madoguchi.desk.draft.unsaved.'

interface Kept<T> { readonly revision: number; readonly value: T }

function keptOf<T>(name: string, isOne: (value: unknown) => value is T): Kept<T> | null {
  const found: unknown = JSON.parse(sessionStorage.getItem(KEY + name) ?? 'null')
  if (typeof found !== 'object' || found === null || !('revision' in found) || typeof found.revision !== 'number' || !('value' in found) || !isOne(found.value)) return null
  return { revision: found.revision, value: found.value }
}

/** `base` is what the server has; `take` goes over to another one, and forgets what was written. */
export function useUnsaved<T>(name: string, saved: Kept<T>, isOne: (value: unknown) => value is T) {
  const [base, setBase] = useState(() => ({ revision: keptOf(name, isOne)?.revision ?? saved.revision, value: saved.value }))
  const [value, setValue] = useState(() => keptOf(name, isOne)?.value ?? saved.value)
  const dirty = JSON.stringify(value) !== JSON.stringify(base.value)
  // Somebody else saved, and nothing was written here meanwhile.
  if (!dirty && saved.revision > base.revision) {
    setBase(saved)
    setValue(saved.value)
  }
  const change = (next: (before: T) => T) => setValue((before) => {
    const changed = next(before)
    sessionStorage.setItem(KEY + name, JSON.stringify({ revision: base.revision, value: changed }))
    return changed
  })
  const take = (next: Kept<T>) => {
    sessionStorage.removeItem(KEY + name)
    setBase(next)
    setValue(next.value)
  }
  return { base, value, change, take, dirty }
}
