// The code of the link by which the page was opened: behind the #, so that it stands in nobody's log. It is read once, and leaves the address.

export function entryCode(): string | null {
  const code = /^#([A-Za-z0-9-]{3,30})$/.exec(location.hash)?.[1] ?? null
  if (code !== null) history.replaceState(null, '', location.pathname + location.search)
  return code?.toUpperCase() ?? null
}
