// A Facebook Page on Messenger, by the Messenger Platform.
import type { Channel } from '../contract.ts'
import { capabilities } from './capabilities.ts'
import { challenge, parse, verify } from './inbound.ts'
import { install } from './install.ts'
import { fetchMedia } from './media.ts'
import { render, send } from './outbound.ts'
import type { MessengerPayload } from './outbound.ts'
import { entryLink, fetchHealth, fetchProfile, markRead, showTyping } from './profile.ts'
import { MessengerConfig } from './wire.ts'

export const messenger: Channel<MessengerConfig, MessengerPayload> = {
  type: 'messenger',
  config: MessengerConfig,
  capabilities,
  verify,
  challenge,
  parse,
  render,
  send,
  fetchProfile,
  fetchMedia,
  fetchHealth,
  showTyping,
  markRead,
  entryLink,
  install,
}
