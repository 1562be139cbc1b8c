// The routes of Direct Line 3.0 that this page calls, each answered with a value that says what to do next.
import { type ActivitySet, fieldsOf, readActivitySet, stringOf } from './activity.ts'

export const base = '/v3/directline'
const patience = 20_000

/** Which conversation, and the right to it. */
export interface Ticket { readonly conversationId: string; readonly token: string }

export interface Entry extends Ticket { readonly streamUrl: string }

/**
 * `retry`: nothing is known to be wrong with the request; wait `afterMs` at least where the server says so.
 * `gone`: this conversation or its token is no longer known. `refused`: trying the same again is no use.
 */
export type Answer<Body> =
  | { readonly status: 'ok'; readonly body: Body }
  | { readonly status: 'retry'; readonly afterMs: number | null }
  | { readonly status: 'gone' }
  | { readonly status: 'refused' }

interface Request { readonly method: 'GET' | 'POST'; readonly path: string; readonly token?: string; readonly body?: unknown }

function readEntry(value: unknown): Entry | null {
  const fields = fieldsOf(value)
  const conversationId = stringOf(fields.conversationId)
  const token = stringOf(fields.token)
  const streamUrl = stringOf(fields.streamUrl)
  return conversationId && token && streamUrl ? { conversationId, token, streamUrl } : null
}

/** A hotel's or dormitory's sign-in page answers anything, in HTML: only what speaks our JSON is our server. */
export function answerOf<Body>(status: number, retryAfter: string | null, text: string, read: (json: unknown) => Body | null): Answer<Body> {
  const seconds = Number(retryAfter ?? NaN)
  const afterMs = Number.isFinite(seconds) ? seconds * 1000 : null
  if (status === 429 || status === 408 || status >= 500) return { status: 'retry', afterMs }
  const json = parsed(text)
  if (status >= 200 && status < 300) {
    const body = read(json)
    return body === null ? { status: 'retry', afterMs } : { status: 'ok', body }
  }
  if (fieldsOf(json).error === undefined) return { status: 'retry', afterMs }
  return [401, 403, 404].includes(status) ? { status: 'gone' } : { status: 'refused' }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function ask<Body>(request: Request, read: (json: unknown) => Body | null): Promise<Answer<Body>> {
  const cancel = new AbortController()
  const timer = setTimeout(() => cancel.abort(), patience)
  try {
    const response = await fetch(base + request.path, {
      method: request.method,
      credentials: 'omit',
      cache: 'no-store',
      signal: cancel.signal,
      headers: {
        Accept: 'application/json',
        ...request.token === undefined ? {} : { Authorization: `Bearer ${request.token}` },
        ...request.body === undefined ? {} : { 'Content-Type': 'application/json' },
      },
      ...request.body === undefined ? {} : { body: JSON.stringify(request.body) },
    })
    return answerOf(response.status, response.headers.get('retry-after'), await response.text(), read)
  } catch {
    return { status: 'retry', afterMs: null }
  } finally {
    clearTimeout(timer)
  }
}

/** `code`: of the link by which the page was opened; null where it names none. */
export function startConversation(locale: string, code: string | null): Promise<Answer<Entry>> {
  return ask({ method: 'POST', path: '/conversations', body: { locale, ...code === null ? {} : { code } } }, readEntry)
}

/** Without a watermark the stream begins with the whole history. */
export function reopenConversation({ conversationId, token }: Ticket, watermark: string | null): Promise<Answer<Entry>> {
  return ask({ method: 'GET', path: `/conversations/${encodeURIComponent(conversationId)}${after(watermark)}`, token }, readEntry)
}

export function fetchActivities({ conversationId, token }: Ticket, watermark: string | null): Promise<Answer<ActivitySet>> {
  const path = `/conversations/${encodeURIComponent(conversationId)}/activities${after(watermark)}`
  return ask({ method: 'GET', path, token }, readActivitySet)
}

export function postActivity({ conversationId, token }: Ticket, activity: unknown): Promise<Answer<string>> {
  const path = `/conversations/${encodeURIComponent(conversationId)}/activities`
  return ask({ method: 'POST', path, token, body: activity }, (json) => stringOf(fieldsOf(json).id))
}

/** Goes out although the page is left in the same moment; nobody waits for the answer. */
export function postWhileLeaving({ conversationId, token }: Ticket, activity: unknown): void {
  void fetch(`${base}/conversations/${encodeURIComponent(conversationId)}/activities`, {
    method: 'POST', credentials: 'omit', keepalive: true, headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }, body: JSON.stringify(activity),
  }).catch(() => {})
}

export function refreshToken({ token }: Ticket): Promise<Answer<string>> {
  return ask({ method: 'POST', path: '/tokens/refresh', token }, (json) => stringOf(fieldsOf(json).token))
}

function after(watermark: string | null): string {
  return watermark === null ? '' : `?watermark=${encodeURIComponent(watermark)}`
}
