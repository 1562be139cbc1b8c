// Events as Meta sends them, each one element of `messaging`. What opens the window moves it for that person.
import { createHash } from 'node:crypto'
import type { MessengerMemory } from './messenger-memory.ts'

/** Ids of stickers and apps are bigints: they are sent as numbers, which may be past 2^53. */
export interface MessengerEvent {
  readonly sender?: { readonly id: string }
  readonly recipient: { readonly id: string }
  /** Milliseconds. */
  readonly timestamp: number
  readonly [part: string]: unknown
}
export interface MessengerMessageEvent extends MessengerEvent {
  readonly message: { readonly mid: string; readonly [property: string]: unknown }
}

/** `psid` is made of digits (see `messengerPsid`). `at` is when it happened, the clock's now by default. */
interface Happening { readonly psid: string; readonly at?: Date }
/** `quotes`: the mid of the message that is answered, of the Page's or, with `ownQuote`, the person's. `more` is merged into the message. */
interface Said extends Happening { readonly quotes?: string; readonly ownQuote?: boolean; readonly more?: Record<string, unknown> }
type Media = 'image' | 'audio' | 'video' | 'file'

export interface MessengerEvents {
  textEvent(said: Said & { readonly text: string }): MessengerMessageEvent
  quickReplyEvent(tap: Happening & { readonly text: string; readonly payload: string }): MessengerMessageEvent
  /** Several addresses make an album. */
  mediaEvent(said: Said & { readonly type: Media; readonly url: string | readonly string[]; readonly text?: string }): MessengerMessageEvent
  stickerEvent(said: Said & { readonly stickerId?: bigint; readonly url?: string }): MessengerMessageEvent
  /** A shared link; without `link` the attachment has no payload at all. */
  fallbackEvent(said: Said & { readonly text?: string; readonly link?: { readonly url: string; readonly title?: string } }): MessengerMessageEvent
  /** An attachment of any type, also of one that nobody knows. */
  attachmentEvent(said: Said & { readonly type: string; readonly payload?: object }): MessengerMessageEvent
  /** `ref`: came by an m.me link that carried it, and the conversation began with this tap. */
  postbackEvent(tap: Happening & { readonly title: string; readonly payload: string; readonly withMid?: boolean; readonly ref?: string }): MessengerEvent
  /** An existing conversation opened again by a link. */
  referralEvent(by: Happening & { readonly ref: string }): MessengerEvent
  readEvent(by: Happening & { readonly watermark: number }): MessengerEvent
  deliveryEvent(by: Happening & { readonly watermark: number; readonly mids?: readonly string[] }): MessengerEvent
  reactionEvent(by: Happening & { readonly mid: string; readonly reaction?: string; readonly emoji?: string }): MessengerEvent
  unreactEvent(by: Happening & { readonly mid: string }): MessengerEvent
  editEvent(by: Happening & { readonly mid: string; readonly text: string; readonly numEdit: number | string }): MessengerEvent
  /** Somebody answered in the Page inbox or with another tool; `appId` null: no app is named. Leaves the conversation with whom it is. */
  echoEvent(answer: Happening & { readonly text: string; readonly appId?: bigint | null; readonly metadata?: string }): MessengerMessageEvent
  /** The conversation goes to `to`, our own app by default; `from` null: it was idle. */
  passThreadEvent(by: Happening & { readonly to?: string; readonly from?: string | null; readonly metadata?: string }): MessengerEvent
  /** Another app, the Page inbox by default, takes the conversation from us. */
  takeThreadEvent(by: Happening & { readonly by?: string; readonly metadata?: string }): MessengerEvent
  /** Another app asks us for the conversation. */
  requestThreadEvent(by: Happening & { readonly by?: string; readonly metadata?: string }): MessengerEvent
  appRolesEvent(roles?: Record<string, readonly string[]>): MessengerEvent
  optinEvent(by: Happening & { readonly payload?: string }): MessengerEvent
  policyEvent(verdict: { readonly action: 'warning' | 'block' | 'unblock'; readonly reason?: string }): MessengerEvent
  /** Any other part beside sender, recipient and timestamp. */
  otherEvent(by: Happening & { readonly part: Record<string, unknown> }): MessengerEvent
}

export const pageInboxAppId = '263902037430900'
/** The app that echoes from the Page inbox name. */
export const inboxEchoAppId = 26390203743090n
const thumbsUp = 369239263222822n

/** A person's id out of a readable name, the same every time. */
export const messengerPsid = (name: string) => `5${decimal(name, 15)}`
const decimal = (name: string, digits: number) => (BigInt(`0x${createHash('sha256').update(name).digest('hex')}`) % 10n ** BigInt(digits)).toString().padStart(digits, '0')

