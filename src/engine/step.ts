// Runs a flow from what the worker did to the next question. Pure: session in, session and lines out.
import type { SheetChange } from '../questionnaires/running.ts'
import type { Act, Agreed, ChoiceRule, Flow, Node, Session } from './flow.ts'
import type { Button, Input, Knowledge, Outcome, Said, Told } from './outcome.ts'

/** Buttons of a long list shown at once: with those beside it they fit every channel. */
export const PAGE = 9

/** More nodes than this in one go is a flow that runs in a circle. */
const MAX_NODES = 100

/** @throws Error when the flow is broken: an unknown node, or a circle without a question (the lint refuses both) */
export function step(flow: Flow, session: Session | null, input: Input, knowledge: Knowledge): Outcome {
  const said: Said[] = []
  const acts: Act[] = []
  const agreed: Agreed[] = []
  let speak: string | null = null
  const told: Told[] = []
  let word: Outcome['word'] = null
  let proof: Outcome['proof'] = null
  let employer = false
  let unseen = false
  const noted: SheetChange[] = []
  const ended = (place: Session | null, handOver = false, unread = false): Outcome =>
    ({ session: place, said, handOver, speak, acts, agreed, word, proof, told, employer, noted, unseen, unread })
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
        if (node.choices.some((rule) => 'each' in rule && knowledge.isUnread(rule.each))) return ended(session, false, true)
        said.push({ type: 'text', key: node.ask, buttons: buttonsOf(node.choices, argument, knowledge) })
        return ended(here)
      case 'match':
        [name, argument] = input.type === 'begin' && input.opens !== undefined ? entry(flow, session, { type: 'choice', value: input.opens }) : destination(node, input, knowledge)
        break
      case 'answer':
        argument = node.topic ?? argument
        if (argument !== null && node.instead?.[argument] !== undefined) {
          name = node.instead[argument] ?? node.next
          break
        }
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
      case 'own': {
        const found = knowledge.mayShow(node.shows)
        const may = proof === 'right' && (found === 'word' || found === 'stranger') ? 'yes' : found
        if (may === 'unread') return ended(session, false, true)
        if (may === 'word') argument = name
        if (may === 'yes') said.push({ type: 'own', shows: node.shows, buttons: [] })
        name = { none: node.none, word: node.proof, stranger: node.stranger, yes: node.next }[may]
        break
      }
      case 'prove':
        proof = input.type === 'text' && knowledge.isTheirs(input.text) ? 'right' : 'wrong'
        name = proof === 'right' && flow.nodes[argument ?? ''] ? argument ?? node.wrong : node.wrong
        argument = null
        break
      case 'tell':
        told.push({ tells: node.tells, about: argument })
        said.push({ type: 'text', key: node.say, buttons: [] })
        name = node.next
        break
      case 'employer':
        if (input.type !== 'text' || (isSentence(input.text) && knowledge.match(input.text).decision === 'answer')) {
          name = input.type === 'text' ? node.question : node.next
          break
        }
        employer = true
        said.push({ type: 'text', key: node.say, buttons: [] })
        name = node.next
        break
      case 'questionnaire': {
        const asked = knowledge.asks(argument, count === 0 && input.type === 'text' ? input.text : null)
        if (asked.leads === 'unread') return ended(session, false, true)
        said.push(...asked.said)
        if (asked.noted) noted.push(asked.noted)
        unseen ||= asked.unseen
        argument = asked.argument
        if (asked.leads === null) return ended({ ...here, argument })
        name = node[asked.leads]
        break
      }
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
  if (node.type === 'questionnaire') return [session.node, session.argument]
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
    if ('topic' in rule) return [{ value: `${rule.to}:${rule.topic}`, label: { type: 'topic', topic: rule.topic } }]
    const [of = '', page = '1'] = argument?.split('/') ?? []
    const items = knowledge.list(rule.each, argument === null ? null : of).map(({ item, label }): Button => ({ value: rule.each === 'address' ? item : `${rule.to}:${item}`, label }))
    if (!rule.more) return items
    const end = Number(page) * PAGE
    const more: Button = { value: `${rule.more.to}:${of}/${Number(page) + 1}`, label: { type: 'key', key: rule.more.label } }
    return [...items.slice(end - PAGE, end), ...(items.length > end ? [more] : [])]
  })
}

/** Names of companies are shorter, and may look like the topic of an article. */
const SENTENCE_WORDS = 4

function isSentence(text: string): boolean {
  return [...new Intl.Segmenter('ja', { granularity: 'word' }).segment(text)].filter(({ isWordLike }) => isWordLike).length >= SENTENCE_WORDS
}

function nodeNamed(flow: Flow, name: string): Node {
  const node = flow.nodes[name]
  if (!node) throw new Error(`flow ${flow.flow} has no node ${name}`)
  return node
}
