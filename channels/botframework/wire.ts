// Bot Framework's own shapes, as far as the desk reads them. Channels add fields and kinds without notice: what is unknown is let through.
import { z } from 'zod'

export const CloudConfig = z.object({
  type: z.literal('cloud'),
  appId: z.string().min(1),
  appPassword: z.string().min(1),
  /** Of a bot in one tenant; `botframework.com` for one in many. */
  tenantId: z.string().min(1),
  /** Where the keys stand that the connector signs with. */
  openIdMetadata: z.url(),
  /** Origin that hands out the bot's own tokens. One stand-in or proxy may be this and the connector: it alone may go without https. */
  loginBase: z.url(),
  /** Who signs what arrives, and for whom the bot's own tokens are. */
  issuer: z.url(),
})
export type CloudConfig = z.infer<typeof CloudConfig>

/** `local`: the Emulator on this machine, without any token. */
export const BotFrameworkConfig = z.discriminatedUnion('type', [CloudConfig, z.object({ type: z.literal('local') })])
export type BotFrameworkConfig = z.infer<typeof BotFrameworkConfig>

/** Whatever does not fit counts as missing: one odd field must not lose the message around it. */
const optional = <T extends z.ZodType>(shape: T) => shape.optional().catch(undefined)

const ServiceUrl = z.url({ protocol: /^https?$/ }).max(500)
const ChannelId = z.string().min(1).max(40)
const ConversationId = z.string().min(1).max(500)
const PartyId = z.string().min(1).max(250)
const ActivityId = z.string().min(1).max(200)

/** What the proof of a request is about. */
export const Addressed = z.object({ serviceUrl: optional(z.string()), channelId: optional(z.string()) })

const Party = z.object({ id: PartyId, role: optional(z.string()) })
const Attachment = z.object({ contentType: z.string(), contentUrl: optional(z.string()), name: optional(z.string()), content: z.unknown().optional() })
export type Attachment = z.infer<typeof Attachment>

export const Activity = z.object({
  type: z.string(),
  serviceUrl: ServiceUrl,
  channelId: ChannelId,
  conversation: z.object({ id: ConversationId, isGroup: optional(z.boolean()), conversationType: optional(z.string()) }),
  id: optional(ActivityId),
  timestamp: optional(z.string()),
  from: optional(Party),
  recipient: optional(Party),
  locale: optional(z.string().min(2).max(40)),
  text: optional(z.string()),
  value: z.unknown().optional(),
  replyToId: optional(ActivityId),
  attachments: z.array(Attachment.catch({ contentType: 'unreadable', content: null })).catch([]),
  entities: z.array(z.unknown()).catch([]),
  membersAdded: optional(z.array(Party)),
  membersRemoved: optional(z.array(Party)),
  reactionsAdded: optional(z.array(z.object({ type: z.string() }))),
  action: optional(z.string()),
  channelData: optional(z.object({ team: z.unknown().optional(), channel: z.unknown().optional() })),
})
export type Activity = z.infer<typeof Activity>

/** What comes back of a button: as this desk makes it, or as other clients send one. */
export const Tapped = z.union([z.object({ choice: z.string().min(1).max(1000) }).transform(({ choice }) => choice), z.string().min(1).max(1000)])

export const Geo = z.object({
  name: optional(z.string()),
  geo: z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180), name: optional(z.string()) }),
})

/** How a conversation is answered: Bot Framework's conversation reference. A service may move, therefore the newest one counts. */
const Route = z.object({ serviceUrl: ServiceUrl, channel: ChannelId, conversation: ConversationId, bot: PartyId, user: PartyId })
export type Route = z.infer<typeof Route>

export function routeText({ serviceUrl, channel, conversation, bot, user }: Route): string {
  return JSON.stringify({ serviceUrl, channel, conversation, bot, user })
}

/** null for what `routeText` did not write. */
export function routeIn(text: string): Route | null {
  try {
    return Route.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** An address that may be called: of a service that proved itself, over https; in local mode on this machine alone. */
export function isTrusted(address: string, config: BotFrameworkConfig): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, origin, username, password } = new URL(address)
  if (username !== '' || password !== '') return false
  if (config.type === 'local') return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
  return protocol === 'https:' || origin === new URL(config.loginBase).origin
}
