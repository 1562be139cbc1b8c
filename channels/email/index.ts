// A mail account: IMAP or a provider's webhook in, SMTP out.
import type { Channel } from '../contract.ts'
import { entryLink, fetchHealth } from './account.ts'
import { capabilities } from './capabilities.ts'
import { isGenuine, tokenOf } from './envelope.ts'
import { receive } from './imap.ts'
import { originalOf, parse } from './inbound.ts'
import { fetchMedia } from './media.ts'
import { send } from './outbound.ts'
import { render } from './render.ts'
import type { EmailPayload } from './render.ts'
import { EmailConfig, LARGEST_WEBHOOK } from './wire.ts'

export const email: Channel<EmailConfig, EmailPayload> = {
  type: 'email',
  config: EmailConfig,
  capabilities,
  largestWebhook: LARGEST_WEBHOOK,
  verify: isGenuine,
  parse,
  originalOf,
  usedOnce: tokenOf,
  receive,
  render,
  send,
  fetchMedia,
  fetchHealth,
  entryLink,
}
