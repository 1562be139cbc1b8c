// What an attacker knows, as whole numbers under linear constraints, and how far a solver can narrow down what they ask for.
import { createRequire } from 'node:module'

export type Sum = readonly (readonly [factor: number, variable: string])[]
export interface Span { readonly least: number; readonly most: number }

/** Its types describe the file for `require`. */
interface Highs { solve(problem: string, options: { readonly threads: number; readonly presolve: 'off' }): { readonly Status: string; readonly Columns: Readonly<Record<string, { readonly Primal: number }>> } }
const load: () => Promise<Highs> = createRequire(import.meta.url)('highs')
const solver = await load()

export class Model {
  readonly #upper = new Map<string, number>()
  readonly #rows: string[] = []
  readonly #choices: string[] = []
  readonly #worlds: ReadonlyMap<string, number>[] = []

  variable(most: number): string {
    const name = `x${this.#upper.size}`
    this.#upper.set(name, most)
    return name
  }

  is(sum: Sum, relation: '=' | '<=' | '>=', value: number): void {
    if (sum.length > 0) this.#rows.push(`${written(sum)} ${relation} ${value}`)
  }

  /** At least one of the spans holds it. */
  within(sum: Sum, spans: readonly Span[]): void {
    this.either(spans.map((span) => ({ sum, ...span })))
  }

  /** At least one of the sums is in its span. */
  either(options: readonly (Span & { readonly sum: Sum })[]): void {
    const possible = options.filter(({ sum, least, most }) => sum.length > 0 && least <= most)
    const picks = possible.map(({ sum, least, most }) => {
      const [low, high] = this.#bounds(sum)
      const pick = `b${this.#choices.length}`
      this.#choices.push(pick)
      if (least > low) this.#rows.push(`${written(sum)} - ${least - low} ${pick} >= ${low}`)
      if (most < high) this.#rows.push(`${written(sum)} + ${high - most} ${pick} <= ${high}`)
      return pick
    })
    if (picks.length > 0) this.#rows.push(`${picks.join(' + ')} >= 1`)
  }

  /** @throws where no world fits, which is a fault of the attack */
  reach(target: Sum, way: 'Minimize' | 'Maximize'): number {
    // With presolve HiGHS 1.15.3 takes some problems for smaller than they are: it said that five is the most where seven fits.
    const { Status, Columns } = solver.solve(this.#text(target, way), { threads: 1, presolve: 'off' })
    if (Status !== 'Optimal') throw new Error(`the solver says ${Status}`)
    const world = new Map(Object.entries(Columns).map(([name, { Primal }]) => [name, Math.round(Primal)]))
    this.#worlds.push(world)
    return valueIn(world, target)
  }

  /** What it is in the worlds that were found so far, all of which fit what is known. */
  values(target: Sum): number[] {
    return this.#worlds.map((world) => valueIn(world, target))
  }

  #bounds(sum: Sum): [number, number] {
    const of = (factor: number, name: string) => factor * (this.#upper.get(name) ?? 0)
    return sum.reduce(([low, high], [factor, name]) => [low + Math.min(0, of(factor, name)), high + Math.max(0, of(factor, name))], [0, 0])
  }

  #text(target: Sum, way: string): string {
    const names = [...this.#upper.keys()]
    return [way, ` goal: ${written(target)}`, 'Subject To', ...this.#rows.map((row, place) => ` c${place}: ${row}`), 'Bounds', ...[...this.#upper].map(([name, most]) => ` 0 <= ${name} <= ${most}`),
      'General', ` ${names.join(' ')}`, ...(this.#choices.length > 0 ? ['Binary', ` ${this.#choices.join(' ')}`] : []), 'End', ''].join('\n')
  }
}

export const total = (names: readonly string[]): Sum => names.map((name) => [1, name] as const)
export const minus = (a: Sum, b: Sum): Sum => [...a, ...b.map(([factor, name]) => [-factor, name] as const)]

function written(sum: Sum): string {
  const factors = new Map<string, number>()
  for (const [factor, name] of sum) factors.set(name, (factors.get(name) ?? 0) + factor)
  return [...factors].map(([name, factor]) => `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${name}`).join(' ')
}

function valueIn(world: ReadonlyMap<string, number>, sum: Sum): number {
  return sum.reduce((value, [factor, name]) => value + factor * (world.get(name) ?? 0), 0)
}

export interface Target { readonly what: string; readonly sum: Sum }

/**
 * What the attacker learns of it: "between 1 and 4", or "exactly 0". Null: nothing that is not allowed, for it may be the threshold or more,
 * or both nobody and somebody.
 */
export function learned(model: Model, { what, sum }: Target, threshold: number): string | null {
  if (sum.length === 0) return null
  const isSafe = () => {
    const values = model.values(sum)
    return values.some((value) => value >= threshold) || (values.includes(0) && values.some((value) => value > 0))
  }
  if (isSafe()) return null
  const most = model.reach(sum, 'Maximize')
  if (isSafe()) return null
  const least = model.reach(sum, 'Minimize')
  return least >= 1 || most === 0 ? `${what} is ${least} ... ${most}` : null
}
