// Runs a flow from what the worker did to the next question. Pure: session in, session and lines out.
import type { Act, Agreed, ChoiceRule, Flow, Node, Session } from './flow.ts'

/** Buttons of a long list shown at once: with those beside it they fit every channel. */
export const PAGE = 9

/** More nodes than this in one go is a flow that runs in a circle. */
const MAX_NODES = 100

export type Input =
  | { readonly type: 'begin' }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'choice'; readonly value: string }
  | { readonly type: 'unreadable' }
  | { readonly type: 'joined' }

/** What a button says: a key of locales/, a topic's title, or a language's own name. */
export type Label =
  | { readonly type: 'key'; readonly key: string }
  | { readonly type: 'topic'; readonly topic: string }
  | { readonly type: 'language'; readonly language: string }

/** A button's value is an address, `node` or `node:argument`: it works for as long as the node exists. */
export interface Button { readonly value: string; readonly label: Label }

export type Said =
  | { readonly type: 'text'; readonly key: string; readonly buttons: readonly Button[] }
  | { readonly type: 'article'; readonly topic: string; readonly buttons: readonly Button[] }

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
}

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
  match(text: string): { readonly decision: 'answer' | 'offer' | 'handover' | 'greeting'; readonly topics: readonly string[] }
  list(each: 'theme' | 'topic' | 'candidate' | 'language', argument: string | null): readonly { readonly item: string; readonly label: Label }[]
}

/** @throws Error when the flow is broken: an unknown node, or a circle without a question (the lint refuses both) */
export function step(flow: Flow, session: Session | null, input: Input, knowledge: Knowledge): Outcome {
  const said: Said[] = []
  const acts: Act[] = []
  const agreed: Agreed[] = []
  let speak: string | null = null
  let word: Outcome['word'] = null
  const ended = (place: Session | null, handOver = false): Outcome => ({ session: place, said, handOver, speak, acts, agreed, word })
  let [name, argument] = entry(flow, session, input)
  for (let count = 0; count < MAX_NODES; count++) {
    const node = nodeNamed(flow, name)
    const here: Session = { flow: flow.flow, node: name, argument }
    switch (node.type) {
      case 'say':
        for (const key of node.say) said.push({ type: 'text', key, buttons: [] })
        name = node.next
        break
      case 'ask':
        said.push({ type: 'text', key: node.ask, buttons: buttonsOf(node.choices, argument, knowledge) })
        return ended(here)
      case 'match':
        [name, argument] = destination(node, input, knowledge)
        break
      case 'answer':
        if (argument) said.push({ type: 'article', topic: argument, buttons: [] })
        name = node.next
        break
      case 'speak':
        speak = argument
        said.push({ type: 'text', key: node.say, buttons: [] })
        name = node.next
        break
      case 'act':
        if (knowledge.joined || !node.alone) acts.push(node.act)
        said.push({ type: 'text', key: knowledge.joined ? node.say : node.alone ?? node.say, buttons: [] })
        name = node.next
        break
      case 'handover':
        said.push({ type: 'text', key: handoverKey(node, knowledge), buttons: [] })
        return ended(here, true)
      case 'agree':
        agreed.push(node.terms)
        said.push({ type: 'text', key: node.say, buttons: [] })
        if (node.next === undefined) return ended(null)
        name = node.next
        break
      case 'keep':
        if (input.type !== 'text' || !knowledge.isFit(input.text)) {
          name = node.unfit
          break
        }
        word = node.word
        said.push({ type: 'text', key: node.say, buttons: [] })
        name = node.next
        break
    }
  }
  throw new Error(`flow ${flow.flow} runs in a circle at ${name}`)
}

/** The buttons of the question a conversation stands at: a worker may type a label instead of tapping it. */
export function openButtons(flow: Flow, session: Session | null, knowledge: Knowledge): readonly Button[] {
  const node = session ? flow.nodes[session.node] : undefined
  return node?.type === 'ask' ? buttonsOf(node.choices, session?.argument ?? null, knowledge) : []
}

function entry(flow: Flow, session: Session | null, input: Input): [string, string | null] {
  if (input.type === 'choice') {
    const [name = '', argument] = input.value.split(/:(.*)/s)
    return flow.nodes[name] ? [name, argument ?? null] : [flow.menu, null]
  }
  if (input.type === 'joined') return [flow.joined, null]
  if (input.type === 'unreadable' && session) return [flow.unreadable, null]
  const node = session ? flow.nodes[session.node] : undefined
  if (!session || !node || input.type === 'begin') return [flow.start, null]
  return node.type === 'ask' ? [node.otherwise, session.argument] : [flow.start, null]
}

function handoverKey({ say, closed = say, again = closed }: Node & { type: 'handover' }, { open, told }: Knowledge): string {
  if (open) return say
  return told ? again : closed
}

function destination(node: Node & { type: 'match' }, input: Input, knowledge: Knowledge): [string, string | null] {
  if (input.type !== 'text') return [node.nothing, null]
  const { decision, topics } = knowledge.match(input.text)
  if (decision === 'answer') return [node.answer, topics[0] ?? null]
  if (decision === 'greeting') return [node.nothing, null]
  if (decision === 'offer') return [node.offer, topics.slice(0, 3).join(',')]
  return [node.none, null]
}

function buttonsOf(rules: readonly ChoiceRule[], argument: string | null, knowledge: Knowledge): Button[] {
  return rules.flatMap((rule): Button[] => {
    if ('label' in rule) return [{ value: rule.to, label: { type: 'key', key: rule.label } }]
    const [of = '', page = '1'] = argument?.split('/') ?? []
    const items = knowledge.list(rule.each, argument === null ? null : of).map(({ item, label }): Button => ({ value: `${rule.to}:${item}`, label }))
    if (!rule.more) return items
    const end = Number(page) * PAGE
    const more: Button = { value: `${rule.more.to}:${of}/${Number(page) + 1}`, label: { type: 'key', key: rule.more.label } }
    return [...items.slice(end - PAGE, end), ...(items.length > end ? [more] : [])]
  })
}

function nodeNamed(flow: Flow, name: string): Node {
  const node = flow.nodes[name]
  if (!node) throw new Error(`flow ${flow.flow} has no node ${name}`)
  return node
}
