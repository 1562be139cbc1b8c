// Every request the desk makes. A refusal, or a server that does not answer, comes back as a value.
import type {
  ContactRequest, ContactView, Refusal, SessionView, StatusView, Thread,
} from '../../server/api/inbox.ts'
import type { AttachedFile, Colleagues, NoteRequest, NoticesView, OnlookersView, ReplyAnswer, ReplyRequest } from '../../server/api/thread.ts'

/** `status` is the HTTP status, 0 when nothing answered; `wait` is after how many seconds to try again, where the server says so. */
export interface Refused extends Refusal { readonly status: number; readonly wait?: number }

export type Answer<T> =
  | { readonly ok: true; readonly value: T; readonly status: number }
  | { readonly ok: false; readonly refusal: Refused }

const isRefusal = (body: unknown): body is Refusal =>
  typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string'

/** better-auth names its refusals in `code`. */
const CODES: Readonly<Record<string, string>> = {
  INVALID_PASSWORD: 'wrong_password',
  INVALID_CODE: 'wrong_code',
  INVALID_BACKUP_CODE: 'wrong_code',
  INVALID_TWO_FACTOR_COOKIE: 'code_expired',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'code_expired',
  ACCOUNT_TEMPORARILY_LOCKED: 'too_many_tries',
  SESSION_NOT_FRESH: 'not_fresh',
  SECOND_FACTOR_REQUIRED: 'second_factor',
  USER_NOT_VERIFIED: 'passkey_failed',
  PASSWORD_TOO_SHORT: 'short_password',
  PASSWORD_GUESSABLE: 'guessable_password',
  CHALLENGE_NOT_FOUND: 'passkey_failed',
  PASSKEY_NOT_FOUND: 'passkey_failed',
  AUTHENTICATION_FAILED: 'passkey_failed',
  FAILED_TO_VERIFY_REGISTRATION: 'passkey_failed',
}

/** What a refusal without a readable `error` means: better-auth and proxies answer in their own shapes. */
function meaningOf(status: number, body: unknown): string {
  const code = typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : ''
  const named = Object.hasOwn(CODES, code) ? CODES[code] : undefined
  if (named !== undefined) return named
  if (status === 401) return 'signed_out'
  if (status === 403) return 'forbidden'
  if (status === 404) return 'not_found'
  if (status === 409) return 'conflict'
  if (status === 413) return 'too_large'
  if (status === 429) return 'too_many_tries'
  if (status === 400 || status === 422) return 'invalid'
  return status >= 500 ? 'failed' : 'unexpected'
}

/** better-auth writes the seconds into a header of its own. */
function waitOf(headers: Headers): { wait?: number } {
  const seconds = Number(headers.get('retry-after') ?? headers.get('x-retry-after') ?? '')
  return seconds > 0 ? { wait: seconds } : {}
}

async function ask<T>(path: string, init: RequestInit): Promise<Answer<T>> {
  try {
    const response = await fetch(path, { credentials: 'same-origin', ...init })
    const text = await response.text()
    if (response.ok) return { ok: true, value: text === '' ? null : JSON.parse(text), status: response.status }
    const body: unknown = text.startsWith('{') ? JSON.parse(text) : null
    const refusal = isRefusal(body) ? body : { error: meaningOf(response.status, body) }
    return { ok: false, refusal: { ...refusal, status: response.status, ...waitOf(response.headers) } }
  } catch {
    return { ok: false, refusal: { error: 'offline', status: 0 } }
  }
}

export const get = <T>(path: string, signal?: AbortSignal) => ask<T>(path, signal ? { signal } : {})

const send = <T>(method: 'POST' | 'PATCH', path: string, body: object, signal?: AbortSignal) =>
  ask<T>(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), ...(signal && { signal }) })

export const post = <T>(path: string, body: object, signal?: AbortSignal) => send<T>('POST', path, body, signal)
export const patch = <T>(path: string, body: object) => send<T>('PATCH', path, body)
export const remove = (path: string) => ask<unknown>(path, { method: 'DELETE' })

