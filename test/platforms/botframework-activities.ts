// Activities as Teams, the Emulator and web channels post them to a bot.
import { randomUUID } from 'node:crypto'

export type BotActivity = Readonly<Record<string, unknown>> & { readonly id?: string; readonly serviceUrl: string; readonly channelId: string }

export interface BotPerson {
  readonly user: string
  /** The one-to-one conversation of that person by default. */
  readonly conversation?: string
  readonly at?: Date
}

export interface BotActivities {
  textActivity(of: BotPerson & { readonly text: string; readonly id?: string; readonly locale?: string; readonly replyToId?: string }): BotActivity
  /** A tap on a button with this value, as Teams posts it. */
  tapActivity(of: BotPerson & { readonly label: string; readonly value: unknown; readonly replyToId?: string }): BotActivity
  attachmentActivity(of: BotPerson & { readonly attachments: readonly object[]; readonly text?: string }): BotActivity
  joinedActivity(of: BotPerson): BotActivity
  removedActivity(of: BotPerson): BotActivity
  editActivity(of: BotPerson & { readonly id: string; readonly text: string }): BotActivity
  deleteActivity(of: BotPerson & { readonly id: string }): BotActivity
  reactionActivity(of: BotPerson & { readonly to: string; readonly type: string }): BotActivity
  groupActivity(of: BotPerson & { readonly text: string }): BotActivity
}

export const botUser = (name: string) => `29:1${Buffer.from(name).toString('base64url')}`
export const conversationOf = (user: string) => `a:1${user.slice(4)}`

/** `serviceUrl` is asked for at each activity: a service may move. */
export function createBotActivities(botId: string, now: () => Date, serviceUrl: () => string, note: (conversation: string) => void): BotActivities {
  function common({ user, conversation = conversationOf(user), at = now() }: BotPerson) {
    note(conversation)
    return {
      id: `${at.getTime()}${Math.floor(Math.random() * 1e6)}`, timestamp: at.toISOString(), localTimezone: 'Asia/Tokyo', serviceUrl: serviceUrl(), channelId: 'msteams',
      from: { id: user, name: 'A worker', aadObjectId: randomUUID() }, recipient: { id: botId, name: 'Desk' },
      conversation: { id: conversation, conversationType: 'personal', tenantId: '00000000-0000-0000-0000-000000000001' },
      channelData: { tenant: { id: '00000000-0000-0000-0000-000000000001' } },
    }
  }
  return {
    textActivity: ({ text, id, locale, replyToId, ...person }) => ({
      ...common(person), type: 'message', text, textFormat: 'plain', ...(id && { id }), ...(locale && { locale }), ...(replyToId && { replyToId }),
      attachments: [{ contentType: 'text/html', content: `<p>${text}</p>` }], entities: [{ type: 'clientInfo', locale: locale ?? 'en-US', country: 'JP', platform: 'Android' }],
    }),
    tapActivity: ({ label, value, replyToId, ...person }) => ({ ...common(person), type: 'message', text: label, value, ...(replyToId && { replyToId }) }),
    attachmentActivity: ({ attachments, text, ...person }) => ({ ...common(person), type: 'message', ...(text && { text }), attachments }),
    joinedActivity: (person) => ({ ...common(person), type: 'conversationUpdate', membersAdded: [{ id: botId }] }),
    removedActivity: (person) => ({ ...common(person), type: 'installationUpdate', action: 'remove' }),
    editActivity: ({ id, text, ...person }) => ({ ...common(person), id, type: 'messageUpdate', text, channelData: { eventType: 'editMessage' } }),
    deleteActivity: ({ id, ...person }) => ({ ...common(person), id, type: 'messageDelete', channelData: { eventType: 'softDeleteMessage' } }),
    reactionActivity: ({ to, type, ...person }) => ({ ...common(person), type: 'messageReaction', reactionsAdded: [{ type }], replyToId: to }),
    groupActivity: ({ text, ...person }) => {
      const activity = common(person)
      return { ...activity, type: 'message', text: `<at>Desk</at> ${text}`, conversation: { ...activity.conversation, isGroup: true, conversationType: 'groupChat' } }
    },
  }
}
