// What the desk says, on LINE: the free reply token first, then a push with a retry key.
import { createHash } from 'node:crypto'
import { HTTPFetchError, messagingApi } from '@line/bot-sdk'
import type { Choice, OutboundMessage, Profile, Recipient, ReplyRight, SendIO, SendResult } from '../contract.ts'
import { clip, split } from '../text.ts'
import { capabilities } from './capabilities.ts'
import type { LineConfig } from './wire.ts'

/** Objects in one call. */
const OBJECTS = 5

/** One call: up to five message objects to one person. */
export interface LinePayload {
  readonly to: string
  readonly retryKey: string
  readonly replyRight?: ReplyRight
  readonly discreet: boolean
  readonly messages: messagingApi.TextMessage[]
}

export function render(messages: readonly OutboundMessage[], to: Recipient): LinePayload[] {
  const objects = messages.flatMap((message) => {
    const parts = split(message.text, capabilities.textLength).filter((part) => part.trim() !== '')
    return parts.map((text, i): messagingApi.TextMessage => ({
      type: 'text', text, ...(i === parts.length - 1 && message.choices?.length && { quickReply: quickReply(message.choices) }),
    }))
  })
  const payloads: LinePayload[] = []
  for (let i = 0; i < objects.length; i += OBJECTS) {
    payloads.push({
      to: to.person,
      retryKey: i === 0 ? to.retryKey : derivedKey(to.retryKey, i),
      ...(i === 0 && to.replyRight && { replyRight: to.replyRight }),
      discreet: messages.every(({ discreet }) => discreet === true),
      messages: objects.slice(i, i + OBJECTS),
    })
  }
  return payloads
}

function quickReply(choices: readonly Choice[]): messagingApi.QuickReply {
  return {
    items: choices.slice(0, capabilities.choices).map(({ value, label }) => {
      const shown = clip(label, capabilities.choiceLabelGraphemes)
      return { type: 'action', action: { type: 'postback', label: shown, data: value, displayText: shown } }
    }),
  }
}

/** Whether the failed call is known to have reached nobody, and whether trying again may help. */
export async function send(payload: LinePayload, config: LineConfig, io: SendIO): Promise<SendResult> {
  const client = new messagingApi.MessagingApiClient({ channelAccessToken: config.channelAccessToken, baseURL: config.apiBase })
  const { to, messages, discreet: notificationDisabled, replyRight, retryKey } = payload
  if (replyRight && Date.parse(replyRight.expiresAt) > io.now().getTime()) {
    try {
      const { sentMessages } = await client.replyMessage({ replyToken: replyRight.token, messages, notificationDisabled })
      return { status: 'sent', refs: sentMessages.map(({ id }) => id) }
    } catch (error) {
      if (!isInvalidToken(error)) return failure(error)
      // The token is still good for a while, so it was refused because it was used: by our own try that got no answer.
      if (io.maybeSent) return { status: 'sent', refs: [] }
    }
  }
  try {
    const { sentMessages } = await client.pushMessage({ to, messages, notificationDisabled }, retryKey)
    return { status: 'sent', refs: sentMessages.map(({ id }) => id) }
  } catch (error) {
    return failure(error)
  }
}

/** null when LINE tells nothing about the person: no friend, blocked, no consent. */
export async function fetchProfile(person: string, config: LineConfig): Promise<Profile | null> {
  const client = new messagingApi.MessagingApiClient({ channelAccessToken: config.channelAccessToken, baseURL: config.apiBase })
  try {
    const { language, displayName } = await client.getProfile(person)
    return { name: displayName, ...(language && { language }) }
  } catch (error) {
    if (error instanceof HTTPFetchError && error.status === 404) return null
    throw error
  }
}

function isInvalidToken(error: unknown): boolean {
  return error instanceof HTTPFetchError && error.status === 400 && /invalid reply token/i.test(error.body)
}

/** LINE: after an error answer none of the messages was sent; 409 means that an earlier try with this key was accepted. */
function failure(error: unknown): SendResult {
  if (!(error instanceof HTTPFetchError)) return { status: 'retry', certain: isRefused(error), reason: 'LINE not reachable' }
  const { status } = error
  if (status === 409) return { status: 'sent', refs: [] }
  if (status === 429 && /monthly limit/i.test(error.body)) return { status: 'failed', certain: true, reason: 'LINE: monthly quota used up' }
  if (status === 429) return { status: 'retry', certain: true, reason: 'LINE: rate limit', afterMs: 2_000 }
  if (status === 401 || status === 403) return { status: 'retry', certain: true, reason: `LINE: access refused (${status})`, afterMs: 30_000 }
  if (status >= 500) return { status: 'retry', certain: status !== 504, reason: `LINE: error ${status}` }
  return { status: 'failed', certain: true, reason: `LINE: refused (${status})` }
}

function isRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && (cause.code === 'ECONNREFUSED' || cause.code === 'ENOTFOUND')
}

/** A UUID of its own for each further call of one delivery, the same however often it is tried. */
function derivedKey(key: string, index: number): string {
  const hex = createHash('sha256').update(`${key}/${index}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
