// The desk's keys. Single letters can be turned off, since speech input may set them off (WCAG 2.1.4).
import { useEffect, useEffectEvent, useState } from 'react'
import { LIST, go, placeOf } from './place.ts'

const REMEMBERED = 'madoguchi.desk.single-keys'

export interface SingleKeys { readonly on: boolean; turn(on: boolean): void }

const ROWS = '[data-row]'
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

/** Moves the focus to the row below (+1) or above (-1): from the focused row, else from the open one. */
export function moveInList(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>(ROWS)]
  const focused = rows.findIndex((row) => row === document.activeElement)
  const from = focused >= 0 ? focused : rows.findIndex((row) => row.ariaCurrent === 'page')
  const to = from < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, from + step))
  rows[to]?.focus()
  rows[to]?.scrollIntoView({ block: 'nearest' })
}

/** Closes the conversation; the focus goes to its row, where the counsellor came from. */
export function backToList(): void {
  const place = placeOf(window.location.href)
  if (place.type !== 'conversation') return
  go(LIST)
  setTimeout(() => document.querySelector<HTMLElement>(`[data-row="${CSS.escape(place.id)}"]`)?.focus())
}

function typingIn(target: EventTarget | null): HTMLElement | null {
  if (!(target instanceof HTMLElement)) return null
  return target.isContentEditable || target.matches('input, textarea, select') ? target : null
}

function single(key: string, onSheet: () => void): boolean {
  if (key === 'j') moveInList(1)
  else if (key === 'k') moveInList(-1)
  else if (key === 'r') focusReply()
  else if (key === 'n') pressNext()
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
    if (event.key === 'Escape') return field ? field.blur() : backToList()
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
