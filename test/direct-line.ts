// A client of Direct Line 3.0 for tests: the calls a page makes, over real sockets.
import { WebSocket } from 'ws'
import type { ClientOptions } from 'ws'
import type { TestDesk } from './desk.ts'

export interface Shown {
  readonly type: string
  readonly id: string
  readonly text: string
  readonly name?: string
  readonly value?: unknown
  readonly from: { readonly id: string; readonly role: string }
  readonly channelData: Record<string, unknown>
  readonly attachments?: readonly { readonly contentType: string; readonly contentUrl: string; readonly name?: string }[]
  readonly suggestedActions?: { readonly actions: readonly { readonly value: string }[] }
}
export interface Started { readonly conversationId: string; readonly token: string; readonly streamUrl: string; readonly expires_in: number }
export interface ActivitySet { readonly activities: readonly Shown[]; readonly watermark?: string }

interface Asked { readonly token?: string; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }

export async function call<T>(desk: TestDesk, path: string, { token, body, headers }: Asked = {}): Promise<{ status: number; json: T; headers: Headers }> {
  const response = await fetch(`${desk.url}/v3/directline${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: response.status, json: await response.json() as T, headers: response.headers }
}

export async function start(desk: TestDesk, locale = 'my'): Promise<Started> {
  return (await call<Started>(desk, '/conversations', { body: { locale } })).json
}

export function post(desk: TestDesk, { conversationId, token }: Started, text: string, clientActivityID: string, more = {}) {
  return call<{ id: string }>(desk, `/conversations/${conversationId}/activities`, { token, body: { type: 'message', text, channelData: { clientActivityID, ...more } } })
}

export async function history(desk: TestDesk, { conversationId, token }: Started, watermark = ''): Promise<ActivitySet> {
  return (await call<ActivitySet>(desk, `/conversations/${conversationId}/activities?watermark=${watermark}`, { token })).json
}

export async function reopen(desk: TestDesk, { conversationId, token }: Started, watermark = ''): Promise<Started> {
  return (await call<Started>(desk, `/conversations/${conversationId}?watermark=${watermark}`, { token })).json
}

export interface PostedFile { readonly name: string; readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> }

/** As Microsoft's client does it: an `activity` part and a `file` part for each. */
export async function upload(desk: TestDesk, { conversationId, token }: Started, files: readonly PostedFile[], activity: object | null, headers: Record<string, string> = {}) {
  const form = new FormData()
  if (activity) form.append('activity', new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }))
  for (const { name, type, bytes } of files) form.append('file', new Blob([bytes], { type }), name)
  const response = await fetch(`${desk.url}/v3/directline/conversations/${conversationId}/upload?userId=dl_x`, {
    method: 'POST', headers: { authorization: `Bearer ${token}`, ...headers }, body: form,
  })
  return { status: response.status, json: await response.json() as { id?: string; error?: { code: string; message: string } } }
}

export interface Watched {
  readonly seen: Shown[]
  readonly sets: ActivitySet[]
  readonly socket: WebSocket
  /** The status with which the socket was refused, or the code with which it was closed. */
  ended(): number | null
}

export function watch(url: string, options: ClientOptions = {}): Watched {
  const [seen, sets]: [Shown[], ActivitySet[]] = [[], []]
  let ended: number | null = null
  const socket = new WebSocket(url, options)
  socket.on('message', (data) => {
    const text = (data as Buffer).toString()
    if (text === '') return
    const set = JSON.parse(text) as ActivitySet
    sets.push(set)
    seen.push(...set.activities)
  })
  socket.on('unexpected-response', (_request, response) => {
    ended = response.statusCode ?? 0
    response.destroy()
  })
  socket.on('close', (code) => { ended ??= code })
  socket.on('error', () => {})
  return { seen, sets, socket, ended: () => ended }
}
