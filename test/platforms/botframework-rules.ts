// What the connector takes of a bot: our own schema of an activity, with the limits Teams documents.
import { z } from 'zod'

const BUTTONS = 6
/** Of the whole activity in UTF-16: the smallest of the limits Teams has had. */
export const MESSAGE_BYTES = 28 * 1024

const id = z.string().min(1)
const party = z.strictObject({ id, name: z.string().optional() })
const envelope = {
  channelId: id,
  serviceUrl: z.url(),
  from: party,
  recipient: party,
  conversation: z.strictObject({ id, name: z.string().optional(), isGroup: z.literal(false).optional(), conversationType: z.literal('personal').optional() }),
  locale: z.string().min(2).optional(),
}

/** Teams takes no `postBack`. */
const button = z.strictObject({
  type: z.enum(['messageBack', 'imBack']),
  title: z.string().min(1),
  displayText: z.string().min(1).optional(),
  text: z.string().optional(),
  value: z.record(z.string(), z.unknown()),
})
const heroCard = z.strictObject({
  contentType: z.literal('application/vnd.microsoft.card.hero'),
  content: z.strictObject({ buttons: z.array(button).min(1).max(BUTTONS) }),
})

const message = z.strictObject({
  ...envelope,
  type: z.literal('message'),
  text: z.string().refine((text) => text.trim() !== '', 'is empty'),
  textFormat: z.literal('plain'),
  attachmentLayout: z.enum(['list', 'carousel']).optional(),
  attachments: z.array(heroCard).min(1).optional(),
})
const typing = z.strictObject({ ...envelope, type: z.literal('typing') })

export const outgoing = z.discriminatedUnion('type', [message, typing])
export type Outgoing = z.infer<typeof outgoing>
export type OutgoingMessage = z.infer<typeof message>
