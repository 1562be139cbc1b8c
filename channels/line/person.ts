// What LINE tells about a person, and what the person sees of us besides messages.
import type { Profile } from '../contract.ts'
import { clientOf, found, within } from './client.ts'
import { aliasOf } from './menus.ts'
import type { LineConfig } from './wire.ts'

/** null when LINE tells nothing about the person: no friend, blocked, no consent. */
export async function fetchProfile(person: string, config: LineConfig, signal: AbortSignal): Promise<Profile | null> {
  const profile = await found(within(signal, clientOf(config).getProfile(person)))
  return profile && { name: profile.displayName, ...(profile.language && { language: profile.language }) }
}

/** Ends with our next message, or by itself. */
export async function showTyping(person: string, config: LineConfig, signal: AbortSignal): Promise<void> {
  await within(signal, clientOf(config).showLoadingAnimation({ chatId: person, loadingSeconds: 20 }))
}

/** Everything before it counts as read, too. */
export async function markRead(_person: string, readToken: string | null, config: LineConfig, signal: AbortSignal): Promise<void> {
  if (readToken === null) return
  await within(signal, clientOf(config).markMessagesAsReadByToken({ markAsReadToken: readToken }))
}

/** Does nothing where no menu of this language is installed. */
export async function showMenu(person: string, language: string, config: LineConfig, signal: AbortSignal): Promise<void> {
  const client = clientOf(config)
  const alias = await found(within(signal, client.getRichMenuAlias(aliasOf(language))))
  if (alias) await within(signal, client.linkRichMenuIdToUser(person, alias.richMenuId))
}
