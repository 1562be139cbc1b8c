// The desk's own web chat, and any other client of Direct Line 3.0.
import type { Channel } from '../contract.ts'
import { parse, verify } from './inbound.ts'
import { render } from './outbound.ts'
import { WebchatConfig } from './tokens.ts'
import type { Activity } from './wire.ts'

export const webchat: Channel<WebchatConfig, Activity> = {
  type: 'webchat',
  config: WebchatConfig,
  capabilities: {
    textLength: 20_000,
    choices: 20,
    choiceLabelGraphemes: 60,
    choiceValueLength: 300,
    sends: ['text', 'image', 'file'],
    files: { largest: 25_000_000, fetched: false },
    replyWindowHours: null,
    counsellorWindowHours: null,
    discreet: true,
    unsend: false,
    receipts: ['read'],
    answersInTenMinutes: null,
  },
  verify,
  parse,
  render,
}
