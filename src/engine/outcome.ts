// What goes into one step of a flow, what comes out of it, and what it asks of the desk's knowledge. Types only.
import type { SheetChange } from '../questionnaires/running.ts'
import type { Act, Agreed, List, Session, Shows, Tells } from './flow.ts'

export type Input =
  /** `opens`: the address at which it goes on after the greeting; where there is no such node, at the menu. */
  | { readonly type: 'begin'; readonly opens?: string }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'choice'; readonly value: string }
  | { readonly type: 'unreadable' }
  | { readonly type: 'joined' }

/** What a button says: a key of locales/, with its number where there are several or with a title, a topic's title, a language's own name, or its text in each language. */
export type Label =
  | { readonly type: 'key'; readonly key: string; readonly number?: number }
  | { readonly type: 'topic'; readonly topic: string }
  | { readonly type: 'language'; readonly language: string }
  | { readonly type: 'texts'; readonly texts: Readonly<Record<string, string>>; readonly key?: string }
  | { readonly type: 'plain'; readonly text: string }

/** A button's value is an address, `node` or `node:argument`: it works for as long as the node exists. */
export interface Button { readonly value: string; readonly label: Label }

export type Said =
  | { readonly type: 'text'; readonly key: string; readonly buttons: readonly Button[] }
  | { readonly type: 'article'; readonly topic: string; readonly buttons: readonly Button[] }
  /** Of the person's own cases. */
  | { readonly type: 'own'; readonly shows: Shows; readonly buttons: readonly Button[] }
  /** Of a questionnaire. `unseen`: the log tells no more than the sentence of this key. */
  | { readonly type: 'asked'; readonly unseen: string | null; readonly buttons: readonly Button[]; write(language: string): string }

export interface Outcome {
  /** Null: the flow has ended. */
  readonly session: Session | null
  readonly said: readonly Said[]
  readonly handOver: boolean
  /** The language the worker chose in this step. */
  readonly speak: string | null
  readonly acts: readonly Act[]
  readonly agreed: readonly Agreed[]
  /** What was typed is to be kept as this. */
  readonly word: 'exit' | 'safe' | null
  /** What was typed is the word that only they know, or was taken for it. */
  readonly proof: 'right' | 'wrong' | null
  readonly told: readonly Told[]
  /** What was typed is what they say of their company. */
  readonly employer: boolean
  /** What was answered to questionnaires. */
  readonly noted: readonly SheetChange[]
  /** What they did is an answer that stands nowhere but on its sheet. */
  readonly unseen: boolean
  /** It cannot go on without the person's cases: the same step again, with them. */
  readonly unread: boolean
}

/** `about` is what the button's value names. */
export interface Told { readonly tells: Tells; readonly about: string | null }

/** What a questionnaire says to what they did: `leads` is where it goes on, null where it waits for an answer; `unread`: nobody looked up what they answered so far. */
export interface Asked {
  readonly said: readonly Said[]
  readonly noted: SheetChange | null
  readonly leads: 'otherwise' | 'over' | 'read' | 'person' | 'seen' | 'stranger' | 'unread' | null
  readonly argument: string | null
  readonly unseen: boolean
}

/** Whether the person's own cases can be shown: not looked up yet, there are none, their word is needed, nobody can know that it is them. */
export type MayShow = 'unread' | 'none' | 'word' | 'stranger' | 'yes'

/** What the engine asks of the desk's knowledge. */
export interface Knowledge {
  /** The person has another app joined to this one. */
  readonly joined: boolean
  /** Somebody is at the desk for this worker now. */
  readonly open: boolean
  /** They were told just now when somebody will be. */
  readonly told: boolean
  /** Whether a text can be a word that only its person knows. */
  isFit(text: string): boolean
  mayShow(shows: Shows): MayShow
  /** Whether a text is the word that only they know. */
  isTheirs(text: string): boolean
  /** @param typed what was written in answer to the question asked last */
  asks(argument: string | null, typed: string | null): Asked
  /** Nobody looked up what they answered to questionnaires, and this list depends on it. */
  isUnread(each: List): boolean
  /** What a button of a questionnaire stands for; null for every other value. */
  tapped(value: string): Label | null
  match(text: string): { readonly decision: 'answer' | 'offer' | 'handover' | 'greeting'; readonly topics: readonly string[] }
  list(each: List, argument: string | null): readonly { readonly item: string; readonly label: Label }[]
}
