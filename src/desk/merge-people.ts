// Says that two people are the same, where no code of the worker's proves it: a reason, facts that both files hold, and a second person. Or that they are not.
import { isFactName } from '../people/facts.ts'
import type { FactName } from '../people/facts.ts'
import { isProof, matching } from '../people/matching.ts'
import type { Runtime } from '../runtime.ts'
import { askMerge, decideMerge, isAsked, partAgain } from '../store/merge-requests.ts'
import { knownFacts } from '../store/person-file.ts'
import type { Reader } from '../store/visible.ts'

export interface Asking { readonly from: string; readonly to: string; readonly reason: string; readonly facts: readonly FactName[] }

/** `same_person`: they are one already. `no_match`: the files do not hold two facts alike, one of them telling. `asked_already`: somebody waits for an answer. */
export type AskToMerge = 'done' | 'same_person' | 'no_match' | 'asked_already' | null

export async function askToMerge(runtime: Runtime, reader: Reader, asking: Asking): Promise<AskToMerge> {
  const request = { ...asking, id: runtime.newId(), approval: runtime.newId() }
  return askMerge<'same_person' | 'no_match' | 'asked_already'>(runtime.db, reader, request, async (tx, from, to) => {
    if (from === to) return 'same_person'
    if (await isAsked(tx, from, to)) return 'asked_already'
    const known = await knownFacts(tx, [from, to])
    const alike = matching(known.get(from) ?? {}, known.get(to) ?? {})
    return isProof(asking.facts) && asking.facts.every((fact) => alike.includes(fact)) ? null : 'no_match'
  })
}

/** What the two files hold alike; null where the reader sees no such person. */
export async function factsAlike(runtime: Runtime, people: readonly [string, string]): Promise<FactName[]> {
  const known = await knownFacts(runtime.db.prisma, people)
  return matching(known.get(people[0]) ?? {}, known.get(people[1]) ?? {}).filter(isFactName)
}

export function decideOnMerge(runtime: Runtime, reader: Reader, approval: string, decision: 'granted' | 'refused') {
  return decideMerge(runtime.db, reader, approval, decision, runtime.now())
}

export function partPerson(runtime: Runtime, reader: Reader, part: string, reason: string): Promise<'done' | 'not_merged' | null> {
  return partAgain(runtime.db, reader, part, reason, runtime.now())
}
