// Every request about people.
import type { FactName } from '../../../people/facts.ts'
import type { FactRequest, FoundPeople, NoteRequest, PersonView } from '../../../server/api/people.ts'
import { get, post, remove } from '../api.ts'

const of = (id: string) => `/api/people/${encodeURIComponent(id)}`

export const getPerson = (id: string, signal?: AbortSignal) => get<PersonView>(of(id), signal)
export const noteFact = (id: string, fact: FactRequest) => post<unknown>(`${of(id)}/facts`, fact)
export const takeBack = (id: string, field: FactName, entry: number) => remove(`${of(id)}/facts/${field}/${entry}`)
export const writeNote = (id: string, note: NoteRequest) => post<unknown>(`${of(id)}/notes`, note)
export const removeNote = (id: string, note: number) => remove(`${of(id)}/notes/${note}`)
export const findPeople = (name: string, beside: string) => get<FoundPeople>(`/api/people?${new URLSearchParams({ name, beside })}`)
export const askMerge = (id: string, asked: { readonly other: string; readonly facts: readonly FactName[]; readonly reason: string }) => post<unknown>(`${of(id)}/merge`, asked)
export const partPerson = (id: string, asked: { readonly part: string; readonly reason: string }) => post<unknown>(`${of(id)}/part`, asked)
