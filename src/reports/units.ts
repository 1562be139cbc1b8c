// Which companies of a group stand by themselves in a report, and which are counted together.

/** `declared`: foreign workers, as the company said; null: it never did. */
export interface Member { readonly id: string; readonly name: string; readonly declared: number | null }

export interface Division { readonly alone: readonly Member[]; readonly together: readonly Member[] }

/**
 * The company with the most declared workers always stays with those that are counted together, and is large enough that all of them may
 * be its own: so nothing is told of any company that does not stand by itself. Companies that declared nobody never stand by themselves.
 */
export function divide(members: readonly Member[], peopleOf: ReadonlyMap<string, number>, threshold: number): Division {
  const ordered = members.toSorted((a, b) => workersOf(b) - workersOf(a) || (a.id < b.id ? -1 : 1))
  const [anchor, ...others] = ordered
  let left = members.reduce((sum, { id }) => sum + (peopleOf.get(id) ?? 0), 0)
  if (!anchor || workersOf(anchor) - left < threshold) return { alone: [], together: ordered }
  const alone = others.filter((member) => {
    const people = peopleOf.get(member.id) ?? 0
    if (people < threshold || workersOf(member) - people < threshold || left - people < threshold) return false
    left -= people
    return true
  })
  return { alone, together: ordered.filter((member) => !alone.includes(member)) }
}

/** Null where none of them declared anything. */
export function declaredBy(members: readonly Member[]): number | null {
  return members.every(({ declared }) => declared === null) ? null : members.reduce((sum, member) => sum + workersOf(member), 0)
}

function workersOf({ declared }: Member): number {
  return declared ?? 0
}
