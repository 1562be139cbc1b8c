// What staff are told outside the desk's pages: a few words that may stand on a lock screen, and a link. Never what anybody wrote.

/** `id` stays the same however often it is sent. `link` is opened by who taps it. */
export interface Notice {
  readonly id: string
  readonly urgent: boolean
  readonly title: string
  readonly body: string
  readonly link: string
}

export type Medium = 'line' | 'email' | 'push' | 'webhook'

/** `address`: the platform's id of the person, a mail address, or a URL. `secrets` as the medium keeps them. */
export interface Way { readonly medium: Medium; readonly address: string; readonly secrets: unknown }

/** `gone`: this way will never reach them. `retry`: it may later. Reasons name no address. */
export type Notified = { readonly status: 'sent' } | { readonly status: 'retry' | 'gone'; readonly reason: string }

export const PATIENCE_MS = 8_000
