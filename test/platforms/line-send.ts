// What happens to a reply or a push: checked, then a fault of the test's choice, then token, retry key and quota.
import type { Answer } from './http-server.ts'
import type { LineMemory, SentMessage } from './line-memory.ts'
import type { LineOpenApi } from './line-openapi.ts'
import { errorDetails, misplaced, pushRequest, replyRequest, type LineErrorDetail, type LineMessage } from './line-rules.ts'

/** `delivered` is false where the receiver has blocked the account: LINE answers 200 all the same. */
export interface LineSent {
  readonly via: 'reply' | 'push'
  readonly to: string
  readonly messages: readonly LineMessage[]
  readonly retryKey: string | null
  readonly at: Date
  readonly delivered: boolean
}

export const monthlyLimit = 'You have reached your monthly limit.'
export const rateLimit = 'The API rate limit has been exceeded. Try again later.'

/** One send request after JSON: `body` is parsed, `text` is what was sent. */
export interface SendRequest {
  readonly body: unknown
  readonly text: string
  readonly retryKey: string | null
  readonly requestId: string
}

export interface SendDesk {
  readonly memory: LineMemory
  readonly openapi: LineOpenApi | null
  readonly now: () => Date
  readonly blocked: ReadonlySet<string>
  readonly sent: LineSent[]
  /** Writes the refusal down and answers it. */
  refuse(status: number, message: string, details?: readonly LineErrorDetail[]): Answer
  /** Plays the next fault the test has set; `accept` is what would have happened without one. */
  withFault(accept: () => Answer): Promise<Answer>
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export async function reply(request: SendRequest, desk: SendDesk): Promise<Answer> {
  if (request.retryKey !== null) return desk.refuse(400, 'The retry key is not allowed here')
  const checked = replyRequest.safeParse(request.body)
  if (!checked.success) return refuseDetails(desk, errorDetails(checked.error))
  const published = desk.openapi?.errors('ReplyMessageRequest', request.body) ?? []
  if (published.length > 0) return refuseDetails(desk, published)
  const { replyToken, messages } = checked.data
  return desk.withFault(() => {
    const to = desk.memory.replyTarget(replyToken)
    if (to === null) return desk.refuse(400, 'Invalid reply token')
    const wrong = misplaced(messages, to)
    if (wrong.length > 0) return refuseDetails(desk, wrong)
    desk.memory.spendReplyToken(replyToken)
    return accept(desk, { via: 'reply', to, messages, retryKey: null })
  })
}

export async function push(request: SendRequest, desk: SendDesk): Promise<Answer> {
  const { retryKey } = request
  if (retryKey !== null && !uuid.test(retryKey)) return desk.refuse(400, 'The retry key is not a UUID')
  const checked = pushRequest.safeParse(request.body)
  if (!checked.success) return refuseDetails(desk, errorDetails(checked.error))
  const wrong = [...misplaced(checked.data.messages, checked.data.to), ...desk.openapi?.errors('PushMessageRequest', request.body) ?? []]
  if (wrong.length > 0) return refuseDetails(desk, wrong)
  const { to, messages } = checked.data
  return desk.withFault(() => {
    const first = retryKey === null ? null : desk.memory.accepted(retryKey)
    if (first !== null && first.body !== request.text) return desk.refuse(400, 'The retry key was used with another body')
    if (first !== null) {
      const body = { message: 'The retry key is already accepted', sentMessages: first.sentMessages }
      return { status: 409, body, headers: { 'x-line-accepted-request-id': first.requestId } }
    }
    if (!desk.memory.spendQuota()) return { status: 429, body: { message: monthlyLimit } }
    return accept(desk, { via: 'push', to, messages, retryKey }, (sentMessages) => {
      if (retryKey !== null) desk.memory.accept(retryKey, { body: request.text, requestId: request.requestId, sentMessages })
    })
  })
}

function accept(desk: SendDesk, what: Omit<LineSent, 'at' | 'delivered'>, remember?: (sent: readonly SentMessage[]) => void): Answer {
  const sentMessages = desk.memory.sentMessages(what.messages)
  remember?.(sentMessages)
  desk.sent.push({ ...what, at: desk.now(), delivered: !desk.blocked.has(what.to) })
  return { status: 200, body: { sentMessages } }
}

export function refuseDetails(desk: Pick<SendDesk, 'refuse'>, details: readonly LineErrorDetail[]): Answer {
  return desk.refuse(400, `The request body has ${details.length} error(s)`, details)
}
