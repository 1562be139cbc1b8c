// The founders' criteria for an award, judged from what a report shows and nothing else.
import type { Award, Criterion, Table, Unit } from './suppression-shape.ts'

/** Shares, 0 ... 1. */
export interface Aims { readonly reached: number; readonly satisfaction: number }

/** So many thresholds of people must have asked before fewer than one threshold of serious matters says anything. */
const MANY = 10

/** `serious`: people; `people`: all who asked. `complete`: everybody who was ever reached stands in the figures. */
export function awardOf(unit: Pick<Unit, 'reached' | 'satisfaction' | 'risk'>, { complete, serious, people, threshold }: { readonly complete: boolean; readonly serious: number; readonly people: number; readonly threshold: number }, aims: Aims): Award {
  const { soFarShare } = unit.reached
  const reached = soFarShare === null ? 'tooFew' : soFarShare >= aims.reached ? 'met' : complete ? 'notMet' : 'tooFew'
  const noSeriousProblem = shareOf(unit.risk, 'serious') !== null ? 'notMet' : people >= MANY * threshold && serious < threshold ? 'met' : 'tooFew'
  return {
    reached: { result: reached, aim: aims.reached },
    satisfaction: { result: satisfactionOf(unit.satisfaction, aims.satisfaction), aim: aims.satisfaction },
    noSeriousProblem: { result: noSeriousProblem, among: MANY * threshold },
  }
}

/** Of those who answered, where both sides are shown; otherwise only what is certain whoever the hidden ones are. */
function satisfactionOf(table: Table, aim: number): Criterion {
  const [satisfied, unsatisfied] = [shareOf(table, 'satisfied'), shareOf(table, 'unsatisfied')]
  if (satisfied !== null && unsatisfied !== null) return satisfied / (satisfied + unsatisfied) >= aim ? 'met' : 'notMet'
  if (satisfied !== null && satisfied >= aim) return 'met'
  return unsatisfied !== null && 1 - unsatisfied < aim ? 'notMet' : 'tooFew'
}

function shareOf({ rows }: Table, key: string): number | null {
  return rows.find((row) => row.key === key)?.share ?? null
}
