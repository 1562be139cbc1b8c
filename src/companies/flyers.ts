// What brings people to the desk with a code: links, and flyers that carry them.

export const LAYOUTS = ['a4', 'card'] as const
export type Layout = (typeof LAYOUTS)[number]

/** `link` null: the platform does not tell it at this moment. `shown`: what of it people could type; empty where nobody would. */
export interface EntryLink { readonly account: string; readonly channel: string; readonly link: string | null; readonly shown: string }

/** A text in parts, each with the kana above it; empty where there are none. */
export type Read = readonly { readonly text: string; readonly ruby: string }[]

/** What a flyer says and leads to, for a page that shows it. */
export interface FlyerPreview {
  readonly language: string
  readonly name: Read
  readonly company: Read | null
  readonly title: Read
  readonly what: Read
  readonly secret: Read
  readonly scan: Read
  readonly hours: readonly Read[]
  readonly code: string
  readonly ways: readonly { readonly name: Read; readonly how: Read; readonly shown: string; readonly link: string }[]
}
