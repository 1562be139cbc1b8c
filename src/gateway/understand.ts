// What the desk makes of one message by itself: its language, its topics, its danger.
import type { DangerKind } from '../knowledge/danger-phrases.ts'
import { isGreeting } from '../knowledge/greetings.ts'
import type { Language } from '../knowledge/languages.ts'
import type { Match } from '../knowledge/match.ts'
import type { Content } from './content.ts'

export interface Topics {
  readonly decision: Match['decision'] | 'greeting'
  /** Ranked, best first, at most five. */
  readonly topics: readonly string[]
}

export interface Understood extends Omit<Topics, 'decision'> {
  readonly detected: Language | null
  readonly decision: Match['decision']
  readonly danger: DangerKind | null
}

/** A greeting asks nothing, however near its words are to an article. */
export function topicsOf(text: string, { matcher }: Content): Topics {
  const { decision, topics } = matcher.match(text)
  return { decision: isGreeting(text) ? 'greeting' : decision, topics: topics.map(({ topic }) => topic) }
}

/** The whole of it at once, for measuring; outside a flow a greeting is handed over. */
export function understand(text: string, content: Content): Understood {
  const { decision, topics } = topicsOf(text, content)
  const detected = content.language.detect(text).language
  return {
    detected,
    topics,
    decision: decision === 'greeting' ? 'handover' : decision,
    danger: content.danger.check(text, detected)?.kind ?? null,
  }
}
