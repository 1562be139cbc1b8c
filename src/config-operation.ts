// The part of the environment about seeing how the desk runs: metrics, and where traces go.
import { z } from 'zod'

export const OperationEnvironment = z.object({
  METRICS_TOKEN: z.string().trim().min(16, 'has at least 16 characters').optional(),
  METRICS_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
})

export interface OperationConfig {
  /** Null: only this machine may read the metrics. */
  readonly metricsToken: string | null
  /** A port of its own for metrics and probes, in every role; null: none. */
  readonly metricsPort: number | null
  /** Null: no traces. */
  readonly tracesTo: string | null
}

export function operationOf(e: z.infer<typeof OperationEnvironment>): OperationConfig {
  return { metricsToken: e.METRICS_TOKEN ?? null, metricsPort: e.METRICS_PORT ?? null, tracesTo: e.OTEL_EXPORTER_OTLP_ENDPOINT ?? null }
}
