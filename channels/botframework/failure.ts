// What the connector's refusals mean for a message. Facts: Teams, "Messages in bot conversations" (status codes) and "Rate limiting".
import { z } from 'zod'
import type { SendResult } from '../contract.ts'
import { LoginFailed } from './token.ts'

export type Failure = Extract<SendResult, { status: 'retry' | 'failed' }>

const MENDING_MS = 30_000
const RATE_MS = 5_000
const LONGEST_RATE_MS = 300_000
/** No call can ask whether a message got through: before it goes out again, its answer may only be late. */
const UNSURE_MS = 10_000

/** The person took the app off, or blocked it. */
const GONE = new Set(['BotNotInConversationRoster', 'ConversationBlockedByUser', 'MessageWritesBlocked', 'ForbiddenOperationException', 'ConversationNotFound'])
const BLOCKED = new Set(['BotDisabledByAdmin'])

const ErrorBody = z.object({ error: z.object({ code: z.string().max(80).catch(''), subCode: z.string().max(80).catch('') }) })

export class ConnectorRefusal extends Error {
  override readonly name = 'ConnectorRefusal'
  readonly status: number
  readonly codes: readonly string[]
  /** What the answer asks to wait; null where it asks nothing that can be read. */
  readonly afterMs: number | null
  constructor(status: number, body: string, retryAfter: string | null) {
    super(`Bot Framework: refused (${status})`)
    this.status = status
    this.codes = codesIn(body)
    const seconds = Number(retryAfter ?? Number.NaN)
    this.afterMs = seconds >= 0 ? Math.min(LONGEST_RATE_MS, seconds * 1000) : null
  }
}

export function failureOf(error: unknown): Failure {
  if (error instanceof ConnectorRefusal) return ofRefusal(error)
  if (error instanceof LoginFailed) {
    const refused = error.status !== null && error.status >= 400 && error.status < 500 && error.status !== 429
    return refused ? retry('the login refused the bot', { afterMs: MENDING_MS, problem: 'access' }) : retry('the login does not answer')
  }
  return isRefused(error) ? retry('not reachable') : unsure('no answer')
}

function ofRefusal({ status, codes, afterMs }: ConnectorRefusal): Failure {
  const named = [String(status), ...codes].join(' ')
  const isOf = (known: ReadonlySet<string>) => codes.some((code) => known.has(code))
  if (isOf(BLOCKED)) return { ...failed(`the bot is switched off (${named})`), problem: 'blocked' }
  if (isOf(GONE) || status === 404) return { ...failed(`this person cannot be reached (${named})`), gone: true }
  if (status === 401 || status === 403) return retry(`access refused (${named})`, { afterMs: MENDING_MS, problem: 'access' })
  if (status === 429) return retry(`rate limit (${named})`, { afterMs: Math.max(RATE_MS, afterMs ?? 0), slow: true })
  // Two writes at once: the connector itself asks to send this again, and 503 says that it took nothing.
  if (status === 412 || status === 503) return retry(`busy (${named})`, { afterMs: Math.max(1_000, afterMs ?? 0) })
  return status >= 500 || status === 408 ? unsure(`error (${named})`) : failed(`refused (${named})`)
}

function retry(reason: string, more: Pick<Failure, 'afterMs' | 'problem' | 'slow'> = {}): Failure {
  return { status: 'retry', certain: true, reason: `Bot Framework: ${reason}`, ...more }
}

function unsure(reason: string): Failure {
  return { status: 'retry', certain: false, reason: `Bot Framework: ${reason}`, afterMs: UNSURE_MS }
}

function failed(reason: string): Failure {
  return { status: 'failed', certain: true, reason: `Bot Framework: ${reason}` }
}

/** Letters alone: nothing of a message can stand in them. */
function codesIn(body: string): string[] {
  try {
    const { error } = ErrorBody.parse(JSON.parse(body))
    return [error.code, error.subCode].filter((code) => /^[A-Za-z]{3,60}$/.test(code))
  } catch {
    return []
  }
}

function isRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && (cause.code === 'ECONNREFUSED' || cause.code === 'ENOTFOUND')
}
