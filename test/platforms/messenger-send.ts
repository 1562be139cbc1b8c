// What happens to a call of the Send API: checked, then a fault of the test's choice, then person, owner, window and permission.
import { randomInt } from 'node:crypto'
import { paramError, usualError, type GraphError } from './messenger-errors.ts'
import type { Answer } from './http-server.ts'
import type { RateLimit } from './rate-limit.ts'
import { humanAgentWindowMs, standardWindowMs, type MessengerMemory } from './messenger-memory.ts'
import { sendRequest, type MessengerMessage, type SendBody } from './messenger-rules.ts'

/** A message that was accepted. `at` is Meta's time, which its watermarks compare with. */
export interface MessengerSent {
  readonly psid: string
  readonly message: MessengerMessage
  readonly messaging_type: string
  readonly tag: string | null
  readonly metadata: string | null
  readonly reply_to: string | null
  readonly mid: string
  readonly at: Date
}

export interface MessengerAction { readonly psid: string; readonly sender_action: string; readonly payload: object | null; readonly at: Date }

export interface SendDesk {
  readonly memory: MessengerMemory
  readonly appId: string
  readonly humanAgent: boolean
  readonly now: () => Date
  readonly profiles: ReadonlyMap<string, unknown>
  readonly blocked: ReadonlySet<string>
  readonly sent: MessengerSent[]
  readonly actions: MessengerAction[]
  readonly pace: RateLimit
  /** Writes the refusal down and answers it. */
  refuse(error: GraphError): Answer
  /** Answers an error that is no fault of the caller's. */
  fail(error: GraphError): Answer
  /** Plays the next fault the test has set; `accept` is what would have happened without one. */
  withFault(on: 'send' | 'action', accept: () => Promise<Answer>): Promise<Answer>
  /** Tells the webhook; ends before the call is answered where the echo is to come first. */
  announce(sent: MessengerSent): Promise<void>
}

export async function send(body: unknown, desk: SendDesk): Promise<Answer> {
  const checked = sendRequest.safeParse(body)
  if (!checked.success) return desk.refuse(paramError(checked.error))
  const request = checked.data
  return desk.withFault(request.sender_action === undefined ? 'send' : 'action', async () => {
    const psid = request.recipient.id
    const wrong = obstacle(request, desk)
    if (wrong !== null) return desk.refuse(wrong)
    if (desk.blocked.has(psid)) return desk.fail(usualError(551, { subcode: 1545041 }))
    const at = desk.now()
    const { message, messaging_type, sender_action } = request
    if (sender_action !== undefined) {
      desk.actions.push({ psid, sender_action, payload: request.payload ?? null, at })
      return { status: 200, body: { recipient_id: psid } }
    }
    if (!desk.pace.take()) return desk.fail(usualError(613, {}))
    if (message === undefined || messaging_type === undefined) throw new Error('the schema let a message through without its parts')
    const sent: MessengerSent = {
      psid, message, messaging_type, tag: request.tag ?? null, metadata: message.metadata ?? null, reply_to: request.reply_to?.mid ?? null,
      mid: desk.memory.mid(), at,
    }
    desk.sent.push(sent)
    if (request.thread_control !== undefined) {
      desk.memory.give(psid, request.thread_control.control_type === 'pass' ? request.thread_control.app_id : null)
    }
    await desk.announce(sent)
    return { status: 200, body: { recipient_id: psid, message_id: sent.mid, ...attachmentId(message) } }
  })
}

function obstacle(request: SendBody, desk: SendDesk): GraphError | null {
  const psid = request.recipient.id
  const silence = desk.memory.silence(psid)
  if (silence === null && !desk.profiles.has(psid)) return { code: 100, subcode: 2018001, message: '(#100) No matching user found' }
  const owner = desk.memory.owner(psid)
  if (owner !== null && owner !== desk.appId) return { code: 10, message: '(#10) Another app has control of this thread' }
  if (request.messaging_type === 'UTILITY') return { code: 200, status: 403, message: '(#200) Requires pages_utility_messaging permission' }
  if (request.tag === 'HUMAN_AGENT' && !desk.humanAgent) return { code: 200, status: 403, message: '(#200) Requires the Human Agent permission' }
  const open = request.tag === undefined ? standardWindowMs : humanAgentWindowMs
  if (silence !== null && silence <= open) return null
  return { code: 10, subcode: 2018278, message: '(#10) This message is sent outside of allowed window.' }
}

function attachmentId({ attachment }: MessengerMessage) {
  const reusable = attachment !== undefined && attachment.type !== 'template' && attachment.payload.is_reusable === true
  return reusable ? { attachment_id: String(10 ** 15 + randomInt(2 ** 40)) } : {}
}
