// Removes what is over by its rule, and whom it is due to forget, a little at a time. What was removed is recorded as a number.
import { gapText } from '../gateway/gap.ts'
import { cutoff } from '../privacy/rules.ts'
import type { Retained } from '../privacy/rules.ts'
import type { Runtime } from '../runtime.ts'
import { erasePerson, linesOf } from '../store/erasing.ts'
import type { Nameless } from '../store/erasing.ts'
import { dueRemovals, noteRemoved } from '../store/file-removals.ts'
import { dueErasures } from '../store/privacy-requests.ts'
import type { Protection } from '../store/protection.ts'
import { removeOver, someOver } from '../store/retention.ts'
import { readRules } from '../store/retention-rules.ts'
import { knownNames } from '../store/known-names.ts'

type Needs = Pick<Runtime, 'db' | 'media' | 'now' | 'audit' | 'translation' | 'content'>

/** Rows in one transaction, and at one look: the next look goes on. */
const BATCH: Readonly<Record<Retained, number>> = { conversations: 20, cases: 20, people: 5, media: 50, originals: 50, events: 1_000, sheets: 200, alarms: 500, sessions: 500, requests: 500 }
const BATCHES = 20
const FILES = 100

export async function removeWhatIsOver(runtime: Needs): Promise<void> {
  for (const { kind, days } of await readRules(runtime.db)) {
    const before = cutoff(days, runtime.now())
    let count = 0
    for (let batch = 0; batch < BATCHES; batch++) {
      const ids = await someOver(runtime.db, kind, before, BATCH[kind])
      const removed = kind === 'people' ? await eraseAll(runtime, ids) : await removeOver(runtime.db, kind, ids, before, runtime.now())
      count += removed
      if (ids.length < BATCH[kind] || removed === 0) break
    }
    if (count > 0) await runtime.audit.record({ actor: 'system', action: 'retention.removed', object: `retention:${kind}`, detail: { kind, count, days } })
  }
  await removeFiles(runtime)
}

/** The bytes of what is gone from the tables; what a killed process left is among them. */
async function removeFiles({ db, media, now }: Needs): Promise<void> {
  const due = () => dueRemovals(db, now(), FILES)
  for (let keys = await due(); keys.length > 0; keys = await due()) {
    for (const key of keys) await media.remove(key)
    await noteRemoved(db, keys, now())
  }
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
  await removeFiles(runtime)
}

/** @returns why not; empty where it is done */
async function erase(runtime: Needs, person: string): Promise<Protection[]> {
  return erasePerson(runtime.db, person, await rememberedOf(runtime, person), runtime.now())
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
