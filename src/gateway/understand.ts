// What the desk makes of one message by itself: its language, its topics, its danger. The turn and the evaluation share it.
import type { DangerKind } from '../knowledge/danger.ts'
import { isGreeting } from '../knowledge/greetings.ts'
import type { Language } from '../knowledge/languages.ts'
import type { Match } from '../knowledge/match.ts'
import type { Content } from './content.ts'

export interface Understood {
  readonly detected: Language | null
  /** Ranked, best first, at most five. */
  readonly topics: readonly string[]
  readonly decision: Match['decision']
  readonly danger: DangerKind | null
}

export function understand(text: string, content: Content): Understood {
  const { decision, topics } = content.matcher.match(text)
  return {
    detected: content.language.detect(text).language,
    topics: topics.map(({ topic }) => topic),
    decision: isGreeting(text) ? 'handover' : decision,
    danger: content.danger.check(text)?.kind ?? null,
  }
}