export function createMessengerEvents(now: () => Date, memory: MessengerMemory, pageId: string, appId: string): MessengerEvents {
  const stamp = (at?: Date) => (at ?? now()).getTime()
  function told<Part extends object>({ psid, at }: Happening, part: Part) {
    if (!/^\d{5,20}$/.test(psid)) throw new Error(`not a PSID: ${psid}`)
    return { sender: { id: psid }, recipient: { id: pageId }, timestamp: stamp(at), ...part }
  }
  function acted<Part extends object>(by: Happening, part: Part) {
    const event = told(by, part)
    memory.acted(by.psid, event.timestamp)
    return event
  }
  const said = (by: Said, content: object) => acted(by, {
    message: {
      mid: memory.mid(),
      ...content,
      ...(by.quotes === undefined ? {} : { reply_to: { mid: by.quotes, is_self_reply: by.ownQuote ?? false } }),
      ...by.more,
    },
  })
  const attached = (by: Said, attachments: readonly object[], text?: string) => said(by, text === undefined ? { attachments } : { text, attachments })
  const link = (ref: string) => ({ ref, source: 'SHORTLINK', type: 'OPEN_THREAD' })
  const note = (metadata?: string) => (metadata === undefined ? {} : { metadata })

  return {
    textEvent: (by) => said(by, { text: by.text }),
    quickReplyEvent: (by) => said(by, { text: by.text, quick_reply: { payload: by.payload } }),
    mediaEvent: (by) => attached(by, [by.url].flat().map((url) => ({ type: by.type, payload: { url } })), by.text),
    stickerEvent: (by) => attached(by, [
      { type: 'sticker', payload: { url: by.url ?? 'https://scontent.example.net/sticker.png', sticker_id: by.stickerId ?? thumbsUp } },
    ]),
    fallbackEvent: (by) => attached(by, [by.link === undefined ? { type: 'fallback' } : { type: 'fallback', payload: by.link }], by.text),
    attachmentEvent: (by) => attached(by, [by.payload === undefined ? { type: by.type } : { type: by.type, payload: by.payload }]),
    postbackEvent: (by) => acted(by, {
      postback: {
        ...(by.withMid === false ? {} : { mid: memory.mid() }),
        title: by.title,
        payload: by.payload,
        ...(by.ref === undefined ? {} : { referral: link(by.ref) }),
      },
    }),
    referralEvent: (by) => acted(by, { referral: link(by.ref) }),
    readEvent: (by) => told(by, { read: { watermark: by.watermark } }),
    deliveryEvent: (by) => told(by, { delivery: by.mids === undefined ? { watermark: by.watermark } : { mids: by.mids, watermark: by.watermark } }),
    reactionEvent: (by) => acted(by, {
      reaction: { reaction: by.reaction ?? 'love', emoji: by.emoji ?? '\u2764\ufe0f', action: 'react', mid: by.mid },
    }),
    unreactEvent: (by) => told(by, { reaction: { action: 'unreact', mid: by.mid } }),
    editEvent: (by) => told(by, { message_edit: { mid: by.mid, text: by.text, num_edit: by.numEdit } }),
    echoEvent: ({ psid, at, text, appId: app = inboxEchoAppId, metadata }) => ({
      sender: { id: pageId },
      recipient: { id: psid },
      timestamp: stamp(at),
      message: { is_echo: true, ...(app === null ? {} : { app_id: app }), ...note(metadata), mid: memory.mid(), text },
    }),
    passThreadEvent(by) {
      const to = by.to ?? appId
      memory.give(by.psid, to)
      return told(by, { pass_thread_control: { previous_owner_app_id: by.from ?? null, new_owner_app_id: to, ...note(by.metadata) } })
    },
    takeThreadEvent(by) {
      const to = by.by ?? pageInboxAppId
      memory.give(by.psid, to)
      return told(by, { take_thread_control: { previous_owner_app_id: appId, new_owner_app_id: to, ...note(by.metadata) } })
    },
    requestThreadEvent: (by) => told(by, {
      request_thread_control: { requested_owner_app_id: BigInt(by.by ?? pageInboxAppId), ...note(by.metadata) },
    }),
    appRolesEvent: (roles) => ({ recipient: { id: pageId }, timestamp: stamp(), app_roles: roles ?? { [appId]: ['primary_receiver'] } }),
    optinEvent: (by) => told(by, {
      optin: {
        type: 'notification_messages', payload: by.payload ?? 'NEWS', notification_messages_token: '5544332211',
        notification_messages_timezone: 'Asia/Tokyo', token_expiry_timestamp: stamp(by.at) + 15_000_000_000,
        user_token_status: 'NOT_REFRESHED', title: 'News',
      },
    }),
    policyEvent: (verdict) => ({ recipient: { id: pageId }, timestamp: stamp(), policy_enforcement: { ...verdict } }),
    otherEvent: (by) => told(by, by.part),
  }
}

/** What the "Test" button of the app's dashboard sends: another envelope, numbers as strings, seconds, a person without an id. */
export function dashboardTest(pageId: string, now: Date, field = 'messaging_postbacks'): object {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const part = field === 'messages' ? { message: { mid: 'test_message_id', text: 'test_message' } } : { postback: { title: 'TITLE', payload: 'PAYLOAD' } }
  return { field, value: { sender: { user_ref: 'test_user_ref' }, recipient: { id: pageId }, timestamp, ...part } }
}
