// A counsellor opens a case: from a conversation, or for somebody who rang, came by, or is spoken for by others.
import type { Opening } from '../cases/acts.ts'
import { openCase } from '../cases/open.ts'
import { changeOf } from '../cases/projection.ts'
import type { Runtime } from '../runtime.ts'
import { isTiedToCompany, newPerson, personOfConversation } from '../store/case-people.ts'
import { saveCases } from '../store/case-writing.ts'
import type { Reader } from '../store/visible.ts'
import { circumstances } from './case-around.ts'

/** `conversation` null: a person without one. `language` is what they speak, where that is known. */
export interface NewCase { readonly conversation: string | null; readonly language: string | null; readonly opening: Opening }

/** @returns the case's id; null where the reader sees no such conversation, or is tied to the company it would be about */
export async function openNewCase(runtime: Runtime, reader: Reader, { conversation, language, opening }: NewCase): Promise<string | null> {
  const around = await circumstances(runtime, reader.id)
  const id = runtime.newId()
  return runtime.db.prisma.$transaction(async (tx) => {
    const found = conversation === null ? null : await personOfConversation(tx, reader, conversation)
    if (conversation !== null && !found) return null
    const companies = [...opening.companies, ...(found?.entry_code ? [found.entry_code] : [])]
    if (await isTiedToCompany(tx, reader, companies)) return null
    const nobody = opening.asker.kind === 'company'
    const person = nobody ? null : found?.person_id ?? runtime.newId()
    if (person !== null && !found) await newPerson(tx, person, language)
    await saveCases(tx, [{ id, person, conversations: conversation === null ? [] : [conversation], ...changeOf([], openCase({ ...opening, companies }, around.for(found ? found.language : language))) }])
    return id
  })
}
