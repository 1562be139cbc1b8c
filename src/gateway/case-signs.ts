// What workers write, as their cases hear it: in the same transaction as the lines themselves. Danger without a case begins one.
import { fold } from '../cases/case.ts'
import type { CaseEvent } from '../cases/events.ts'
import { openByAnswers, openBySign } from '../cases/open.ts'
import { changeOf } from '../cases/projection.ts'
import type { Sign } from '../cases/severity.ts'
import { onAnswerElsewhere, onWorkerMessage } from '../cases/worker-signs.ts'
import { isLanguage } from '../knowledge/languages.ts'
import type { Runtime } from '../runtime.ts'
import { lockOpenCases, saveCases } from '../store/case-writing.ts'
import type { CaseSignal, CaseWrite } from '../store/case-writing.ts'
import type { Statements } from '../store/database.ts'
import type { TurnRows } from '../store/turns.ts'
import type { Content } from './content.ts'
import { ownTopics } from './own.ts'
import { topicsOf } from './understand.ts'

interface Heard { readonly signals: readonly CaseSignal[]; readonly conversations: readonly Pick<TurnRows['conversations'][number], 'id' | 'person_id' | 'language'>[] }
type Tools = Pick<Runtime, 'content' | 'hours' | 'now' | 'newId'>

/** What goes wrong with a case must not keep a worker's line from being logged and answered. */
export async function tellCases(tx: Statements, runtime: Tools & { readonly log: Pick<Runtime['log'], 'error'> }, heard: Heard): Promise<void> {
  if (heard.signals.length === 0) return
  await tx.$executeRaw`SAVEPOINT cases`
  try {
    await tell(tx, runtime, heard)
  } catch (error) {
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT cases`
    runtime.log.error({ conversations: [...new Set(heard.signals.map(({ conversation_id }) => conversation_id))], reason: error instanceof Error ? error.name : 'unknown' }, 'cases were not told')
  }
}

async function tell(tx: Statements, { content, hours, now, newId }: Tools, { signals, conversations }: Heard): Promise<void> {
  const around = (language: string | null) => ({ now: now(), actor: 'system', hours: language !== null && isLanguage(language) ? hours.of(language) : hours.all().usual, newId })
  const byConversation = Map.groupBy(signals, ({ conversation_id }) => conversation_id)
  const open = await lockOpenCases(tx, [...byConversation.keys()])
  const writes = new Map<string, CaseWrite>()
  for (const [conversation, heard] of byConversation) {
    const found = open.get(conversation)
    if (found) {
      const earlier = writes.get(found.id)
      const fresh = heard.reduce<readonly CaseEvent[]>((so, signal) => {
        const state = fold([...found.events, ...so])
        const signs = signsIn(signal, content)
        const asksStanding = signal.silent && signs.some((sign) => sign.type === 'topic' && ownTopics(content.flow).includes(sign.topic))
        return [...so, ...(signal.by === 'elsewhere' ? onAnswerElsewhere(state, around(found.language)) : onWorkerMessage(state, signs, around(found.language), asksStanding))]
      }, earlier?.fresh ?? [])
      if (fresh.length > 0) writes.set(found.id, { id: found.id, person: null, conversations: [...(earlier?.conversations ?? []), conversation], ...changeOf(found.events, fresh) })
      continue
    }
    const signs = heard.flatMap((signal) => signsIn(signal, content))
    const [danger] = signs.filter((sign) => sign.type === 'danger').toSorted((a, b) => (a.level < b.level ? 1 : -1))
    const { person_id: person, language = null } = conversations.find(({ id }) => id === conversation) ?? {}
    const wished = heard.filter(({ handOver }) => handOver).flatMap(({ answers }) => answers)
    const opened = danger ? openBySign(danger, around(language)) : wished.length > 0 ? openByAnswers(wished, around(language)) : null
    if (opened && person !== undefined) {
      const id = newId()
      writes.set(id, { id, person, conversations: [conversation], ...changeOf([], opened) })
    }
  }
  await saveCases(tx, [...writes.values()])
}

/**
 * The door for a self-check: what somebody answered there makes an open case as grave as it says; without a case nothing begins unless they
 * `wish` that a person looks at it.
 * @param choices ids such as `q3.4`
 */
export function selfCheckAnswered(conversation: string, choices: readonly string[], wish: boolean): CaseSignal {
  return { conversation_id: conversation, by: 'worker', text: null, danger: null, handOver: wish, answers: choices, silent: false }
}

/** Only a topic that the desk is sure of counts. */
function signsIn({ text, danger, handOver, answers }: CaseSignal, content: Content): Sign[] {
  const { decision, topics } = text === null ? { decision: 'handover', topics: [] } : topicsOf(text, content)
  const [topic] = decision === 'answer' ? topics : []
  return [
    ...(danger ? [{ type: 'danger', kind: danger.kind, level: danger.level } as const] : []),
    ...(topic === undefined ? [] : [{ type: 'topic', topic } as const]),
    ...(handOver ? [{ type: 'handOver' } as const] : []),
    ...answers.map((choice) => ({ type: 'answer', choice }) as const),
  ]
}
