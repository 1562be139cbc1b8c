// What this page keeps on the phone: all of it under one prefix, so that leaving can wipe all of it.
const prefix = 'madoguchi.'

// Where storage is refused (private browsing, some embedded frames) things last until the page is closed.
const untilClosed = new Map<string, string>()
let wiped = false

function tryWith<T>(use: () => T): T | null {
  try {
    return use()
  } catch {
    return null
  }
}

export function recall(name: string): string | null {
  return untilClosed.get(name) ?? tryWith(() => localStorage.getItem(prefix + name))
}

/** After a wipe nothing is kept any more, whatever is still under way. */
export function keep(name: string, value: string): void {
  if (wiped) return
  const kept = tryWith(() => {
    localStorage.setItem(prefix + name, value)
    return true
  })
  if (kept) untilClosed.delete(name)
  else untilClosed.set(name, value)
}

export function drop(name: string): void {
  untilClosed.delete(name)
  tryWith(() => localStorage.removeItem(prefix + name))
}

export function namesUnder(start: string): string[] {
  const stored = tryWith(() => ours(localStorage)) ?? []
  const names = new Set([...stored.map((key) => key.slice(prefix.length)), ...untilClosed.keys()])
  return [...names].filter((name) => name.startsWith(start)).sort()
}

function ours(storage: Storage): string[] {
  return Object.keys(storage).filter((key) => key.startsWith(prefix))
}

export function wipe(): void {
  wiped = true
  untilClosed.clear()
  tryWith(() => ours(localStorage).forEach((key) => localStorage.removeItem(key)))
  tryWith(() => ours(sessionStorage).forEach((key) => sessionStorage.removeItem(key)))
}

/** Calls back when another tab has dropped `name`. */
export function onDroppedElsewhere(name: string, act: () => void): void {
  addEventListener('storage', (event) => {
    if (event.key === prefix + name && event.newValue === null) act()
  })
}
