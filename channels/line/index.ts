// LINE Official Account, by the Messaging API.
import type { Channel } from '../contract.ts'
import { entryLink, fetchHealth } from './account.ts'
import { capabilities } from './capabilities.ts'
import { parse, verify } from './inbound.ts'
import { fetchMedia } from './media.ts'
import { installMenus, NEUTRAL_MENU } from './menus.ts'
import { send } from './outbound.ts'
import { fetchProfile, markRead, showMenu, showTyping } from './person.ts'
import { render } from './render.ts'
import type { LinePayload } from './render.ts'
import { LineConfig } from './wire.ts'

export const line: Channel<LineConfig, LinePayload> = {
  type: 'line',
  config: LineConfig,
  capabilities,
  verify,
  parse,
  render,
  send,
  fetchProfile,
  fetchMedia,
  fetchHealth,
  showTyping,
  markRead,
  showMenu,
  install: (texts, config, signal) => installMenus([...texts, NEUTRAL_MENU], config, signal),
  entryLink,
}
