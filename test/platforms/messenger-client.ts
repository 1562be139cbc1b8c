// What the stand-in's own tests call it with: a Graph API client, and a webhook that writes down what it hears.
import { onTestFinished } from 'vitest'
import { parseJson, startHttpServer, type Answer, type Received } from './http-server.ts'
import { appSecretProof, startMessenger, type MessengerOptions } from './messenger.ts'

export interface CallOptions {
  readonly token?: string | null
  /** Where the token stands; in the header by default. */
  readonly place?: 'header' | 'query'
  readonly proof?: string | null
  readonly type?: string
}

export async function openMessenger(options: MessengerOptions = {}) {
  const clock = { at: Date.parse('2026-10-01T00:00:00Z') }
  const messenger = await startMessenger({ now: () => new Date(clock.at), ...options })
  onTestFinished(() => messenger.close())

  /** `body` may be a text, which is sent as it is. */
  async function call(method: string, path: string, body?: unknown, own: CallOptions = {}) {
    const { token = messenger.token, place = 'header' } = own
    const address = new URL(messenger.url + path)
    const proof = own.proof === undefined ? appSecretProof(messenger.token, messenger.appSecret) : own.proof
    if (proof !== null) address.searchParams.set('appsecret_proof', proof)
    if (token !== null && place === 'query') address.searchParams.set('access_token', token)
    const response = await fetch(address, {
      method,
      headers: {
        ...(token !== null && place === 'header' ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': own.type ?? 'application/json' }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return { status: response.status, headers: response.headers, body: parseJson(await response.text()) }
  }
  const sendTo = (psid: string, more: object = {}) => call('POST', '/v25.0/me/messages', {
    recipient: { id: psid }, messaging_type: 'RESPONSE', message: { text: 'Xin chào' }, ...more,
  })
  return { messenger, clock, call, sendTo }
}

export const graphError = (status: number, code: number, subcode?: number) => ({
  status,
  body: { error: { code, type: 'OAuthException', ...(subcode === undefined ? {} : { error_subcode: subcode }) } },
})

/** `answer` decides what the webhook says; 200 by default. */
export async function listen(answer: (request: Received) => Promise<Answer> | Answer = () => ({ status: 200, body: {} })) {
  const received: Received[] = []
  const server = await startHttpServer(1024 * 1024, async (request) => {
    received.push(request)
    return answer(request)
  })
  onTestFinished(() => server.close())
  return { url: server.url, received, parsed: () => received.map(({ body }): unknown => parseJson(body ?? '')) }
}
