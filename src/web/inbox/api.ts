// Every request the desk makes. A refusal, or a server that does not answer, comes back as a value.
import type {
  ConversationList, Refusal, ReplyRequest, SessionView, StatusView, Thread, TranslateAnswer,
} from '../../server/api.ts'

export type Show = 'open' | 'all'

/** `status` is the HTTP status; 0 when nothing answered. */
export interface Refused extends Refusal { readonly status: number }

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refused }

const isRefusal = (body: unknown): body is Refusal =>
  typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string'

/** What a refusal without a readable `error` means: better-auth and proxies answer in their own shapes. */
function meaningOf(status: number): string {
  if (status === 401) return 'signed_out'
  if (status === 403) return 'forbidden'
  if (status === 404) return 'not_found'
  if (status === 409) return 'conflict'
  if (status === 413) return 'too_large'
  if (status === 429) return 'too_many_tries'
  if (status === 400 || status === 422) return 'invalid'
  return status >= 500 ? 'failed' : 'unexpected'
}

async function ask<T>(path: string, init: RequestInit): Promise<Answer<T>> {
  try {
    const response = await fetch(path, { credentials: 'same-origin', ...init })
    const text = await response.text()
    if (response.ok) return { ok: true, value: text === '' ? null : JSON.parse(text) }
    const body: unknown = text.startsWith('{') ? JSON.parse(text) : null
    const refusal = isRefusal(body) ? body : { error: meaningOf(response.status) }
    return { ok: false, refusal: { ...refusal, status: response.status } }
  } catch {
    return { ok: false, refusal: { error: 'offline', status: 0 } }
  }
}

const get = <T>(path: string, signal?: AbortSignal) => ask<T>(path, signal ? { signal } : {})

const post = <T>(path: string, body: object, signal?: AbortSignal) =>
  ask<T>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  })

const of = (conversation: string) => `/api/conversations/${encodeURIComponent(conversation)}`

export const getSession = () => get<SessionView>('/api/session')
export const getStatus = () => get<StatusView>('/api/status')
export const getConversations = (show: Show, signal?: AbortSignal) =>
  get<ConversationList>(`/api/conversations?show=${show}`, signal)
export const getThread = (conversation: string, after: number, signal?: AbortSignal) =>
  get<Thread>(`${of(conversation)}?after=${after}`, signal)

export const takeOver = (conversation: string) => post<unknown>(`${of(conversation)}/take-over`, {})
export const giveBack = (conversation: string) => post<unknown>(`${of(conversation)}/give-back`, {})
export const sendReply = (conversation: string, reply: ReplyRequest) => post<unknown>(`${of(conversation)}/replies`, reply)
/** These two are signs to the worker, not work: nobody waits for the answer. */
export const tellTyping = (conversation: string) => post<unknown>(`${of(conversation)}/typing`, {})
export const tellSeen = (conversation: string) => post<unknown>(`${of(conversation)}/seen`, {})
export const translate = (conversation: string, text: string, signal: AbortSignal) =>
  post<TranslateAnswer>(`${of(conversation)}/translate`, { text }, signal)

/** Where the bytes of a picture, recording or file are. */
export const mediaAddress = (media: string) => `/api/media/${encodeURIComponent(media)}`

export interface NewAccount { readonly token: string; readonly name: string; readonly email: string; readonly password: string }
export const setUp = (account: NewAccount) => post<unknown>('/api/setup', account)

export async function signIn(email: string, password: string): Promise<Answer<unknown>> {
  const answer = await post<unknown>('/api/auth/sign-in/email', { email, password })
  if (!answer.ok && answer.refusal.status === 401) return { ok: false, refusal: { error: 'wrong_credentials', status: 401 } }
  return answer
}

export const signOut = () => post<unknown>('/api/auth/sign-out', {})
