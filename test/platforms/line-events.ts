// Events as LINE sends them: each with its own ULID, its time, and a reply token wherever LINE gives one.
import { createHash, randomInt } from 'node:crypto'
import { opaqueToken, type LineMemory } from './line-memory.ts'
import { otherEvents, type LineOtherType } from './line-other-events.ts'

export type LineSource =
  | { readonly type: 'user'; readonly userId: string }
  | { readonly type: 'group'; readonly groupId: string; readonly userId?: string }

export interface LineEvent {
  readonly type: string
  readonly mode: 'active' | 'standby'
  readonly timestamp: number
  /** Some events are about nobody. */
  readonly source?: LineSource
  readonly webhookEventId: string
  readonly deliveryContext: { readonly isRedelivery: boolean }
  readonly replyToken?: string
}

export interface LineMessageEvent extends LineEvent {
  readonly message: { readonly id: string; readonly type: string; readonly [property: string]: unknown }
}

/** `user` and `group` are LINE ids (see `lineUser`, `lineGroup`). `at` is when it happened, the clock's now by default. */
interface Happening {
  readonly at?: Date
  /** In standby another module channel holds the chat: no reply token. */
  readonly mode?: 'active' | 'standby'
}
interface ByUser extends Happening { readonly user: string }
/** With `group` it happened in that group chat instead of one-to-one. `more` is merged into the message. */
interface Said extends ByUser { readonly group?: string; readonly more?: Record<string, unknown> }

export interface LineEvents {
  textEvent(said: Said & { readonly text: string }): LineMessageEvent
  stickerEvent(said: Said & { readonly keywords?: readonly string[] }): LineMessageEvent
  /** At LINE; `more: { contentProvider }` puts a picture, a video or a recording elsewhere. */
  imageEvent(said: Said): LineMessageEvent
  videoEvent(said: Said): LineMessageEvent
  audioEvent(said: Said): LineMessageEvent
  fileEvent(said: Said & { readonly fileName?: string }): LineMessageEvent
  locationEvent(said: Said): LineMessageEvent
  /** `message` is the id of the message that has a new text. */
  messageEditedEvent(said: Said & { readonly message: string; readonly text: string }): LineMessageEvent
  postbackEvent(tap: ByUser & { readonly group?: string; readonly data: string; readonly params?: Record<string, string> }): LineEvent
  followEvent(by: ByUser & { readonly isUnblocked?: boolean }): LineEvent
  unfollowEvent(by: ByUser): LineEvent
  unsendEvent(by: ByUser & { readonly group?: string; readonly messageId: string }): LineEvent
  joinEvent(into: Happening & { readonly group: string }): LineEvent
  /** Every other kind, as LINE's reference shows it. `more` is merged into it; without user and group it is about nobody. */
  otherEvent(type: LineOtherType, by?: Happening & { readonly user?: string; readonly group?: string; readonly more?: Record<string, unknown> }): LineEvent
}

/** A user's id out of a readable name, the same every time. */
export const lineUser = (name: string) => `U${hex(name)}`
export const lineGroup = (name: string) => `C${hex(name)}`
const hex = (name: string) => createHash('sha256').update(name).digest('hex').slice(0, 32)

/** `check` throws where an event is not as LINE publishes it. */
export function createLineEvents(now: () => Date, memory: LineMemory, blocked: Set<string>, check: (event: LineEvent) => void): LineEvents {
  function event<Body extends object>(type: string, source: LineSource | null, happening: Happening, answerable: boolean, body: Body) {
    const timestamp = (happening.at ?? now()).getTime()
    const mode = happening.mode ?? 'active'
    const to = source?.type === 'group' ? source.groupId : source?.userId
    if (![to, source?.userId].every((id) => id === undefined || /^[UC][0-9a-f]{32}$/.test(id))) {
      throw new Error(`not a LINE id: ${JSON.stringify(source)}`)
    }
    const made = {
      type,
      mode,
      timestamp,
      ...(source !== null && { source }),
      webhookEventId: ulid(timestamp),
      deliveryContext: { isRedelivery: false },
      ...(answerable && mode === 'active' && to !== undefined && { replyToken: memory.issueReplyToken(to, timestamp) }),
      ...body,
    }
    check(made)
    return made
  }
  const said = (by: Said, type: string, content: object) => event('message', sourceOf(by), by, true, {
    message: { id: memory.messageId(), type, markAsReadToken: memory.issueReadToken(), ...content, ...by.more },
  })
  /** Recordings, files and places cannot be quoted. */
  const quotable = (by: Said, type: string, content: object) => said(by, type, { quoteToken: opaqueToken(), ...content })
  const atLine = { contentProvider: { type: 'line' } }

  return {
    textEvent: (by) => quotable(by, 'text', { text: by.text }),
    stickerEvent: (by) => quotable(by, 'sticker', {
      packageId: '11537', stickerId: '52002738', stickerResourceType: 'ANIMATION', keywords: by.keywords ?? ['hi', 'Hello'],
    }),
    imageEvent: (by) => quotable(by, 'image', atLine),
    videoEvent: (by) => quotable(by, 'video', { duration: 60_000, ...atLine }),
    audioEvent: (by) => said(by, 'audio', { duration: 60_000, ...atLine }),
    fileEvent: (by) => said(by, 'file', { fileName: by.fileName ?? 'payslip.pdf', fileSize: 2138 }),
    locationEvent: (by) => said(by, 'location', { title: 'dormitory', address: 'Toyota', latitude: 35.08, longitude: 137.15 }),
    messageEditedEvent: (by) => event('messageEdited', sourceOf(by), by, true, {
      message: { type: 'text', id: by.message, quoteToken: opaqueToken(), text: by.text, ...by.more },
    }),
    postbackEvent: (by) => event('postback', sourceOf(by), by, true, {
      postback: by.params === undefined ? { data: by.data } : { data: by.data, params: by.params },
    }),
    followEvent(by) {
      const isUnblocked = by.isUnblocked ?? blocked.has(by.user)
      blocked.delete(by.user)
      return event('follow', sourceOf(by), by, true, { follow: { isUnblocked } })
    },
    unfollowEvent(by) {
      blocked.add(by.user)
      return event('unfollow', sourceOf(by), by, false, {})
    },
    unsendEvent: (by) => event('unsend', sourceOf(by), by, false, { unsend: { messageId: by.messageId } }),
    joinEvent: (into) => event('join', { type: 'group', groupId: into.group }, into, true, {}),
    otherEvent(type, by = {}) {
      const { answerable, body } = otherEvents[type]
      const source = by.user !== undefined ? sourceOf({ user: by.user, ...(by.group !== undefined && { group: by.group }) })
        : by.group !== undefined ? { type: 'group' as const, groupId: by.group } : null
      return event(type, source, by, answerable, { ...body, ...by.more })
    },
  }
}

const sourceOf = (by: { readonly user: string; readonly group?: string }): LineSource => by.group === undefined
  ? { type: 'user', userId: by.user }
  : { type: 'group', groupId: by.group, userId: by.user }

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 10 characters of time, 16 of chance. */
function ulid(at: number): string {
  let time = ''
  for (let rest = at; time.length < 10; rest = Math.floor(rest / 32)) time = crockford.charAt(rest % 32) + time
  return time + Array.from({ length: 16 }, () => crockford.charAt(randomInt(32))).join('')
}