const of = (conversation: string) => `/api/conversations/${encodeURIComponent(conversation)}`

export const getSession = () => get<SessionView>('/api/session')
export const getStatus = () => get<StatusView>('/api/status')
/** `since`: the mark of an earlier answer. */
export const getThread = (conversation: string, after: number, since: string | null, signal?: AbortSignal) =>
  get<Thread>(`${of(conversation)}?after=${after}${since === null ? '' : `&since=${since}`}`, signal)
/** The newest lines alone. */
export const getNewest = (conversation: string, count: number, signal?: AbortSignal) =>
  get<Thread>(`${of(conversation)}?last=${count}`, signal)
/** At most `count` lines in front of one. */
export const getEarlier = (conversation: string, before: number, count: number) =>
  get<Thread>(`${of(conversation)}?before=${before}&after=${Math.max(0, before - 1 - count)}`)

export const takeOver = (conversation: string) => post<unknown>(`${of(conversation)}/take-over`, {})
export const giveBack = (conversation: string) => post<unknown>(`${of(conversation)}/give-back`, {})
export const sendReply = (conversation: string, reply: ReplyRequest) => post<ReplyAnswer>(`${of(conversation)}/replies`, reply)
export const getContact = (conversation: string, signal?: AbortSignal) => get<ContactView>(`${of(conversation)}/contact`, signal)
export const noteContact = (conversation: string, terms: ContactRequest) => post<unknown>(`${of(conversation)}/contact`, terms)
export const askWho = (conversation: string) => post<unknown>(`${of(conversation)}/check`, {})
export const confirmWho = (conversation: string, reason: string) => post<unknown>(`${of(conversation)}/confirm`, { reason })
export const sendHeld = (conversation: string, line: string) => post<unknown>(`${of(conversation)}/held/${encodeURIComponent(line)}`, {})
export const withdrawHeld = (conversation: string, line: string) => remove(`${of(conversation)}/held/${encodeURIComponent(line)}`)
export const sendAgain = (conversation: string, message: string) => post<unknown>(`${of(conversation)}/messages/${encodeURIComponent(message)}/again`, {})
export const answerIdle = (conversation: string, answer: 'keep' | 'later') => post<unknown>(`${of(conversation)}/idle`, { answer })
export const getColleagues = (conversation: string) => get<Colleagues>(`${of(conversation)}/colleagues`)
export const writeNote = (conversation: string, note: NoteRequest) => post<unknown>(`${of(conversation)}/notes`, note)
export const correctNote = (conversation: string, note: string, text: string) => patch<unknown>(`${of(conversation)}/notes/${encodeURIComponent(note)}`, { text })
export const removeNote = (conversation: string, note: string) => remove(`${of(conversation)}/notes/${encodeURIComponent(note)}`)
export const attachFile = (conversation: string, file: File) =>
  ask<AttachedFile>(`${of(conversation)}/files?name=${encodeURIComponent(file.name)}`, { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: file })
export const dropFile = (conversation: string, file: string) => remove(`${of(conversation)}/files/${encodeURIComponent(file)}`)
export const tellPresence = (conversation: string, state: 'viewing' | 'writing' | 'gone') => post<OnlookersView>(`${of(conversation)}/presence`, { state })
export const getNotices = () => get<NoticesView>('/api/notices')
export const seeNotices = (conversation: string) => post<unknown>('/api/notices/seen', { conversation })
/** These two are signs to the worker, not work: nobody waits for the answer. */
export const tellTyping = (conversation: string) => post<unknown>(`${of(conversation)}/typing`, {})
export const tellSeen = (conversation: string) => post<unknown>(`${of(conversation)}/seen`, {})

/** Where the bytes of a picture, recording or file are. */
export const mediaAddress = (media: string) => `/api/media/${encodeURIComponent(media)}`

export interface NewAccount { readonly token: string; readonly name: string; readonly email: string; readonly password: string }
export const setUp = (account: NewAccount) => post<unknown>('/api/setup', account)
