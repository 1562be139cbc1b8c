// Which conversations a list shows. The same filter is an address, a saved view and a condition of the store.

export const SHOWS = ['open', 'snoozed', 'bot', 'all'] as const
export const OWNERS = ['mine', 'nobody'] as const
export const TURNS = ['ours', 'theirs'] as const

/** Null: whatever it is. */
export interface ListFilter {
  /** `open`: what the bot does not handle alone, and nobody put off. `snoozed`: put off. `bot`: the bot alone. */
  readonly show: (typeof SHOWS)[number]
  /** `mine` is of whoever looks. */
  readonly owner: (typeof OWNERS)[number] | null
  /** Who has to write next. */
  readonly turn: (typeof TURNS)[number] | null
  readonly language: string | null
  readonly channel: string | null
  readonly theme: string | null
}

export const OPEN: ListFilter = { show: 'open', owner: null, turn: null, language: null, channel: null, theme: null }

const CODE = /^[a-z]{2,20}$/

function oneOf<T extends string>(names: readonly T[], given: string | null): T | null {
  return names.find((name) => name === given) ?? null
}

function code(given: string | null): string | null {
  return given !== null && CODE.test(given) ? given : null
}

/** What is not understood is left out: an old address still shows a list. */
export function filterOf(query: URLSearchParams): ListFilter {
  return {
    show: oneOf(SHOWS, query.get('show')) ?? 'open',
    owner: oneOf(OWNERS, query.get('owner')),
    turn: oneOf(TURNS, query.get('turn')),
    language: code(query.get('language')),
    channel: code(query.get('channel')),
    theme: code(query.get('theme')),
  }
}

/** As an address holds it: in one order, without what is usual. Empty for the usual list. */
export function queryOf({ show, owner, turn, language, channel, theme }: ListFilter): string {
  const given = { show: show === 'open' ? null : show, owner, turn, language, channel, theme }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(given)) if (value !== null) query.set(name, value)
  return query.toString()
}

export const isSame = (one: ListFilter, other: ListFilter): boolean => queryOf(one) === queryOf(other)
