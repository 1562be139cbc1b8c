// One element of `messaging` or `standby`, as events. Its kind is the name of the one field beside sender, recipient and timestamp.
import { z } from 'zod'
import { ENTRY_CODE } from '../entry.ts'
import type { InboundEvent } from '../contract.ts'
import { messageEvents } from './message.ts'
import type { Base } from './message.ts'
import { moment } from './moment.ts'
import { AnyEvent, Delivery, Edit, GET_STARTED, Message, Postback, Reaction, Read, Referral, ThreadControl } from './wire.ts'

/** Where an event stood. `id` is what it is called where Meta gave it no name; `page` is the page's own id. */
export interface Place { readonly id: string; readonly page: string | undefined; readonly standby: boolean; readonly receivedAt: string }

/** `stamp` tells events of one kind and person apart: Meta's time as it was printed. */
interface Heard { readonly base: Base; readonly stamp: string; readonly receivedAt: string }

const NOT_USED: Readonly<Record<string, string>> = {
  request_thread_control: 'another program asks for the conversation: staff decide that on the page',
  app_roles: 'roles of programs on the page',
  optin: 'an opt-in to notifications: the desk sends none',
  account_linking: 'account linking is not used',
  policy_enforcement: 'the platform warned, blocked or unblocked the page',
  response_feedback: 'a rating of an answer is not kept',
  messaging_feedback: 'a feedback form is not used',
  send_cart: 'a shopping cart is not used',
  order: 'a shopping cart is not used',
}

const FACES: Readonly<Record<string, string>> = { smile: '😆', angry: '😠', sad: '😢', wow: '😮', love: '❤️', like: '👍', dislike: '👎' }

const READERS = {
  message: reader(Message, (message, { base }) => messageEvents(message, { ...base, ...codeOf(message.referral?.ref) })),
  postback: reader(Postback, postbackEvents),
  referral: reader(Referral, ({ ref }, { base }) => [{ ...base, type: 'joined', ...codeOf(ref) }]),
  message_edit: reader(Edit, ({ mid, text, num_edit }, { base, stamp }) => {
    const id = `${mid}/edit/${num_edit ?? stamp}`
    return [{ ...base, id, type: 'message', message: mid, content: { type: 'text', text, corrects: mid } }]
  }),
  delivery: reader(Delivery, ({ mids, watermark }, { base, receivedAt }) => {
    const until = moment(watermark, receivedAt)
    if (until === null && mids.length === 0) return null
    const id = watermark === undefined ? base.id : `delivery/${base.person}/${watermark}`
    return [{ ...base, id, type: 'status', status: 'delivered', messages: mids, ...(until !== null && { until }) }]
  }),
  read: reader(Read, ({ watermark }, { base, receivedAt }) => {
    const until = moment(watermark, receivedAt)
    return until === null ? null : [{ ...base, id: `read/${base.person}/${watermark}`, type: 'status', status: 'read', messages: [], until }]
  }),
  reaction: reader(Reaction, ({ mid, action, reaction, emoji }, { base, stamp }) => {
    const named = { ...base, id: `${mid}/${action}/${base.person}/${stamp}` }
    if (action !== 'react') return [{ ...named, type: 'ignored', reason: 'a reaction was taken back' }]
    return [{ ...named, type: 'reacted', message: mid, emoji: emoji ?? FACES[reaction ?? ''] ?? '❔' }]
  }),
  pass_thread_control: reader(ThreadControl, (_, { base, stamp }) => [{ ...base, id: `pass/${base.person}/${stamp}`, type: 'control', ours: true }]),
  take_thread_control: reader(ThreadControl, (_, { base, stamp }) => [{ ...base, id: `take/${base.person}/${stamp}`, type: 'control', ours: false }]),
}

/** null where it is no event at all. */
export function eventsOf(raw: unknown, { id, page, standby, receivedAt }: Place): InboundEvent[] | null {
  const { data: event } = AnyEvent.safeParse(raw)
  if (event === undefined) return null
  const { sender, recipient, timestamp } = event
  const fromPage = Message.safeParse(event['message']).data?.is_echo === true
  const ofPage = !fromPage && sender !== undefined && sender.id === page
  const base: Base = {
    id,
    person: (fromPage || ofPage ? recipient : sender)?.id ?? '',
    at: moment(timestamp, receivedAt) ?? new Date(receivedAt).toISOString(),
    redelivered: false,
    ...(standby && { standby }),
  }
  const ignored = (reason: string): InboundEvent[] => [{ ...base, type: 'ignored', reason }]
  const unused = Object.keys(NOT_USED).find((name) => event[name] !== undefined)
  if (unused !== undefined) return ignored(NOT_USED[unused] ?? unused)
  const [kind, read] = Object.entries(READERS).find(([name]) => event[name] !== undefined) ?? []
  if (kind === undefined || read === undefined) return ignored('an unknown kind of event')
  if (base.person === '') return ignored(`${kind} without a person`)
  if (ofPage) return ignored(`${kind} of the page itself`)
  return read(event[kind], { base, stamp: String(timestamp ?? id), receivedAt }) ?? ignored(`${kind} that cannot be read`)
}

function reader<T>(shape: z.ZodType<T>, events: (value: T, heard: Heard) => InboundEvent[] | null) {
  return (value: unknown, heard: Heard): InboundEvent[] | null => {
    const parsed = shape.safeParse(value)
    return parsed.success ? events(parsed.data, heard) : null
  }
}

/** A tap that opened the conversation may carry the link's code, whichever button was tapped. */
function postbackEvents({ mid, title, payload, referral }: z.infer<typeof Postback>, { base }: Heard): InboundEvent[] {
  const id = mid ?? base.id
  const tap = { ...base, id, ...codeOf(referral?.ref), ...(mid && !base.standby && { readToken: mid }) }
  if (payload === GET_STARTED) return [{ ...tap, type: 'joined' }]
  if (payload === undefined) return [{ ...base, id, type: 'ignored', reason: 'a button without its value: another program made it' }]
  return [{ ...tap, type: 'choice', value: payload, ...(mid && { message: mid }), ...(title && { label: title }) }]
}

function codeOf(ref: string | undefined): { code?: string } {
  return ref !== undefined && ENTRY_CODE.test(ref) ? { code: ref.toUpperCase() } : {}
}
