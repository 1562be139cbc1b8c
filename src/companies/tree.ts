// Companies and those below them: who stands below whom, and that nobody stands below themselves.

export interface Placed { readonly id: string; readonly parent: string | null }

/** The company and all below it, through every relation. Stops where the records run in a circle. */
export function withAllBelow(companies: readonly Placed[], top: string): Set<string> {
  const below = Map.groupBy(companies, ({ parent }) => parent)
  const found = new Set<string>()
  const visit = (id: string) => {
    if (found.has(id)) return
    found.add(id)
    for (const one of below.get(id) ?? []) visit(one.id)
  }
  visit(top)
  return found
}

/** Whether `id` would come to stand below itself. */
export function wouldCircle(companies: readonly Placed[], id: string, parent: string | null): boolean {
  return parent !== null && withAllBelow(companies, id).has(parent)
}

export interface Branch<T> { readonly company: T; readonly depth: number }

/** Each company under the one above it, as they come. One whose parent is not among them stands at the top; nobody is left out. */
export function inTree<T extends Placed>(companies: readonly T[]): Branch<T>[] {
  const known = new Set(companies.map(({ id }) => id))
  const below = Map.groupBy(companies, ({ parent }) => (parent !== null && known.has(parent) ? parent : null))
  const branches: Branch<T>[] = []
  const placed = new Set<string>()
  const visit = (company: T, depth: number) => {
    if (placed.has(company.id)) return
    placed.add(company.id)
    branches.push({ company, depth })
    for (const one of below.get(company.id) ?? []) visit(one, depth + 1)
  }
  for (const company of below.get(null) ?? []) visit(company, 0)
  for (const company of companies) visit(company, 0)
  return branches
}
