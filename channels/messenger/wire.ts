// Meta's own shapes, as far as the desk reads them. Meta adds fields and kinds without notice: what is unknown is let through.
import { z } from 'zod'

export const MessengerConfig = z.object({
  appSecret: z.string().min(1),
  pageToken: z.string().min(1),
  /** What the app's dashboard asks for when the webhook is set up: any text one chooses oneself. */
  verifyToken: z.string().min(1),
  /** Origin of the Graph API: Meta's, a proxy's or a stand-in's. */
  graphBase: z.url(),
})
export type MessengerConfig = z.infer<typeof MessengerConfig>

/** What the Get Started button posts. */
export const GET_STARTED = 'GET_STARTED'

/** Whatever does not fit counts as missing: one odd field must not lose the message around it. */
const optional = <T extends z.ZodType>(shape: T) => shape.optional().catch(undefined)

/** Digits in a string; a number is taken only where JSON kept all of its digits. */
const Id = z.union([z.string().min(1), z.int().transform(String)])
/** Milliseconds. Meta's samples and its test form also print them as strings, and in seconds. */
const Stamp = z.union([z.number(), z.string().regex(/^\d{1,20}$/)])
export type Stamp = z.infer<typeof Stamp>

export const PageBody = z.object({ object: z.unknown(), entry: z.array(z.unknown()) })
/** What "Test" in the app's dashboard sends, and what feeds and other webhooks of a page consist of. */
export const FieldChange = z.object({ field: z.string(), value: z.unknown() })
export const Entry = z.object({
  id: optional(Id),
  messaging: optional(z.array(z.unknown())),
  standby: optional(z.array(z.unknown())),
  changes: optional(z.array(z.unknown())),
})

const Party = z.object({ id: Id })
/** Beside these stands one field more, whose name is the kind of event. */
export const AnyEvent = z.looseObject({ sender: optional(Party), recipient: optional(Party), timestamp: optional(Stamp) })

const Attachment = z.object({
  type: z.string(),
  title: optional(z.string()),
  payload: optional(z.object({
    url: optional(z.string()),
    title: optional(z.string()),
    sticker_id: optional(z.union([z.number(), z.string()])),
    coordinates: optional(z.object({ lat: z.number().min(-90).max(90), long: z.number().min(-180).max(180) })),
  })),
})
export type Attachment = z.infer<typeof Attachment>

export const Referral = z.object({ ref: optional(z.string()) })
export const Message = z.object({
  mid: z.string().min(1),
  is_echo: optional(z.boolean()),
  metadata: optional(z.string()),
  text: optional(z.string()),
  quick_reply: optional(z.object({ payload: z.string().min(1) })),
  reply_to: optional(z.object({ mid: z.string().min(1) })),
  referral: optional(Referral),
  attachments: z.array(Attachment.catch({ type: 'unreadable' })).catch([]),
})
export type Message = z.infer<typeof Message>

export const Edit = z.object({ mid: z.string().min(1), text: z.string(), num_edit: optional(Stamp) })
export const Postback = z.object({
  mid: optional(z.string().min(1)),
  title: optional(z.string()),
  payload: optional(z.string().min(1)),
  referral: optional(Referral),
})
export const Delivery = z.object({ mids: z.array(z.string().min(1)).catch([]), watermark: optional(Stamp) })
export const Read = z.object({ watermark: Stamp })
export const Reaction = z.object({ mid: z.string().min(1), action: z.string(), reaction: optional(z.string()), emoji: optional(z.string().min(1)) })
export const ThreadControl = z.looseObject({})

/** Which payload of which delivery a message is: `part` counts from 0. */
export interface Mark { readonly retryKey: string; readonly part: number; readonly parts: number }

/** Goes out as the message's metadata and comes back in its echo. */
export function markText({ retryKey, part, parts }: Mark): string {
  return `madoguchi:${retryKey}:${part}/${parts}`
}

/** null for metadata that is not the desk's. */
export function markIn(metadata: string): Mark | null {
  const [, retryKey, part, parts] = /^madoguchi:([0-9a-f-]{36}):(\d{1,4})\/(\d{1,4})$/i.exec(metadata) ?? []
  return retryKey === undefined || Number(part) >= Number(parts) ? null : { retryKey, part: Number(part), parts: Number(parts) }
}
