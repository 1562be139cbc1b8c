// The person's own cases, looked up only for who asks; and what they say to them, written in the transaction of the turn.
import { asWorkerSees } from '../cases/as-worker-sees.ts'
import type { OwnCase } from '../cases/as-worker-sees.ts'
import { fold } from '../cases/case.ts'
import { changeOf } from '../cases/projection.ts'
import type { CaseState } from '../cases/state.ts'
import { onWorkerAct } from '../cases/worker-acts.ts'
import type { WorkerAct } from '../cases/worker-acts.ts'
import { isLanguage } from '../knowledge/languages.ts'
import type { Runtime } from '../runtime.ts'
import { saveCases } from '../store/case-writing.ts'
import type { CaseWrite, LockedCase } from '../store/case-writing.ts'
import type { Statements } from '../store/database.ts'
import { lockOwnCases, readOwnCases } from '../store/own-cases.ts'
import type { OwnWord } from '../store/turns.ts'

export async function ownCases(tx: Statements, person: string, now: Date): Promise<OwnCase[]> {
  return (await readOwnCases(tx, person, now)).map(({ id, owner_name, events }) => asWorkerSees(id, fold(events), owner_name, now))
}

/** Not behind a savepoint, as what cases merely overhear: who is told that their consent has ended must be able to rely on it. */
export async function tellOwnCases(tx: Statements, { hours, now, newId }: Pick<Runtime, 'hours' | 'now' | 'newId'>, words: readonly OwnWord[]): Promise<void> {
  if (words.length === 0) return
  const owned = await lockOwnCases(tx, [...new Set(words.map(({ person_id }) => person_id))])
  const writes = new Map<string, { readonly found: LockedCase; readonly write: CaseWrite }>()
  for (const word of words) {
    for (const found of owned.get(word.person_id) ?? []) {
      const so = writes.get(found.id)?.write.fresh ?? []
      const state = fold([...found.events, ...so])
      const act = actOf(word, found.id, state, owned.get(word.person_id) ?? [])
      const language = found.language !== null && isLanguage(found.language) ? found.language : null
      const around = { now: now(), actor: 'worker', hours: language === null ? hours.all().usual : hours.of(language), newId }
      const fresh = act === null ? [] : onWorkerAct(state, act, around)
      if (fresh.length > 0) writes.set(found.id, { found, write: { id: found.id, person: null, conversations: [word.conversation_id], ...changeOf(found.events, [...so, ...fresh]) } })
    }
  }
  await saveCases(tx, [...writes.values()].map(({ write }) => write))
}

/** Null: it is not about this case. A rating names its case; without a name it is the one that was closed last. */
function actOf({ tells, about, text }: OwnWord, id: string, state: CaseState, all: readonly LockedCase[]): WorkerAct | null {
  const parts = about?.split('/') ?? []
  const latest = all.find(({ events }) => fold(events).closing !== null)?.id
  const named = (one: string | undefined) => (one === undefined ? latest : one) === id
  switch (tells) {
    case 'withdraw': return parts[0] === id && parts[1] !== undefined ? { type: 'withdraw', consent: parts[1] } : null
    case 'rate': return named(parts[1]) && /^[1-5]$/.test(parts[0] ?? '') ? { type: 'rate', rating: Number(parts[0]) } : null
    case 'comment': return named(parts[1]) ? { type: 'comment', text: text.slice(0, 2_000) } : null
    case 'solved': return named(parts[0]) ? { type: 'solved', answer: 'yes' } : null
    case 'partlySolved': return named(parts[0]) ? { type: 'solved', answer: 'partly' } : null
    case 'notSolved': return named(parts[0]) ? { type: 'solved', answer: 'no' } : null
    case 'end': return { type: 'end' }
    case 'wantSummary': return parts[0] === id ? { type: 'wantSummary' } : null
    case 'wantStanding': return state.closing === null ? { type: 'wantStanding' } : null
  }
}
