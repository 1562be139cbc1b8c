// LINE's own shapes, as far as the desk reads them. LINE adds fields and types without notice: what is unknown is let through.
import { z } from 'zod'

/** Answers the question `LINE_API_BASE` etc. of the configuration; also the settings form. */
export const LineConfig = z.object({
  channelSecret: z.string().min(1),
  channelAccessToken: z.string().min(1),
  /** Origin of the API: LINE's, a proxy's or a stand-in's. */
  apiBase: z.url(),
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

const LineMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), id: z.string(), text: z.string() }),
  z.object({ type: z.enum(['image', 'video', 'audio']), id: z.string() }),
  z.object({ type: z.literal('file'), id: z.string(), fileName: z.string().optional() }),
  z.object({ type: z.literal('location'), id: z.string(), latitude: z.number(), longitude: z.number(), title: z.string().optional(), address: z.string().optional() }),
  z.object({ type: z.literal('sticker'), id: z.string(), keywords: z.array(z.string()).optional(), text: z.string().optional() }),
])
export type LineMessage = z.infer<typeof LineMessage>

export const LineEvent = z.discriminatedUnion('type', [
  Common.extend({ type: z.literal('message'), message: LineMessage }),
  Common.extend({ type: z.literal('postback'), postback: z.object({ data: z.string() }) }),
  Common.extend({ type: z.literal('follow') }),
  Common.extend({ type: z.literal('unfollow') }),
  Common.extend({ type: z.literal('unsend'), unsend: z.object({ messageId: z.string() }) }),
])
export type LineEvent = z.infer<typeof LineEvent>
export const LineAnyEvent = Common

export const LineBody = z.object({ destination: z.string().optional(), events: z.array(z.unknown()) })
