// The grammar of a flow: what stands in flows/*.yaml. No sentences, only keys into locales/.
import { z } from 'zod'

const Key = z.string().regex(/^[a-zA-Z]+(\.[a-zA-Z_]+)+$/)
const NodeName = z.string().regex(/^[a-z][a-zA-Z]*$/)

/**
 * `consent`, `unrated` and `rating` are of the person's own cases, `begun` and `open` are questionnaires, `measure` articles that fit their
 * answers. An `address` leads where it says itself.
 */
const LISTS = ['theme', 'topic', 'candidate', 'language', 'consent', 'unrated', 'rating', 'address', 'begun', 'open', 'measure'] as const
export type List = (typeof LISTS)[number]

/** One button, or one for each of a list. It leads to a node; for a list, with the item as the node's argument. */
const ChoiceRule = z.union([
  z.strictObject({ label: Key, to: NodeName }),
  /** A single article, by its title. */
  z.strictObject({ topic: z.string(), to: NodeName }),
  z.strictObject({
    each: z.enum(LISTS),
    to: NodeName,
    /** A long list is shown in pages; this button leads to the next one. */
    more: z.strictObject({ label: Key, to: NodeName }).optional(),
  }),
])

const TELLS = ['withdraw', 'rate', 'comment', 'solved', 'partlySolved', 'notSolved', 'end'] as const
export type Tells = (typeof TELLS)[number]

/** What of the terms changes. `hours` are those of a name; where `begin` is false there are none. */
const Agreed = z.strictObject({ begin: z.boolean().optional(), hours: z.enum(['day', 'office', 'evening', 'sunday']).optional(), neutral: z.boolean().optional(), watched: z.boolean().optional(), news: z.boolean().optional() })
export type Agreed = z.infer<typeof Agreed>

export const Node = z.discriminatedUnion('type', [
  /** Says its lines and goes on. */
  z.strictObject({ type: z.literal('say'), say: z.array(Key).min(1), next: NodeName }),
  /** Says one line with buttons and waits. What is typed instead goes to `otherwise`. */
  z.strictObject({ type: z.literal('ask'), ask: Key, choices: z.array(ChoiceRule).min(1), otherwise: NodeName }),
  /** Looks for the FAQ article that answers what was typed. */
  z.strictObject({ type: z.literal('match'), answer: NodeName, offer: NodeName, none: NodeName, nothing: NodeName }),
  /** Shows the article its argument names, or always `topic`, as reviewed. What `instead` names has a node of its own. */
  z.strictObject({ type: z.literal('answer'), topic: z.string().optional(), instead: z.record(z.string(), NodeName).optional(), next: NodeName }),
  /** From here on speaks the language its argument names. */
  z.strictObject({ type: z.literal('speak'), say: Key, next: NodeName }),
  /** Has the desk do something about the apps a person uses or what it holds of them, and says so; `alone` is said instead where no other app is joined. */
  z.strictObject({ type: z.literal('act'), act: z.enum(['giveCode', 'preferHere', 'preferOther', 'separate', 'askErasure', 'takeBackErasure', 'askCopy']), say: Key, alone: Key.optional(), next: NodeName }),
  /** Notes on which terms the person may be reached. Without `next` the flow ends here, and the one then in force goes on at its menu. */
  z.strictObject({ type: z.literal('agree'), terms: Agreed, say: Key, next: NodeName.optional() }),
  /** Keeps what was typed as a word that only the person knows; what cannot be one leads to `unfit`. */
  z.strictObject({ type: z.literal('keep'), word: z.enum(['exit', 'safe']), say: Key, next: NodeName, unfit: NodeName }),
  /** Shows something of the person's own cases. Where it has to be clear that it is them, `proof` asks for their word, and `stranger` is for who has none. */
  z.strictObject({ type: z.literal('own'), shows: z.enum(['standing', 'summary', 'ways', 'told']), none: NodeName, proof: NodeName, stranger: NodeName, next: NodeName }),
  /** Takes what was typed for the word that only they know, and goes back to what asked for it. */
  z.strictObject({ type: z.literal('prove'), wrong: NodeName }),
  /** Notes what they said to one of their cases, which the argument names. */
  z.strictObject({ type: z.literal('tell'), tells: z.enum(TELLS), say: Key, next: NodeName }),
  /** Notes what was typed as what they say of the company they work for: a code, or their own words. A sentence that an article answers is a question and goes to `question`. */
  z.strictObject({ type: z.literal('employer'), say: Key, next: NodeName, question: NodeName }),
  /**
   * Asks the questions of the questionnaire its argument names, one after the other; what is no answer leads to `otherwise`. At the end, or
   * where nothing is to be asked, it goes on at `over`; with something to read at `read`; at `person` where one is wished for. Who may be
   * watched is asked at `seen` before what the answers mean is said; whoever may be somebody else is led to `stranger`.
   */
  z.strictObject({ type: z.literal('questionnaire'), otherwise: NodeName, over: NodeName, read: NodeName, person: NodeName, seen: NodeName, stranger: NodeName }),
  /** Passes the conversation to a person; the bot is silent from here on. `closed` is said instead while nobody is there, `again` to who was just told so. */
  z.strictObject({ type: z.literal('handover'), say: Key, closed: Key.optional(), again: Key.optional() }),
])
export type Node = z.infer<typeof Node>
export type ChoiceRule = z.infer<typeof ChoiceRule>

export type Act = (Node & { type: 'act' })['act']
export type Shows = (Node & { type: 'own' })['shows']

export const Flow = z.strictObject({
  flow: z.string().regex(/^[a-z-]+$/),
  /** Where a conversation begins. */
  start: NodeName,
  /** Where a button leads whose node is gone. */
  menu: NodeName,
  /** Where a picture, a recording or a sticker leads. */
  unreadable: NodeName,
  /** Where the conversation goes on after it was joined with another one. */
  joined: NodeName,
  /** Questions that the desk itself asks: their buttons lead into the flow. */
  asked: z.array(NodeName).default([]),
  nodes: z.record(NodeName, Node),
})
export type Flow = z.infer<typeof Flow>

/** Where a conversation stands: at a question. */
export const Session = z.object({ flow: z.string(), node: z.string(), argument: z.string().nullable() })
export type Session = z.infer<typeof Session>
