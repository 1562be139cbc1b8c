// A person who asks for their own case, or says something to it, in whatever the conversation stands. Pure.
import type { OwnCase } from '../cases/as-worker-sees.ts'
import type { Flow, Node, Session } from '../engine/flow.ts'
import type { Input, Outcome } from '../engine/outcome.ts'
import type { Language } from '../knowledge/languages.ts'
import type { Effect } from './turn.ts'

/** The lists of buttons that are made of the person's cases. */
const OF_CASES: ReadonlySet<string> = new Set(['consent', 'unrated', 'rating'])

/** The question a conversation stands at has buttons that only its person's cases tell. */
export function standsAtOwn({ nodes }: Flow, session: Session | null): boolean {
  const node = session ? nodes[session.node] : undefined
  return node?.type === 'ask' && node.choices.some((rule) => 'each' in rule && OF_CASES.has(rule.each))
}

/** The question has buttons for questionnaires, of which some are not asked of who is done with them. */
export function standsAtOpen({ nodes }: Flow, session: Session | null): boolean {
  const node = session ? nodes[session.node] : undefined
  return node?.type === 'ask' && node.choices.some((rule) => 'each' in rule && rule.each === 'open')
}

/** They tapped what shows or changes something of theirs, or type the word it asked for. Answered also while they wait for a person: nobody talks yet. */
export function asksOwn({ nodes }: Flow, session: Session | null, input: Input): boolean {
  const tapped = nodeOf(nodes, input)
  if (tapped) return tapped.type === 'own' || tapped.type === 'tell'
  const node = session ? nodes[session.node] : undefined
  return input.type === 'text' && node?.type === 'ask' && nodes[node.otherwise]?.type === 'prove'
}

/** While a counsellor has the conversation the bot says nothing, but what the person decides holds at once, and what they want to know is noted. */
export function toldInSilence({ nodes }: Flow, input: Input): Effect[] {
  const tapped = nodeOf(nodes, input)
  if (tapped?.type === 'own' && tapped.shows === 'standing') return [{ type: 'tell', tells: 'wantStanding', about: null, text: '' }]
  if (tapped?.type !== 'tell' || tapped.tells === 'comment' || input.type !== 'choice') return []
  return [{ type: 'tell', tells: tapped.tells, about: argumentOf(input.value), text: '' }]
}

/** What a step told, and that somebody wants to read what is not written yet. */
export function toldBy({ told, said }: Outcome, input: Input, reader: Language, cases: readonly OwnCase[]): Effect[] {
  const text = input.type === 'text' ? input.text : ''
  const missing = said.some((one) => one.type === 'own' && one.shows === 'summary') ? cases.filter((one) => one.theirs && one.closedOn === null && one.summary[reader] === undefined) : []
  return [
    ...told.map(({ tells, about }): Effect => ({ type: 'tell', tells, about, text: tells === 'comment' ? text : '' })),
    ...missing.map(({ id }): Effect => ({ type: 'tell', tells: 'wantSummary', about: id, text: '' })),
  ]
}

/** The articles that have a node of their own: asking for them is asking for one's case. */
export function ownTopics({ nodes }: Flow): string[] {
  return Object.values(nodes).flatMap((node) => (node.type === 'answer' ? Object.keys(node.instead ?? {}) : []))
}

function nodeOf(nodes: Flow['nodes'], input: Input): Node | undefined {
  if (input.type !== 'choice') return undefined
  const node = nodes[input.value.split(':')[0] ?? '']
  const instead = node?.type === 'answer' ? node.instead?.[argumentOf(input.value) ?? ''] : undefined
  return instead === undefined ? node : nodes[instead]
}

function argumentOf(value: string): string | null {
  const at = value.indexOf(':')
  return at < 0 ? null : value.slice(at + 1)
}
