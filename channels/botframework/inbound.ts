// An activity of a channel, as events. Facts: "Bot Framework Activity" specification; Teams, "Conversation events" and "Messages in bot conversations".
import { createHash } from 'node:crypto'
import { UnreadableBody } from '../contract.ts'
import type { InboundEvent, RawRequest } from '../contract.ts'
import { readJson } from '../json.ts'
import { messageEvents } from './message.ts'
import type { Base } from './message.ts'
import { Activity, isTrusted, routeText } from './wire.ts'
import type { BotFrameworkConfig } from './wire.ts'

const EARLIEST = Date.UTC(2016, 0, 1)
const AHEAD_MS = 86_400_000

const TEAMS = 'msteams'
const EMOJI: ReadonlyMap<string, string> = new Map(Object.entries({
  like: '👍', heart: '❤️', laugh: '😆', surprised: '😮', sad: '😢', angry: '😠', plusOne: '👍',
}))

const NOT_USED: ReadonlyMap<string, string> = new Map(Object.entries({
  typing: 'typing is not kept',
  event: 'an event of the channel or of another program',
  invoke: 'a call of a function the desk does not have',
  endOfConversation: 'the channel closed its window; the conversation stays',
  contactRelationUpdate: 'contact lists are not used',
  trace: 'a note for developers',
  handoff: 'handing over between bots is not used',
  suggestion: 'private suggestions are not used',
}))

/** What a reader needs: the activity, and what its events share. `bot` is the id the bot has in this conversation. */
interface Heard { readonly activity: Activity; readonly base: Base; readonly bot: string; readonly at: (person: string) => Base }

type Reader = (heard: Heard) => InboundEvent[] | string

const READERS: ReadonlyMap<string, Reader> = new Map(Object.entries<Reader>({
  message: ({ activity, base }) => messageEvents(activity, base),
  messageUpdate({ activity: { id, text = '' }, base }) {
    if (id === undefined) return 'a change of a message without its id'
    return text.trim() === '' ? 'a change that leaves no text' : [{ ...base, type: 'message', message: id, content: { type: 'text', text, corrects: id } }]
  },
  messageDelete: ({ activity: { id }, base }) => (id === undefined ? 'a message taken back without its id' : [{ ...base, type: 'unsent', message: id }]),
  messageReaction({ activity: { reactionsAdded = [], replyToId }, base }) {
    if (reactionsAdded.length === 0) return 'a reaction was taken back'
    if (replyToId === undefined) return 'a reaction to nothing'
    return reactionsAdded.map(({ type }, i) => ({ ...base, id: i === 0 ? base.id : `${base.id}/${i}`, type: 'reacted', message: replyToId, emoji: EMOJI.get(type) ?? '❔' }))
  },
  conversationUpdate({ activity, base, bot, at }) {
    const { membersAdded = [], membersRemoved = [], channelId } = activity
    const person = membersAdded.find(({ id }) => id !== bot)?.id
    if (person !== undefined) return [{ ...at(person), type: 'joined' }]
    // In Teams the person adds the bot; elsewhere the bot is there first, and the person's own turn comes.
    if (membersAdded.length > 0) return channelId === TEAMS && base.person !== '' ? [{ ...base, type: 'joined' }] : 'only the bot came in'
    const gone = membersRemoved.find(({ id }) => id !== bot)?.id ?? (membersRemoved.length > 0 ? base.person : '')
    return gone === '' ? 'nobody came or went' : [{ ...at(gone), type: 'left' }]
  },
  installationUpdate: ({ activity: { action }, base }) => (action === 'remove' && base.person !== '' ? [{ ...base, type: 'left' }] : 'the app was installed or renewed'),
}))

/** One request is one activity. Who wrote in a group is not even named. */
export function parse(request: RawRequest, config: BotFrameworkConfig): InboundEvent[] {
  const raw = readJson(request.body)
  const parsed = Activity.safeParse(raw)
  if (!parsed.success) throw new UnreadableBody('not an activity')
  const activity = parsed.data
  if (!isTrusted(activity.serviceUrl, config)) throw new UnreadableBody('the address of a service that is not called')
  const { type, channelId, conversation, from, recipient, locale } = activity
  const id = eventId(activity, raw)
  const at = momentOf(activity.timestamp, request.receivedAt)
  const ignored = (reason: string): InboundEvent[] => [{ id, person: '', at, redelivered: false, type: 'ignored', reason }]
  if (isShared(activity)) return ignored('a group or a channel: others would read the answer')
  const bot = recipient?.id
  if (bot === undefined) return ignored(`${type}: does not say to whom it came`)
  const unused = NOT_USED.get(type)
  if (unused !== undefined) return ignored(unused)
  const read = READERS.get(type)
  if (read === undefined) return ignored('an unknown kind of activity')
  const baseOf = (person: string): Base => ({
    id, person, at, redelivered: false, thread: `${channelId}/${conversation.id}`, ...(locale !== undefined && { locale }),
    route: routeText({ serviceUrl: activity.serviceUrl, channel: channelId, conversation: conversation.id, bot, user: person }),
  })
  const isPerson = from !== undefined && from.id !== bot && from.role !== 'bot' && from.role !== 'skill'
  if (!isPerson && type !== 'conversationUpdate') return ignored(`${type} of nobody, or of the bot itself`)
  const events = read({ activity, base: baseOf(isPerson ? from.id : ''), bot, at: baseOf })
  return typeof events === 'string' ? ignored(events) : events
}

/** Teams names every conversation's kind; elsewhere a group says that it is one. */
function isShared({ channelId, conversation, channelData }: Activity): boolean {
  const { isGroup = false, conversationType } = conversation
  if (isGroup || (channelData?.team ?? channelData?.channel ?? null) !== null) return true
  return conversationType === undefined ? channelId === TEAMS : conversationType !== 'personal'
}

/** An activity's id is its conversation's own, and a change carries that of the message it changes. */
function eventId({ type, channelId, conversation, id, timestamp = '' }: Activity, raw: unknown): string {
  if (id === undefined) return digest(JSON.stringify(raw))
  const place = digest(`${channelId}/${conversation.id}`)
  return type === 'message' ? `${place}/${id}` : `${place}/${id}/${digest(`${type}/${timestamp}`)}`
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24)
}

function momentOf(timestamp: string | undefined, receivedAt: string): string {
  const time = Date.parse(timestamp ?? '')
  return new Date(time >= EARLIEST && time <= Date.parse(receivedAt) + AHEAD_MS ? time : receivedAt).toISOString()
}
