// Removes what is over by its rule, and whom it is due to forget, a little at a time. What was removed is recorded as a number.
import { gapText } from '../gateway/gap.ts'
import { cutoff } from '../privacy/rules.ts'
import type { Retained } from '../privacy/rules.ts'
import type { Runtime } from '../runtime.ts'
import { bytesOf, erasePerson, linesOf } from '../store/erasing.ts'
import type { Nameless } from '../store/erasing.ts'
import { dueErasures } from '../store/privacy-requests.ts'
import type { Protection } from '../store/protection.ts'
import { bytesOver, removeOver, someOver } from '../store/retention.ts'
import { readRules } from '../store/retention-rules.ts'
import { knownNames } from '../store/known-names.ts'

type Needs = Pick<Runtime, 'db' | 'media' | 'now' | 'audit' | 'translation' | 'content'>

/** Rows in one transaction, and at one look: the next look goes on. */
const BATCH: Readonly<Record<Retained, number>> = { conversations: 20, cases: 20, people: 5, media: 50, originals: 50, events: 1_000, sheets: 200, alarms: 500, sessions: 500, requests: 500 }
const BATCHES = 20

export async function removeWhatIsOver(runtime: Needs): Promise<void> {
  for (const { kind, days } of await readRules(runtime.db)) {
    const before = cutoff(days, runtime.now())
    let count = 0
    for (let batch = 0; batch < BATCHES; batch++) {
      const ids = await someOver(runtime.db, kind, before, BATCH[kind])
      const removed = kind === 'people' ? await eraseAll(runtime, ids) : await removeBatch(runtime, kind, ids, before)
      count += removed
      if (ids.length < BATCH[kind] || removed === 0) break
    }
    if (count > 0) await runtime.audit.record({ actor: 'system', action: 'retention.removed', object: `retention:${kind}`, detail: { kind, count, days } })
  }
}

/** Bytes go first: a killed process leaves rows that are found again, never bytes that nobody knows of. */
async function removeBatch({ db, media, now }: Needs, kind: Exclude<Retained, 'people'>, ids: readonly string[], before: Date): Promise<number> {
  if (ids.length === 0) return 0
  for (const key of await bytesOver(db, kind, ids)) await media.remove(key)
  return removeOver(db, kind, ids, before, now())
}

async function eraseAll(runtime: Needs, people: readonly string[]): Promise<number> {
  let erased = 0
  for (const person of people) if ((await erase(runtime, person)).length === 0) erased++
  return erased
}

export async function eraseDue(runtime: Needs): Promise<void> {
  for (const { id, person_id: person } of await dueErasures(runtime.db, runtime.now(), BATCH.people * BATCHES)) {
    const why = await erase(runtime, person)
    if (why.length === 0) await runtime.audit.record({ actor: 'system', action: 'person.erased', object: `person:${person}`, detail: { request: id } })
  }
}

/** @returns why not; empty where it is done */
async function erase(runtime: Needs, person: string): Promise<Protection[]> {
  const { db, media, now } = runtime
  const nameless = await rememberedOf(runtime, person)
  for (const key of await bytesOf(db, person)) await media.remove(key)
  return erasePerson(db, person, nameless, now())
}

async function rememberedOf({ db, translation, content }: Needs, person: string): Promise<Nameless> {
  const lines = await linesOf(db, person)
  const names = new Map<string, string[]>()
  for (const { conversation_id: id } of lines) if (!names.has(id)) names.set(id, await knownNames(db, id))
  const languages = [...new Set(lines.flatMap(({ language }) => language ?? []))]
  const keys = await Promise.all(lines.flatMap(({ text, language, author, conversation_id: id }) => (author === 'worker' ? ['ja'] : languages).flatMap((to) =>
    [language, null].map((from) => translation.keysOf({ text, from, to, names: names.get(id) ?? [] })))))
  return { memory: keys.flat(), gaps: lines.filter(({ author }) => author === 'worker').map(({ text }) => gapText(text, content)) }
}
