// What the desk itself asks about a case, as the flow words it: the line, its buttons, and where the guide stands when it is answered. Pure.
import type { Capabilities } from '../../channels/contract.ts'
import type { QuestionKind } from '../cases/state.ts'
import { DEFAULT_TERMS } from '../contact/terms.ts'
import type { Session } from '../engine/flow.ts'
import { step } from '../engine/step.ts'
import type { Language } from '../knowledge/languages.ts'
import type { Content } from './content.ts'
import { flowKnowledge } from './flow-knowledge.ts'
import { lineOf } from './say.ts'
import type { Line } from './say.ts'

const NODES: Readonly<Record<QuestionKind, string>> = { satisfaction: 'rateAsk', solved: 'solvedAsk' }

/** @throws Error where the flow has no such question */
export function ownQuestion(question: QuestionKind, id: string, language: Language, content: Content, capabilities: Capabilities): { readonly line: Line; readonly session: Session | null } {
  const { flow } = content
  const knowledge = flowKnowledge(content, language, { joined: false, open: true, told: false }, { cases: [], state: { unconfirmedAt: null, contact: DEFAULT_TERMS } })
  const { said: [said], session } = step(flow, null, { type: 'choice', value: `${NODES[question]}:${id}` }, knowledge)
  if (!said) throw new Error(`flow ${flow.flow} asks nothing at ${NODES[question]}`)
  // Whatever they tap months later is still about this case.
  const buttons = said.buttons.map((button) => (flow.nodes[button.value]?.type === 'tell' ? { ...button, value: `${button.value}:${id}` } : button))
  return { line: lineOf({ ...said, buttons }, language, content, capabilities, { today: '', code: '', cases: [], mediates: false, opens: () => '' }), session }
}
