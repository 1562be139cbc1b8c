// The desk's keys. Single letters can be turned off, since speech input may set them off (WCAG 2.1.4).
import { useEffect, useEffectEvent, useState } from 'react'
import { go, listAddress, placeOf } from './place.ts'

const REMEMBERED = 'madoguchi.desk.single-keys'

export interface SingleKeys { readonly on: boolean; turn(on: boolean): void }

export const isMac = /mac|iphone|ipad/i.test(navigator.userAgent)

/** Marks the field for the reply, or the button that leads to it. */
export const REPLY = { 'data-reply': '' }

export const isReply = (target: EventTarget) => target instanceof HTMLElement && Object.hasOwn(target.dataset, 'reply')
export const focusReply = () => document.querySelector<HTMLElement>('[data-reply]')?.focus()

/** Marks the button that takes the next case. */
export const NEXT_CASE = { 'data-next-case': '' }

/** Marks the button that answers how far a case is. */
export const ANSWER_CASE = { 'data-answer-case': '' }

const pressAnswer = () => document.querySelector<HTMLElement>('[data-answer-case]')?.click()
const pressNext = () => document.querySelector<HTMLElement>('[data-next-case]')?.click()

/** Marks the field of the search. */
export const SEARCH = { 'data-search': '' }
const focusSearch = () => document.querySelector<HTMLElement>('[data-search]')?.focus()

const press = (selector: string) => document.querySelector<HTMLElement>(selector)?.click()

/** What the rows of the list do; there are none while it is empty. */
interface ListKeys {
  /** To the row below (+1) or above (-1): from the focused row, else from the open one. */
  move(step: 1 | -1): void
  /** The same, and opens it. */
  open(step: 1 | -1): void
  /** The same, and chooses both. */
  extend(step: 1 | -1): void
  focus(id: string): void
}

/** What is done with the row that has the focus, or with those that are chosen. */
interface DeskKeys {
  choose(): void
  chooseAll(): void
  claim(): void
  snooze(): void
  undo(): void
  filter(): void
  /** False where there was nothing to leave. */
  leave(): boolean
}

let list: ListKeys | null = null
let desk: DeskKeys | null = null

export function useListKeys(keys: ListKeys): void {
  useEffect(() => {
    list = keys
    return () => {
      list = null
    }
  })
}

export function useDeskKeys(keys: DeskKeys): void {
  useEffect(() => {
    desk = keys
    return () => {
      desk = null
    }
  })
}

const rowOf = (id: string) => document.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)
/** The row that has the focus, or whose box has it. */
export const focusedRow = () => document.activeElement?.closest('li')?.querySelector<HTMLElement>('[data-row]')?.dataset['row'] ?? null

/** A row that was out of sight is there after the next frames. */
export function focusRow(id: string, frames = 10): void {
  const row = rowOf(id)
  if (row) row.focus({ preventScroll: true })
  else if (frames > 0) requestAnimationFrame(() => focusRow(id, frames - 1))
}

/** Closes the conversation; the focus goes to its row, where the counsellor came from. */
export function backToList(): void {
  const place = placeOf(window.location.href)
  if (place.type !== 'conversation') return
  go(listAddress())
  setTimeout(() => list?.focus(place.id))
}

/** Marks the button that shows or hides what is known of the person. */
export const PERSON_PANEL = { 'data-person-panel': '' }

const pressPerson = () => document.querySelector<HTMLElement>('[data-person-panel]')?.click()

function typingIn(target: EventTarget | null): HTMLElement | null {
  if (!(target instanceof HTMLElement)) return null
  return target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select') ? target : null
}

/** Out of the field, else from what is chosen or looked for, else from the conversation. */
function leave(field: HTMLElement | null): void {
  if (field) field.blur()
  else if (!desk?.leave()) backToList()
}

/** The reply that has not gone yet, else what was done to rows of the list. */
function undo(): void {
  const reply = document.querySelector<HTMLElement>('[data-undo]')
  if (reply) reply.click()
  else desk?.undo()
}

function single(key: string, onSheet: () => void): boolean {
  if (key === 'j') list?.move(1)
  else if (key === 'k') list?.move(-1)
  else if (key === 'J') list?.open(1)
  else if (key === 'K') list?.open(-1)
  else if (key === 'x') desk?.choose()
  else if (key === 'X') desk?.chooseAll()
  else if (key === 'a') desk?.claim()
  else if (key === 's') desk?.snooze()
  else if (key === 'u') undo()
  else if (key === 'f') desk?.filter()
  else if (key === '/') focusSearch()
  else if (/^[1-9]$/.test(key)) press(`[data-view="${key}"]`)
  else if (key === 'r') focusReply()
  else if (key === 'n') pressNext()
  else if (key === 'p') pressPerson()
  else if (key === 'c') pressAnswer()
  else if (key === '?') onSheet()
  else return false
  return true
}

export function useSingleKeys(onSheet: () => void): SingleKeys {
  const [on, setOn] = useState(() => localStorage.getItem(REMEMBERED) !== 'off')
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const modified = event.ctrlKey || event.metaKey || event.altKey
    if (modified || event.isComposing || document.querySelector('dialog[open]') !== null) return
    const field = typingIn(event.target)
    if (event.key === 'Escape') return leave(field)
    if (!field && focusedRow() !== null && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      return event.shiftKey ? list?.extend(step) : list?.move(step)
    }
    if (on && !field && single(event.key, onSheet)) event.preventDefault()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => pressed(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  return {
    on,
    turn(next) {
      localStorage.setItem(REMEMBERED, next ? 'on' : 'off')
      setOn(next)
    },
  }
}
