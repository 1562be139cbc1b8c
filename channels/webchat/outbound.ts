// Lines of the log, as activities a web chat client shows.
import type { OutboundFile, OutboundMessage, Recipient } from '../contract.ts'
import { clientActivityId, PRESENCE } from './wire.ts'
import type { Activity, Attachment, Passing } from './wire.ts'

/** What both sides' lines carry: `seq` is the watermark and puts lines in order. */
export interface Placed { readonly seq: number; readonly at: string }

/** What a worker posted. `refused` says why a file of it was not taken; `tapped`: it was a button. */
export interface OwnPost {
  readonly text: string
  readonly attachments: readonly Attachment[]
  readonly refused: string | null
  readonly tapped: boolean
}

export function render(messages: readonly OutboundMessage[], to: Recipient): Activity[] {
  return messages.map((message) => ({
    ...common(`${to.person}|${message.id}`, to.person),
    timestamp: '',
    from: { id: message.author, role: 'bot', ...(message.authorName && { name: message.authorName }) },
    text: message.file ? '' : message.text,
    locale: message.language,
    ...(message.file && { attachments: [attachmentOf(message.file)] }),
    inputHint: 'acceptingInput',
    ...(message.choices?.length && { suggestedActions: {
      to: [],
      actions: message.choices.map(({ value, label }) => ({ type: 'postBack', title: label, value, displayText: label })),
    } }),
    channelData: { author: message.author },
  }))
}

function attachmentOf({ kind, name, type, url }: OutboundFile): Attachment {
  return { contentType: type, contentUrl: url, name, ...(kind === 'image' && { thumbnailUrl: url }) }
}

/** The worker's own post comes back to the page: only then it counts as sent. `id` is what the post was answered with. */
export function echo(id: string, conversation: string, user: string, { text, attachments, refused, tapped }: OwnPost): Activity {
  return {
    ...common(id, conversation),
    timestamp: '',
    from: { id: user, role: 'user' },
    text,
    ...(attachments.length > 0 && { attachments }),
    channelData: {
      author: 'worker', clientActivityID: clientActivityId(id, conversation), ...(tapped && { postBack: true }), ...(refused !== null && { refused }),
    },
  }
}

export function place(activity: Activity, { seq, at }: Placed): Activity {
  return { ...activity, timestamp: at, channelData: { ...activity.channelData, 'webchat:sequence-id': seq } }
}

export function typing(conversation: string): Passing {
  return { ...passing(conversation), type: 'typing' }
}

/** `person`: the name a counsellor goes by, empty where they have none; null where only the guide is there. */
export function presence(conversation: string, person: string | null): Passing {
  return { ...passing(conversation), type: 'event', name: PRESENCE, value: { person } }
}

function passing(conversation: string) {
  return {
    channelId: 'directline', conversation: { id: conversation }, from: { id: 'counsellor', role: 'bot' }, channelData: { author: 'counsellor' },
  } as const
}

function common(id: string, conversation: string) {
  return { type: 'message', id, channelId: 'directline', conversation: { id: conversation }, textFormat: 'plain' } as const
}
