// How a danger is paged: whom after whom, and how soon.

/** In minutes, counted from the alarm: the next person is asked after `next` without an answer, everyone from `everyone` on, again every `again`. */
export interface ChainSettings {
  readonly next: number
  readonly everyone: number
  readonly again: number
}

export const CHAIN: ChainSettings = { next: 5, everyone: 15, again: 5 }

/** While the desk is open, or a counsellor has the conversation, they have so long before anybody is paged. */
export const DESK_GRACE_MINUTES = 2
