// Lines of the log, as activities a web chat client shows.
import type { OutboundMessage, Recipient } from '../contract.ts'
import { clientActivityId } from './wire.ts'
import type { Activity } from './wire.ts'

/** What both sides' lines carry: `seq` is the watermark and puts lines in order. */
export interface Placed { readonly seq: number; readonly at: string }

export function render(messages: readonly OutboundMessage[], to: Recipient): Activity[] {
  return messages.map((message) => ({
    ...common(`${to.person}|${message.id}`, to.person),
    timestamp: '',
    from: { id: message.author, role: 'bot', ...(message.authorName && { name: message.authorName }) },
    text: message.text,
    locale: message.language,
    inputHint: 'acceptingInput',
    ...(message.choices?.length && { suggestedActions: {
      to: [],
      actions: message.choices.map(({ value, label }) => ({ type: 'postBack', title: label, value, displayText: label })),
    } }),
    channelData: { author: message.author },
  }))
}

/** The worker's own line comes back to the page: only then it counts as sent. `id` is what the post was answered with. */
export function echo(id: string, text: string, conversation: string, user: string, tapped: boolean): Activity {
  return {
    ...common(id, conversation),
    timestamp: '',
    from: { id: user, role: 'user' },
    text,
    channelData: { author: 'worker', clientActivityID: clientActivityId(id, conversation), ...(tapped && { postBack: true }) },
  }
}

export function place(activity: Activity, { seq, at }: Placed): Activity {
  return { ...activity, timestamp: at, channelData: { ...activity.channelData, 'webchat:sequence-id': seq } }
}

function common(id: string, conversation: string) {
  return { type: 'message', id, channelId: 'directline', conversation: { id: conversation }, textFormat: 'plain' } as const
}
