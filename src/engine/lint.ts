// The publish gate of a flow: what would leave a worker without an answer or without a way to a person.
import type { Flow, List, Node } from './flow.ts'
import { PAGE } from './step.ts'

/** What the flow may rely on. */
export interface Surroundings {
  readonly languages: readonly string[]
  /** Whether locales/<language>.json has the key. */
  hasText(language: string, key: string): boolean
  /** What each channel can show. */
  readonly channels: Readonly<Record<string, { readonly choices: number }>>
  /** How many a list may have at most. */
  longest(each: List): number
  hasTopic(topic: string): boolean
}

/** One line for each fault; empty when the flow may be published. */
export function lintFlow(flow: Flow, surroundings: Surroundings): string[] {
  const names = Object.keys(flow.nodes)
  const at = (name: string, fault: string) => `${flow.flow}/${name}: ${fault}`
  const faults: string[] = []
  for (const [role, name] of [['start', flow.start], ['menu', flow.menu], ['unreadable', flow.unreadable], ['joined', flow.joined]] as const) {
    if (!flow.nodes[name]) faults.push(`${flow.flow}: ${role} is the unknown node ${name}`)
  }
  for (const name of flow.asked) if (!flow.nodes[name]) faults.push(`${flow.flow}: asks with the unknown node ${name}`)
  for (const [name, node] of Object.entries(flow.nodes)) {
    for (const next of nextOf(node)) if (!flow.nodes[next]) faults.push(at(name, `leads to the unknown node ${next}`))
    for (const topic of topicsOf(node)) if (!surroundings.hasTopic(topic)) faults.push(at(name, `names the unknown topic ${topic}`))
    for (const key of textsOf(node)) {
      const missing = surroundings.languages.filter((language) => !surroundings.hasText(language, key))
      if (missing.length > 0) faults.push(at(name, `${key} has no text in ${missing.join(', ')}`))
    }
    const count = buttonsOf(node, surroundings)
    for (const [channel, { choices }] of Object.entries(surroundings.channels)) {
      if (choices > 0 && count > choices) faults.push(at(name, `has ${count} choices, ${channel} shows ${choices}`))
    }
  }
  const reached = reachable(flow, [flow.start, flow.menu, flow.unreadable, flow.joined, ...flow.asked])
  for (const name of names) if (!reached.has(name)) faults.push(at(name, 'is never reached'))
  for (const name of names) {
    const node = flow.nodes[name]
    if (node?.type === 'ask' && !node.choices.some((choice) => flow.nodes[choice.to]?.type === 'handover')) {
      faults.push(at(name, 'offers no way to a person'))
    }
    if (node && node.type !== 'ask' && node.type !== 'questionnaire' && node.type !== 'handover' && !stops(flow, name)) faults.push(at(name, 'runs in a circle without a question'))
  }
  return faults
}

export function textsOf(node: Node): string[] {
  switch (node.type) {
    case 'say': return node.say
    case 'ask': return [node.ask, ...node.choices.flatMap((choice) => ('label' in choice ? [choice.label] : 'each' in choice && choice.more ? [choice.more.label] : []))]
    case 'act': return node.alone ? [node.say, node.alone] : [node.say]
    case 'handover': return [node.say, ...(node.closed ? [node.closed] : []), ...(node.again ? [node.again] : [])]
    case 'agree':
    case 'keep':
    case 'tell':
    case 'employer':
    case 'speak': return [node.say]
    case 'own':
    case 'prove':
    case 'match':
    case 'questionnaire':
    case 'answer': return []
  }
}

function nextOf(node: Node): string[] {
  switch (node.type) {
    case 'say':
    case 'speak':
    case 'act':
    case 'tell': return [node.next]
    case 'answer': return [node.next, ...Object.values(node.instead ?? {})]
    case 'own': return [node.none, node.proof, node.stranger, node.next]
    case 'prove': return [node.wrong]
    case 'ask': return [...node.choices.map(({ to }) => to), node.otherwise]
    case 'match': return [node.answer, node.offer, node.none, node.nothing]
    case 'agree': return node.next === undefined ? [] : [node.next]
    case 'keep': return [node.next, node.unfit]
    case 'employer': return [node.next, node.question]
    case 'questionnaire': return [node.otherwise, node.over, node.read, node.person, node.seen, node.stranger]
    case 'handover': return []
  }
}

function topicsOf(node: Node): string[] {
  if (node.type === 'answer') return [...(node.topic === undefined ? [] : [node.topic]), ...Object.keys(node.instead ?? {})]
  return node.type === 'ask' ? node.choices.flatMap((choice) => ('topic' in choice ? [choice.topic] : [])) : []
}

function buttonsOf(node: Node, { longest }: Surroundings): number {
  if (node.type !== 'ask') return 0
  return node.choices.reduce((count, choice) => {
    if (!('each' in choice)) return count + 1
    return count + (choice.more ? Math.min(longest(choice.each), PAGE + 1) : longest(choice.each))
  }, 0)
}

function reachable(flow: Flow, from: readonly string[]): Set<string> {
  const reached = new Set<string>()
  const visit = (name: string) => {
    const node = flow.nodes[name]
    if (!node || reached.has(name)) return
    reached.add(name)
    nextOf(node).forEach(visit)
  }
  from.forEach(visit)
  return reached
}

/** Whether every way on from here comes to a question or a person. */
function stops(flow: Flow, from: string, passed: readonly string[] = []): boolean {
  const node = flow.nodes[from]
  if (!node || node.type === 'ask' || node.type === 'questionnaire' || node.type === 'handover') return true
  if (passed.includes(from)) return false
  return nextOf(node).every((next) => stops(flow, next, [...passed, from]))
}
