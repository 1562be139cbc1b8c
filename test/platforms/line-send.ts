// What happens to a reply or a push: checked, then a fault of the test's choice, then token, retry key and quota.
import type { Answer } from './http-server.ts'
import { monthlyLimit, rateLimit } from './line-faults.ts'
import type { LineMemory, SentMessage } from './line-memory.ts'
import type { LineOpenApi } from './line-openapi.ts'
import { checkBody, refuseDetails, type LineCall, type LineRoute } from './line-routes.ts'
import type { RateLimit } from './rate-limit.ts'
import { misplaced, pushRequest, replyRequest, type LineMessage } from './line-rules.ts'

/** `delivered` is false where the receiver has blocked the account: LINE answers 200 all the same. */
export interface LineSent {
  readonly via: 'reply' | 'push'
  readonly to: string
  readonly messages: readonly LineMessage[]
  readonly retryKey: string | null
  readonly at: Date
  readonly delivered: boolean
}

export interface SendDesk {
  readonly memory: LineMemory
  readonly openapi: LineOpenApi | null
  readonly now: () => Date
  readonly blocked: ReadonlySet<string>
  readonly pace: RateLimit
  readonly sent: LineSent[]
}

export function sendRoutes(desk: SendDesk): LineRoute[] {
  return [
    { on: 'POST /v2/bot/message/reply', takes: 'json', answer: (call) => reply(call, desk) },
    { on: 'POST /v2/bot/message/push', takes: 'json', answer: (call) => push(call, desk) },
  ]
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

async function reply(call: LineCall, desk: SendDesk): Promise<Answer> {
  if (call.retryKey !== null) return call.refuse(400, 'The retry key is not allowed here')
  const checked = checkBody(call, replyRequest, desk.openapi, 'ReplyMessageRequest')
  if ('refusal' in checked) return checked.refusal
  const { replyToken, messages } = checked.body
  return call.withFault('reply', () => {
    const to = desk.memory.replyTarget(replyToken)
    if (to === null) return call.refuse(400, 'Invalid reply token')
    const wrong = misplaced(messages, to)
    if (wrong.length > 0) return refuseDetails(call, wrong)
    desk.memory.spendReplyToken(replyToken)
    return accept(desk, { via: 'reply', to, messages, retryKey: null })
  })
}

async function push(call: LineCall, desk: SendDesk): Promise<Answer> {
  const { retryKey } = call
  if (retryKey !== null && !uuid.test(retryKey)) return call.refuse(400, 'The retry key is not a UUID')
  const checked = checkBody(call, pushRequest, desk.openapi, 'PushMessageRequest')
  if ('refusal' in checked) return checked.refusal
  const { to, messages } = checked.body
  const wrong = misplaced(messages, to)
  if (wrong.length > 0) return refuseDetails(call, wrong)
  return call.withFault('push', () => {
    if (!desk.pace.take()) return { status: 429, body: { message: rateLimit } }
    const first = retryKey === null ? null : desk.memory.accepted(retryKey)
    if (first !== null && first.body !== call.text) return call.refuse(400, 'The retry key was used with another body')
    if (first !== null) {
      const body = { message: 'The retry key is already accepted', sentMessages: first.sentMessages }
      return { status: 409, body, headers: { 'x-line-accepted-request-id': first.requestId } }
    }
    if (!desk.memory.spendQuota()) return { status: 429, body: { message: monthlyLimit } }
    return accept(desk, { via: 'push', to, messages, retryKey }, (sentMessages) => {
      if (retryKey !== null) desk.memory.accept(retryKey, { body: call.text, requestId: call.requestId, sentMessages })
    })
  })
}

function accept(desk: SendDesk, what: Omit<LineSent, 'at' | 'delivered'>, remember?: (sent: readonly SentMessage[]) => void): Answer {
  const sentMessages = desk.memory.sentMessages(what.messages)
  remember?.(sentMessages)
  desk.sent.push({ ...what, at: desk.now(), delivered: !desk.blocked.has(what.to) })
  return { status: 200, body: { sentMessages } }
}
