// Writes down what a person told us, takes a change back, and keeps notes about them. Nothing is overwritten, and nobody writes over what they have not seen.
import { readFact } from '../people/facts.ts'
import type { FactName, FactStatus } from '../people/facts.ts'
import type { Runtime } from '../runtime.ts'
import { isTiedToCompany } from '../store/case-people.ts'
import { changeField, NOTE, removeNote } from '../store/person-file.ts'
import type { Reader } from '../store/visible.ts'

export interface Told {
  readonly field: FactName
  readonly status: FactStatus
  readonly value: unknown
  /** The entry that stood there when they began to write; 0 for none. */
  readonly base: number
  /** Beside which conversation it is written. */
  readonly conversation: string | null
}

/** `changed`: somebody else wrote there meanwhile. `unchanged`: it says so already. `invalid`: the field cannot hold that. */
export type NoteFact = 'done' | 'changed' | 'unchanged' | 'invalid' | null

export async function noteFact(runtime: Runtime, reader: Reader, person: string, { field, status, value, base, conversation }: Told): Promise<NoteFact> {
  const read = status === 'known' ? readFact(field, value) : null
  if (status === 'known' && read === null) return 'invalid'
  const kept = read === null ? null : JSON.stringify(read)
  const code = field === 'company' && typeof read === 'string' ? read : undefined
  // Whoever is tied to a company learns from nothing but absence that somebody belongs to it.
  if (code !== undefined && await isTiedToCompany(runtime.db.prisma, reader, [code])) return null
  return changeField<'changed' | 'unchanged'>(runtime.db, reader, person, field, ([last]) => {
    if ((last?.id ?? 0) !== base) return 'changed'
    if ((last?.status ?? 'empty') === status && (last?.value ?? null) === kept) return 'unchanged'
    return { field, status, value: kept, conversation, by: reader.id, at: runtime.now(), ...(code !== undefined && { code }) }
  })
}

/** Only the last change can be taken back: then what the same file said before stands again. `no_such`: it is none of this field's. */
export async function takeBack(runtime: Runtime, reader: Reader, person: string, field: FactName, entry: number): Promise<'done' | 'changed' | 'no_such' | null> {
  return changeField<'changed' | 'no_such'>(runtime.db, reader, person, field, (entries) => {
    const [last] = entries
    if (!last || !entries.some(({ id }) => id === entry)) return 'no_such'
    if (last.id !== entry) return 'changed'
    // Never the words of somebody they were merged with.
    const { status = 'empty', value = null } = entries.find(({ id, home_id }) => id < last.id && home_id === last.home_id) ?? {}
    const read = field === 'company' && status === 'known' && value !== null ? readFact('company', JSON.parse(value)) : null
    return { field, status, value, conversation: last.conversation_id, by: reader.id, at: runtime.now(), undoes: entry, ...(read !== null && { code: read }) }
  })
}

export interface Note {
  readonly text: string
  /** It speaks of health, a pregnancy or a disability. */
  readonly sensitive: boolean
  /** The person agreed that we note this. */
  readonly agreed: boolean
  readonly conversation: string | null
}

/** `not_agreed`: what is sensitive is noted only with the person's consent. */
export async function notePerson(runtime: Runtime, reader: Reader, person: string, { text, sensitive, agreed, conversation }: Note): Promise<'done' | 'not_agreed' | null> {
  if (sensitive && !agreed) return 'not_agreed'
  return changeField<never>(runtime.db, reader, person, NOTE, () => (
    { field: NOTE, status: sensitive ? 'sensitive' : 'known', value: JSON.stringify(text), conversation, by: reader.id, at: runtime.now(), agreed }))
}

/** Whoever wrote it, or a supervisor. */
export function forgetNote(runtime: Runtime, reader: Reader, person: string, note: number): Promise<'done' | 'not_yours' | null> {
  return removeNote(runtime.db, reader, person, note, runtime.now(), (by) => by === reader.id || reader.roles.includes('supervisor'))
}
