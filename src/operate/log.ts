// The one log. What it can say is listed (log-events.ts), so that nobody's words, names, addresses or tokens can stand in it, whoever calls it with what.
import { pino } from 'pino'
import type { DestinationStream } from 'pino'
import { LOG_EVENTS, LOG_FIELDS } from './log-events.ts'
import type { LogEvent, LogField, LogFields } from './log-events.ts'

export interface Log {
  error(fields: LogFields, event: LogEvent): void
  warn(fields: LogFields, event: LogEvent): void
  info(fields: LogFields, event: LogEvent): void
}

/** Stands where a value has not the form of its field. */
const HIDDEN = '[hidden]'
const known: ReadonlySet<string> = new Set(LOG_EVENTS)
const isField = (name: string): name is LogField => name in LOG_FIELDS

/** @param to standard output, where nothing else is said */
export function openLog({ level, role }: { readonly level: string; readonly role: string }, to?: DestinationStream): Log {
  const options = { level, base: { role } }
  const lines = to ? pino(options, to) : pino(options)
  const write = (severity: 'error' | 'warn' | 'info') => (fields: LogFields, event: LogEvent) => lines[severity](shown(fields), known.has(event) ? event : HIDDEN)
  return { error: write('error'), warn: write('warn'), info: write('info') }
}

/** What is not in the list is left out, also where types were got round. */
function shown(fields: LogFields): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => {
    if (!isField(name) || value === undefined) return []
    const form = LOG_FIELDS[name]
    const one = (part: unknown) => (form.test(String(part)) ? part : HIDDEN)
    return [[name, value === null ? null : Array.isArray(value) ? value.map(one) : one(value)]]
  }))
}
