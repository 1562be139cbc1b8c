// To which nodes a flow goes on from some of its steps: what a conversation that stands there has just heard.
import type { Flow } from './flow.ts'

/** Names of nodes. */
export interface Places {
  /** An article was shown. */
  readonly answered: ReadonlySet<string>
  /** Several articles were offered. */
  readonly offered: ReadonlySet<string>
  /** No article was near enough. */
  readonly unanswered: ReadonlySet<string>
}

const known = new WeakMap<Flow, Places>()

/** Worked out once for each flow: every turn asks. */
export function placesOf(flow: Flow): Places {
  const there = known.get(flow)
  if (there) return there
  const nodes = Object.values(flow.nodes)
  const matches = nodes.filter((node) => node.type === 'match')
  const places = {
    answered: new Set(nodes.flatMap((node) => (node.type === 'answer' ? [node.next] : []))),
    offered: new Set(matches.map(({ offer }) => offer)),
    unanswered: new Set(matches.map(({ none }) => none)),
  }
  known.set(flow, places)
  return places
}
