// What Meta tells about a person and about the page, and the small signs beside a conversation.
import { z } from 'zod'
import type { Health, Profile } from '../contract.ts'
import { failureOf } from './failure.ts'
import type { Fault } from './failure.ts'
import { ask, call } from './graph.ts'
import type { MessengerConfig } from './wire.ts'

const Person = z.object({ first_name: z.string().min(1).optional().catch(undefined), locale: z.string().min(2).optional().catch(undefined) })
const Page = z.object({ id: z.string().min(1), username: z.string().min(1).optional().catch(undefined) })

/** null where Meta tells nothing: no profile, or no permission to read it. */
export async function fetchProfile(person: string, config: MessengerConfig, signal: AbortSignal): Promise<Profile | null> {
  const answer = await call(config, { method: 'GET', path: encodeURIComponent(person), parameters: { fields: 'locale,first_name' }, signal })
  if (!answer.ok) {
    if (tellsNothing(answer.fault)) return null
    throw new Error(failureOf(answer.fault).reason)
  }
  const { first_name: name, locale } = Person.safeParse(answer.body).data ?? {}
  return name || locale ? { ...(name && { name }), ...(locale && { language: locale.replaceAll('_', '-') }) } : null
}

function tellsNothing({ code, subcode }: Fault): boolean {
  return (code === 100 && (subcode === 2018218 || subcode === 33)) || code === 10 || code === 200 || code === 3
}

export async function fetchHealth(config: MessengerConfig, signal: AbortSignal): Promise<Health> {
  const answer = await call(config, { method: 'GET', path: 'me', parameters: { fields: 'id' }, signal })
  if (answer.ok) return { problems: [] }
  const { problem, reason } = failureOf(answer.fault)
  if (problem === undefined) throw new Error(reason)
  return { problems: [problem] }
}

export async function showTyping(person: string, config: MessengerConfig, signal: AbortSignal): Promise<void> {
  await act(person, 'typing_on', config, signal)
}

/** Meta marks the whole conversation: which message was read makes no difference. */
export async function markRead(person: string, _readToken: string, config: MessengerConfig, signal: AbortSignal): Promise<void> {
  await act(person, 'mark_seen', config, signal)
}

async function act(person: string, sender_action: 'typing_on' | 'mark_seen', config: MessengerConfig, signal: AbortSignal): Promise<void> {
  await ask(config, z.unknown(), { method: 'POST', path: 'me/messages', parameters: { recipient: { id: person }, sender_action }, signal })
}

export async function entryLink(code: string, config: MessengerConfig, signal: AbortSignal): Promise<string> {
  const { id, username } = await fetchPage(config, signal)
  return `https://m.me/${encodeURIComponent(username ?? id)}?ref=${encodeURIComponent(code)}`
}

export function fetchPage(config: MessengerConfig, signal: AbortSignal): Promise<z.infer<typeof Page>> {
  return ask(config, Page, { method: 'GET', path: 'me', parameters: { fields: 'id,username' }, signal })
}
