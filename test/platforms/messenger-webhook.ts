// The other direction: Meta calls us. Escapes and signs a body as Meta does, posts it until it is taken, and asks whose address it is.
import { createHmac, randomInt } from 'node:crypto'

export interface Delivery {
  /** How often the same bytes are posted, taken or not; once by default. */
  readonly repeat?: number
  /** The last entry first. */
  readonly reverse?: boolean
  readonly badSignature?: boolean
  /** Sent instead of the right signature; null leaves the header out. */
  readonly signature?: string | null
  /** Tries in all where the answer is not 200 or does not come in time; 3 by default. They follow each other at once. */
  readonly tries?: number
  /** 5 seconds by default, which is Meta's own patience. */
  readonly timeoutMs?: number
}

/** The answer to the last try. */
export interface Delivered { readonly status: number; readonly body: string; readonly tries: number }

export const signMessengerBody = (body: string, appSecret: string) => `sha256=${hmac(body, appSecret)}`
export const appSecretProof = (token: string, appSecret: string) => hmac(token, appSecret)
const hmac = (text: string, key: string) => createHmac('sha256', key).update(text, 'utf8').digest('hex')

/** JSON in pure ASCII, lower-case hex. A bigint becomes a number with all its digits, which `JSON.parse` does not keep. */
export function escapedJson(value: unknown): string {
  const text = JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? `\u0000${part}` : part))
  return text.replaceAll(/"\\u0000(\d+)"/g, '$1')
    .replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Rejects where the last try met no answer at all. */
export async function postWebhook(url: string, body: string, appSecret: string, delivery: Delivery, ending: AbortSignal): Promise<Delivered> {
  const usual = signMessengerBody(body, delivery.badSignature === true ? `not ${appSecret}` : appSecret)
  const signature = delivery.signature === undefined ? usual : delivery.signature
  const most = delivery.tries ?? 3
  for (let tries = 1; ; tries += 1) {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'facebookexternalua',
          ...(signature === null ? {} : { 'x-hub-signature-256': signature }),
        },
        body,
        signal: AbortSignal.any([AbortSignal.timeout(delivery.timeoutMs ?? 5000), ending]),
      })
      const answer = { status: response.status, body: await response.text(), tries }
      if (answer.status === 200 || tries >= most) return answer
    } catch (error) {
      if (tries >= most || ending.aborted) throw error
    }
  }
}

/** What is asked; the right question by default. */
export interface Question { readonly mode?: string; readonly token?: string; readonly challenge?: string }

/** Meta takes the address where `status` is 200 and `body` is the challenge, and nothing else. */
export interface Verified { readonly status: number; readonly body: string; readonly challenge: string; readonly taken: boolean }

export async function verifyWebhook(url: string, verifyToken: string, question: Question): Promise<Verified> {
  const challenge = question.challenge ?? String(randomInt(1_000_000_000, 2_000_000_000))
  const asked = new URL(url)
  asked.searchParams.set('hub.mode', question.mode ?? 'subscribe')
  asked.searchParams.set('hub.verify_token', question.token ?? verifyToken)
  asked.searchParams.set('hub.challenge', challenge)
  const response = await fetch(asked, { signal: AbortSignal.timeout(10_000) })
  const body = await response.text()
  return { status: response.status, body, challenge, taken: response.status === 200 && body === challenge }
}
