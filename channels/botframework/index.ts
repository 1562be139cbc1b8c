// Microsoft Teams and every other channel of an Azure Bot, and the Emulator, by Bot Framework.
import type { Channel } from '../contract.ts'
import { capabilities } from './capabilities.ts'
import { verify } from './genuine.ts'
import { fetchHealth } from './health.ts'
import { parse } from './inbound.ts'
import { fetchMedia } from './media.ts'
import { render, send, showTyping } from './outbound.ts'
import type { BotFrameworkPayload } from './outbound.ts'
import { BotFrameworkConfig } from './wire.ts'

export const botframework: Channel<BotFrameworkConfig, BotFrameworkPayload> = {
  type: 'botframework',
  config: BotFrameworkConfig,
  capabilities,
  verify,
  parse,
  render,
  send,
  fetchMedia,
  fetchHealth,
  showTyping,
}
