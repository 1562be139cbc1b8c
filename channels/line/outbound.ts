// What the desk says, on LINE: the free reply token first, then a push with a retry key.
import { HTTPFetchError } from '@line/bot-sdk'
import { z } from 'zod'
import type { SendIO, SendResult, SentRef } from '../contract.ts'
import { clientOf, within } from './client.ts'
import type { LinePayload } from './render.ts'
import type { LineConfig } from './wire.ts'

/** In the answer to a push, and in the 409 to a repeated one. */
const Accepted = z.object({ sentMessages: z.array(z.object({ id: z.string() })) })

/** Whether the failed call is known to have reached nobody, and whether trying again may help. */
export async function send(payload: LinePayload, config: LineConfig, io: SendIO): Promise<SendResult> {
  const client = clientOf(config)
  const { to, messages, discreet: notificationDisabled, replyRight, retryKey } = payload
  if (replyRight && Date.parse(replyRight.expiresAt) > io.now().getTime()) {
    try {
      return sent(payload, await within(io.signal, client.replyMessage({ replyToken: replyRight.token, messages, notificationDisabled })))
    } catch (error) {
      if (!isInvalidToken(error)) return failure(payload, error)
      // The token is still good for a while, so it was refused because it was used: by our own try that got no answer.
      if (io.maybeSent) return { status: 'sent', refs: [] }
    }
  }
  try {
    return sent(payload, await within(io.signal, client.pushMessage({ to, messages, notificationDisabled }, retryKey)))
  } catch (error) {
    return failure(payload, error)
  }
}

/** That it was sent is certain here; ids we cannot read are only missing. */
function sent({ lines }: LinePayload, answer: unknown): SendResult {
  const ids = Accepted.safeParse(answer).data?.sentMessages ?? []
  const refs = lines.flatMap((line, i): SentRef[] => {
    const id = ids[i]?.id
    return id === undefined ? [] : [{ line, id }]
  })
  return { status: 'sent', refs }
}

function isInvalidToken(error: unknown): boolean {
  return error instanceof HTTPFetchError && error.status === 400 && /invalid reply token/i.test(error.body)
}

/** LINE: after an error answer none of the messages was sent; 409 means that an earlier try with this key was accepted. */
function failure(payload: LinePayload, error: unknown): SendResult {
  if (!(error instanceof HTTPFetchError)) return { status: 'retry', certain: isRefused(error), reason: 'LINE not reachable' }
  const { status } = error
  if (status === 409) return sent(payload, parsed(error.body))
  if (status === 429) return tooMany(error.body, waitNamed(error))
  if (status === 401 || status === 403) return { status: 'retry', certain: true, reason: `LINE: access refused (${status})`, afterMs: 30_000, problem: 'access' }
  if (status >= 500) return { status: 'retry', certain: status !== 504, reason: `LINE: error ${status}` }
  return { status: 'failed', certain: true, reason: `LINE: refused (${status})` }
}

/** LINE says 429 for different things, told apart by the words alone. */
function tooMany(body: string, waitMs: number): SendResult {
  if (/monthly limit/i.test(body)) return { status: 'failed', certain: true, reason: 'LINE: monthly quota used up', problem: 'quota' }
  if (/rate limit/i.test(body)) return { status: 'retry', certain: true, reason: 'LINE: rate limit', afterMs: Math.max(2_000, waitMs), slow: true }
  return { status: 'retry', certain: true, reason: 'LINE: too many at once', afterMs: Math.max(5_000, waitMs) }
}

/** Milliseconds that the answer asks to wait; 0 where it asks for none. LINE promises no such header, a proxy before it may send one. */
function waitNamed({ headers }: HTTPFetchError): number {
  const seconds = Number(headers.get('retry-after') ?? 0)
  return Number.isFinite(seconds) ? Math.min(300, Math.max(0, seconds)) * 1_000 : 0
}

function isRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && (cause.code === 'ECONNREFUSED' || cause.code === 'ENOTFOUND')
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
