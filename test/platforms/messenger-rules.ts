// What the Send API takes: our own schema of a request, with every documented limit.
import { z } from 'zod'
import { template } from './messenger-templates.ts'
import { chars, graphId, oneOf, sized, webUrl } from './messenger-text.ts'

const payload = z.strictObject({ url: webUrl.optional(), attachment_id: graphId.optional(), is_reusable: z.boolean().optional() })
  .refine(({ url, attachment_id }) => (url === undefined) !== (attachment_id === undefined), { error: 'needs either url or attachment_id' })

const attachment = z.discriminatedUnion('type', [
  z.strictObject({ type: z.enum(['image', 'audio', 'video', 'file']), payload }),
  z.strictObject({ type: z.literal('template'), payload: template }),
], oneOf(['image', 'audio', 'video', 'file', 'template']))

const quickReply = z.discriminatedUnion('content_type', [
  z.strictObject({ content_type: z.literal('text'), title: chars(1, 20), payload: chars(1, 1000), image_url: webUrl.optional() }),
  z.strictObject({ content_type: z.enum(['user_phone_number', 'user_email']), image_url: webUrl.optional() }),
], oneOf(['text', 'user_phone_number', 'user_email']))

const message = z.strictObject({
  text: chars(1, 1999).optional(),
  attachment: attachment.optional(),
  attachments: sized(z.strictObject({ type: z.literal('image'), payload }), 1, 30).optional(),
  sticker_id: graphId.optional(),
  quick_replies: sized(quickReply, 1, 13).optional(),
  metadata: chars(0, 999).optional(),
}).refine(
  (given) => [given.text, given.attachment, given.attachments, given.sticker_id].filter((part) => part !== undefined).length === 1,
  { error: 'needs exactly one of text, attachment, attachments and sticker_id' },
)

export type MessengerMessage = z.infer<typeof message>

export const tags = ['HUMAN_AGENT', 'CUSTOMER_FEEDBACK'] as const
const deprecatedTags = ['CONFIRMED_EVENT_UPDATE', 'ACCOUNT_UPDATE', 'POST_PURCHASE_UPDATE']
const tag = z.enum(tags, {
  error: ({ input }) => (deprecatedTags.some((gone) => gone === input) ? 'is a tag that is no longer taken' : oneOf(tags).error),
})

const senderActions = ['typing_on', 'typing_off', 'mark_seen', 'react', 'unreact'] as const
const messagingTypes = ['RESPONSE', 'UPDATE', 'MESSAGE_TAG', 'UTILITY'] as const

/** Of the ways to name a receiver only the PSID: whatever else Meta takes, the desk has no use for it. */
const recipient = z.strictObject({ id: graphId })

export const sendRequest = z.strictObject({
  recipient,
  messaging_type: z.enum(messagingTypes, oneOf(messagingTypes)).optional(),
  message: message.optional(),
  sender_action: z.enum(senderActions, oneOf(senderActions)).optional(),
  payload: z.strictObject({ message_id: z.string().min(1), reaction: z.string().min(1).optional() }).optional(),
  tag: tag.optional(),
  reply_to: z.strictObject({ mid: z.string().min(1) }).optional(),
  persona_id: graphId.optional(),
  notification_type: z.enum(['REGULAR', 'SILENT_PUSH', 'NO_PUSH']).optional(),
  thread_control: z.discriminatedUnion('control_type', [
    z.strictObject({ control_type: z.literal('pass'), app_id: graphId }),
    z.strictObject({ control_type: z.literal('release') }),
  ], oneOf(['pass', 'release'])).optional(),
}).superRefine((request, context) => {
  const refuse = (name: string, problem: string) => context.addIssue({ code: 'custom', path: [name], message: problem })
  const { message: said, sender_action: action } = request
  if (action !== undefined) {
    for (const name of ['message', 'messaging_type', 'tag', 'reply_to'] as const) {
      if (request[name] !== undefined) refuse(name, 'does not go with a sender_action')
    }
    const needsMessage = action === 'react' || action === 'unreact'
    if (needsMessage !== (request.payload !== undefined)) refuse('payload', 'goes with react and unreact, and with nothing else')
    return
  }
  if (said === undefined) return refuse('message', 'or sender_action is required')
  if (request.payload !== undefined) refuse('payload', 'goes with react and unreact, and with nothing else')
  if (request.messaging_type === undefined) refuse('messaging_type', 'is required with a message')
  if ((request.messaging_type === 'MESSAGE_TAG') !== (request.tag !== undefined)) refuse('tag', 'and the messaging_type MESSAGE_TAG need each other')
  const feedback = said.attachment?.type === 'template' && said.attachment.payload.template_type === 'customer_feedback'
  if (request.tag === 'CUSTOMER_FEEDBACK' && !feedback) refuse('tag', 'CUSTOMER_FEEDBACK goes with the feedback template only')
})

export type SendBody = z.infer<typeof sendRequest>

const metadata = chars(0, 999).optional()
export const passRequest = z.strictObject({ recipient, target_app_id: z.union([graphId, z.int()]).transform(String), metadata })
/** Of taking and requesting a thread. */
export const controlRequest = z.strictObject({ recipient, metadata })
export const releaseRequest = z.strictObject({ recipient })
