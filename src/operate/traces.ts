// Traces of messages on their road, for whoever collects them (OTLP over HTTP). They hold ids, times and outcomes; loaded only where a collector is named.
import type { Tracer } from '@opentelemetry/api'
import { createHash } from 'node:crypto'
import type { IdGenerator } from '@opentelemetry/sdk-trace'

/** Milliseconds of `performance.now()`. */
type Moment = number

/** What arrived, as the channel named it: its digest becomes the trace, so that every process knows it without being told. */
export interface Traced { readonly account: string; readonly event: string }

export interface Traces {
  /** `accepted`: when the insert began; it is on disk now. */
  arrived(events: readonly Traced[], by: 'webhook' | 'fetch' | 'page', begun: Moment, accepted: Moment): void
  /** `row`: the number of the event, as logs name it. `deliveries`: what it sends. The commit is over now. */
  turned(turns: readonly (Traced & { readonly row: string; readonly deliveries: readonly string[] })[], begun: Moment, committing: Moment): void
  /** The try to send it is over now. */
  delivered(delivery: string, account: string, status: string, begun: Moment): void
  /** Sends what is left. */
  close(): Promise<void>
}

/** So many deliveries are remembered with the turn they come from. What another process sends is a trace of its own. */
const REMEMBERED = 10_000

/** @param endpoint the collector's; `/v1/traces` is added */
export async function openTraces(endpoint: string, role: string, version: string): Promise<Traces> {
  const [{ ROOT_CONTEXT, trace, TraceFlags }, { BatchSpanProcessor, RandomIdGenerator, TracerProvider }, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/api'), import('@opentelemetry/sdk-trace'), import('@opentelemetry/exporter-trace-otlp-http'), import('@opentelemetry/resources'),
  ])
  const ids = foreseen(new RandomIdGenerator())
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'madoguchi', 'service.version': version, 'madoguchi.role': role }), idGenerator: ids,
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` }) })],
  })
  const tracer: Tracer = provider.getTracer('madoguchi')
  const under = (traceId: string, spanId: string) => trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true })
  const span = (name: string, parent: ReturnType<typeof under>, begun: Moment, ended: Moment, attributes: Readonly<Record<string, string | number>>) => {
    const made = tracer.startSpan(name, { startTime: begun, attributes }, parent)
    made.end(ended)
    return made.spanContext()
  }
  const turnOf = new Map<string, ReturnType<typeof under>>()
  return {
    arrived(events, by, begun, accepted) {
      const ended = performance.now()
      for (const { account, event } of events) {
        const [traceId, spanId] = idsOf(account, event)
        ids.next(traceId, spanId)
        span(by, ROOT_CONTEXT, begun, ended, { 'madoguchi.account': account })
        span('accept', under(traceId, spanId), accepted, ended, {})
      }
    },
    turned(turns, begun, committing) {
      const ended = performance.now()
      for (const { account, event, row, deliveries } of turns) {
        const turn = span('turn', under(...idsOf(account, event)), begun, ended, { 'madoguchi.account': account, 'madoguchi.event': row })
        span('commit', under(turn.traceId, turn.spanId), committing, ended, {})
        for (const delivery of deliveries) turnOf.set(delivery, under(turn.traceId, turn.spanId))
      }
      for (const oldest of turnOf.keys()) {
        if (turnOf.size <= REMEMBERED) break
        turnOf.delete(oldest)
      }
    },
    delivered(delivery, account, status, begun) {
      span('deliver', turnOf.get(delivery) ?? ROOT_CONTEXT, begun, performance.now(), { 'madoguchi.account': account, 'madoguchi.delivery': delivery, 'madoguchi.status': status })
      if (status !== 'pending') turnOf.delete(delivery)
    },
    close: () => provider.shutdown(),
  }
}

/** Platforms' ids may be addresses: only a digest leaves. */
function idsOf(account: string, event: string): [traceId: string, spanId: string] {
  const digest = createHash('sha256').update(`${account} ${event}`).digest('hex')
  return [digest.slice(0, 32), digest.slice(32, 48)]
}

/** A generator whose next trace and span can be said before. */
function foreseen(random: IdGenerator): IdGenerator & { next(traceId: string, spanId: string): void } {
  let [trace, span]: (string | null)[] = [null, null]
  return {
    next(traceId, spanId) { [trace, span] = [traceId, spanId] },
    generateTraceId() {
      const id = trace ?? random.generateTraceId()
      trace = null
      return id
    },
    generateSpanId() {
      const id = span ?? random.generateSpanId()
      span = null
      return id
    },
  }
}
