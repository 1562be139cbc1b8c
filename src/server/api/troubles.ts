// The shapes of what failed and waits for somebody, which the desk's pages and the server exchange. Times are ISO 8601 in UTC.

export type TroubleKind = 'turn' | 'delivery' | 'translation' | 'media' | 'page' | 'inquiryMail' | 'partnerMail' | 'bodyMail'

/** GET /api/troubles. Kinds without any are left out; of each the newest hundred, `count` of all up to a thousand. */
export interface TroublePage {
  readonly kinds: readonly { readonly kind: TroubleKind; readonly count: number; readonly rows: readonly TroubleView[] }[]
  /** Since when what nobody works on waits: then no worker runs, or it cannot follow. Null where nothing waits so long. */
  readonly stuck: { readonly turns: string | null; readonly deliveries: string | null }
}

/** `trying`: it goes on by itself. `conversation` and `case` are null also for who may not see them. */
export interface TroubleView {
  readonly id: string
  readonly at: string
  readonly tries: number
  readonly reason: string | null
  readonly trying: boolean
  /** The account, or the way in which it was to go. */
  readonly by: string | null
  readonly conversation: string | null
  readonly case: string | null
}

/** GET /api/troubles/count: of all kinds together. */
export interface TroubleCount { readonly count: number }

/** POST /api/troubles/again {kind, ids} and POST /api/troubles/end {kind, ids, reason}; `ids` null: all of the kind that are shown. */
export interface TroubleAct { readonly kind: TroubleKind; readonly ids: readonly string[] | null }
/** `done` of `of`: the others may not be, or are settled already. */
export interface TroubleDone { readonly done: number; readonly of: number }
