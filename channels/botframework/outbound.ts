// What the desk says, as activities: one for each part of a line, the buttons of a question on cards under it.
import type { Activity, Attachment } from 'botbuilder'
import type { Choice, OutboundMessage, Recipient, SendIO, SendResult } from '../contract.ts'
import { clip, split } from '../text.ts'
import { BUTTONS_OF_A_CARD, capabilities } from './capabilities.ts'
import { post } from './connector.ts'
import { ConnectorRefusal, failureOf } from './failure.ts'
import { forgetToken, tokenOf } from './token.ts'
import { isTrusted, routeIn } from './wire.ts'
import type { BotFrameworkConfig, Route } from './wire.ts'

/** One activity. `line` is the id of the line it is a part of; `route` is null where nobody ever wrote there. */
export interface BotFrameworkPayload {
  readonly line: string
  readonly route: Route | null
  readonly activity: Partial<Activity> & { readonly text: string }
}

export function render(messages: readonly OutboundMessage[], { route: known }: Recipient): BotFrameworkPayload[] {
  const route = known === undefined ? null : routeIn(known)
  return messages.flatMap(({ id, text, language, authorName, choices = [] }) => {
    const parts = split(text, capabilities.textLength).filter((part) => part.trim() !== '')
    return parts.map((part, i) => ({
      line: id, route, activity: {
        type: 'message', text: part, textFormat: 'plain', locale: language, ...addressOf(route, authorName),
        ...(i === parts.length - 1 && choices.length > 0 && { attachmentLayout: 'list', attachments: cards(choices) }),
      },
    }))
  })
}

/**
 * Nothing makes a repeated send one message, and nothing tells what became of one: after a try without an answer it is sent again,
 * because a line twice harms less than a line never.
 */
export async function send({ line, route, activity }: BotFrameworkPayload, config: BotFrameworkConfig, { signal }: SendIO): Promise<SendResult> {
  if (route === null || !isTrusted(route.serviceUrl, config)) return { status: 'failed', certain: true, reason: 'Bot Framework: no way to answer is known' }
  try {
    const id = await renewed(config, () => post(config, { route, activity, signal }))
    return { status: 'sent', refs: id === '' ? [] : [{ line, id }] }
  } catch (error) {
    return failureOf(error)
  }
}

/** Shown until the next message, or for some seconds. */
export async function showTyping(_person: string, config: BotFrameworkConfig, signal: AbortSignal, known: string | null): Promise<void> {
  const route = routeIn(known ?? '')
  if (route === null || !isTrusted(route.serviceUrl, config)) return
  await renewed(config, () => post(config, { route, signal, activity: { type: 'typing', ...addressOf(route) } }))
}

/** A token may be withdrawn before its time: what was refused with an old one is tried once with a new one. */
async function renewed<T>(config: BotFrameworkConfig, call: () => Promise<T>): Promise<T> {
  if (config.type === 'local' || (await tokenOf(config)).isNew) return call()
  try {
    return await call()
  } catch (error) {
    if (!(error instanceof ConnectorRefusal) || error.status !== 401) throw error
    forgetToken(config)
    return call()
  }
}

function addressOf(route: Route | null, name?: string): Partial<Activity> {
  if (route === null) return {}
  return {
    channelId: route.channel, serviceUrl: route.serviceUrl, from: { id: route.bot, name: name ?? '' }, recipient: { id: route.user, name: '' },
    conversation: { id: route.conversation, name: '', isGroup: false, conversationType: 'personal' },
  }
}

/** `messageBack` alone brings a value back on every channel and shows the person's tap by its words. */
function cards(choices: readonly Choice[]): Attachment[] {
  const buttons = choices.slice(0, capabilities.choices).map(({ value, label }) => ({
    type: 'messageBack', title: clip(label, capabilities.choiceLabelGraphemes), displayText: label, text: label, value: { choice: value },
  }))
  const count = Math.ceil(buttons.length / BUTTONS_OF_A_CARD)
  return Array.from({ length: count }, (_, i) => ({
    contentType: 'application/vnd.microsoft.card.hero', content: { buttons: buttons.slice(i * BUTTONS_OF_A_CARD, (i + 1) * BUTTONS_OF_A_CARD) },
  }))
}
