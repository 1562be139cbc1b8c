// LINE's own shapes, as far as the desk reads them. LINE adds fields and types without notice: what is unknown is let through.
import { z } from 'zod'

/** Answers the question `LINE_API_BASE` etc. of the configuration; also the settings form. */
export const LineConfig = z.object({
  channelSecret: z.string().min(1),
  channelAccessToken: z.string().min(1),
  /** Origin of the API: LINE's, a proxy's or a stand-in's. */
  apiBase: z.url(),
  /** Origin of what people send and of menu pictures: that of api-data.line.me, a proxy's or a stand-in's. */
  dataBase: z.url(),
})
export type LineConfig = z.infer<typeof LineConfig>

const Source = z.object({ type: z.string(), userId: z.string().optional() })

const Common = z.object({
  type: z.string(),
  webhookEventId: z.string().min(1),
  timestamp: z.number(),
  mode: z.string().optional(),
  source: Source.optional(),
  replyToken: z.string().optional(),
  deliveryContext: z.object({ isRedelivery: z.boolean() }).optional(),
})
export type LineCommon = z.infer<typeof Common>

const sent = { id: z.string(), markAsReadToken: z.string().optional() }
const Text = z.object({ type: z.literal('text'), ...sent, text: z.string(), quotedMessageId: z.string().optional() })

const LineMessage = z.discriminatedUnion('type', [
  Text,
  z.object({ type: z.enum(['image', 'video', 'audio']), ...sent, contentProvider: z.object({ type: z.string() }).optional() }),
  z.object({ type: z.literal('file'), ...sent, fileName: z.string().optional() }),
  z.object({ type: z.literal('location'), ...sent, latitude: z.number(), longitude: z.number(), title: z.string().optional(), address: z.string().optional() }),
  z.object({ type: z.literal('sticker'), ...sent, keywords: z.array(z.string()).optional(), text: z.string().optional() }),
])
export type LineMessage = z.infer<typeof LineMessage>

/** `params` of a date picker holds what was picked; of a menu switch how it went. */
const Postback = z.object({
  data: z.string(),
  params: z.object({
    date: z.string().optional(),
    time: z.string().optional(),
    datetime: z.string().optional(),
    newRichMenuAliasId: z.string().optional(),
    status: z.string().optional(),
  }).optional(),
})
export type LinePostback = z.infer<typeof Postback>

export const LineEvent = z.discriminatedUnion('type', [
  Common.extend({ type: z.literal('message'), message: LineMessage }),
  Common.extend({ type: z.literal('messageEdited'), message: Text }),
  Common.extend({ type: z.literal('postback'), postback: Postback }),
  Common.extend({ type: z.literal('follow') }),
  Common.extend({ type: z.literal('unfollow') }),
  Common.extend({ type: z.literal('unsend'), unsend: z.object({ messageId: z.string() }) }),
  Common.extend({ type: z.literal('activated') }),
  Common.extend({ type: z.literal('deactivated') }),
])
export type LineEvent = z.infer<typeof LineEvent>
export const LineAnyEvent = Common

export const LineBody = z.object({ destination: z.string().optional(), events: z.array(z.unknown()) })
