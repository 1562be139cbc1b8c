// That a person is there, and what they are called: said when they come, and in sight while they stay.
/** @jsxImportSource preact */
import { PersonPicture } from './icons.tsx'
import type { Words } from './words.ts'

export function Presence({ person, words }: { readonly person: string | null; readonly words: Words }) {
  return (
    <p class={person === null ? 'presence' : 'presence here'} role="status">
      {person !== null && <><PersonPicture /><span>{words.here}{person !== '' && <b> {person}</b>}</span></>}
    </p>
  )
}
