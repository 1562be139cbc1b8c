// What a flow may ask about the person's own cases: whether they can be shown now, and what their buttons hold. Pure.
import type { OwnCase } from '../cases/as-worker-sees.ts'
import { isSame } from '../contact/secret-word.ts'
import type { Knowledge, Label } from '../engine/outcome.ts'
import type { ConversationState } from './turn.ts'

/** `cases` null: nobody looked them up, because nothing asked for them. */
export interface Own { readonly cases: readonly OwnCase[] | null; readonly state: Pick<ConversationState, 'unconfirmedAt' | 'contact'> }

type Item = { readonly item: string; readonly label: Label }

/** As many buttons as fit every channel, with those beside them. */
const MOST_CONSENTS = 8
const RATINGS = [5, 4, 3, 2, 1] as const

/**
 * The summary, and what was told to whom, are for who knows the word that the person chose. Whoever may be somebody else sees nothing
 * before they are known again; general information is for everybody (with the cases it is looked up whether there is a mediator).
 */
export function ownKnowledge({ cases, state }: Own): Pick<Knowledge, 'mayShow' | 'isTheirs'> {
  const { unconfirmedAt, contact: { safeWord } } = state
  return {
    mayShow(shows) {
      if (shows === 'ways') return cases ? 'yes' : 'unread'
      if (unconfirmedAt !== null) return safeWord ? cases ? 'word' : 'unread' : 'stranger'
      if (cases === null) return 'unread'
      if (cases.length === 0) return 'none'
      return safeWord && shows !== 'standing' ? 'word' : 'yes'
    },
    isTheirs: (text) => isSame(text, safeWord),
  }
}

/** @param argument the case a rating is for */
export function ownList(each: 'consent' | 'unrated' | 'rating', argument: string | null, cases: readonly OwnCase[] | null): Item[] {
  switch (each) {
    case 'consent': return liveConsents(cases ?? []).map(({ address }, i) => ({ item: address, label: { type: 'key', key: 'own.stop', number: i + 1 } }))
    case 'unrated': return (cases ?? []).filter(({ closedOn, rated }) => closedOn !== null && !rated).slice(0, 1).map(({ id }) => ({ item: id, label: { type: 'key', key: 'own.rate' } }))
    case 'rating': return RATINGS.map((rating) => ({ item: argument === null ? String(rating) : `${rating}/${argument}`, label: { type: 'key', key: `own.rating.${rating}` } }))
  }
}

/** In the order in which they are numbered for the worker; `address` is what their button names. */
export function liveConsents(cases: readonly OwnCase[]): (OwnCase['consents'][number] & { readonly address: string })[] {
  return cases.flatMap(({ id, consents }) => consents.map((consent) => ({ ...consent, address: `${id}/${consent.id}` }))).slice(0, MOST_CONSENTS)
}
