// What this process counts and times as it happens, for Prometheus. Labels are channels, providers and outcomes: never a person, a conversation, a company or a text.
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client'
import { openGauges } from './gauges.ts'
import type { DeskState } from './state.ts'

export type SendOutcome = 'sent' | 'retry' | 'failed'
export type CallOutcome = 'ok' | 'failed'
export type WebhookOutcome = 'accepted' | 'forged' | 'unreadable' | 'unverifiable'

export interface Meters {
  webhook(channel: string, outcome: WebhookOutcome): void
  arrived(channel: string, type: string): void
  /** One event, from when it was taken until what it causes is on disk. */
  turn(seconds: number, outcome: 'taken' | 'failed'): void
  sent(channel: string, outcome: SendOutcome): void
  /** A call to somebody else's server. */
  called(provider: string, call: string, outcome: CallOutcome, seconds: number): void
  translated(provider: string, characters: number): void
  notified(medium: string, outcome: 'sent' | 'retry' | 'gone'): void
  /** In Prometheus' text format, with how the desk stands. */
  expose(state: DeskState): Promise<string>
  readonly contentType: string
}

/** From a quick local step to a platform that answers at the last moment. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export function openMeters(): Meters {
  const registry = new Registry()
  const registers = [registry]
  const counter = <T extends string>(name: string, help: string, labelNames: readonly T[]) => new Counter({ name: `madoguchi_${name}`, help, labelNames, registers })
  const histogram = <T extends string>(name: string, help: string, labelNames: readonly T[]) => new Histogram({ name: `madoguchi_${name}`, help, labelNames, registers, buckets: SECONDS })
  const webhooks = counter('webhooks_total', 'Webhooks, by what became of them', ['channel', 'outcome'])
  const events = counter('events_total', 'Events that arrived, redeliveries included', ['channel', 'type'])
  const turns = histogram('turn_seconds', 'From taking an event until all that it causes is on disk', ['outcome'])
  const sends = counter('sends_total', 'Tries to hand a payload to a platform', ['channel', 'outcome'])
  const calls = histogram('provider_call_seconds', 'Calls to platforms and translation providers', ['provider', 'call', 'outcome'])
  const characters = counter('translation_sent_characters_total', 'Characters sent to the translation provider', ['provider'])
  const notices = counter('staff_notices_total', 'Notices to staff outside the pages of the desk', ['medium', 'outcome'])
  const gauges = openGauges(registers)
  let isMeasuringProcess = false
  return {
    webhook: (channel, outcome) => webhooks.inc({ channel, outcome }),
    arrived: (channel, type) => events.inc({ channel, type }),
    turn: (seconds, outcome) => turns.observe({ outcome }, seconds),
    sent: (channel, outcome) => sends.inc({ channel, outcome }),
    called: (provider, call, outcome, seconds) => calls.observe({ provider, call, outcome }, seconds),
    translated: (provider, count) => characters.inc({ provider }, count),
    notified: (medium, outcome) => notices.inc({ medium, outcome }),
    contentType: registry.contentType,
    expose(state) {
      // Watching the event loop and the collector costs a little: only where somebody reads it.
      if (!isMeasuringProcess) collectDefaultMetrics({ register: registry })
      isMeasuringProcess = true
      gauges.set(state)
      return registry.metrics()
    },
  }
}
