// LINE Official Account, by the Messaging API.
import type { Channel } from '../contract.ts'
import { capabilities } from './capabilities.ts'
import { parse, verify } from './inbound.ts'
import { fetchProfile, render, send } from './outbound.ts'
import type { LinePayload } from './outbound.ts'
import { LineConfig } from './wire.ts'

export const line: Channel<LineConfig, LinePayload> = { type: 'line', config: LineConfig, capabilities, verify, parse, render, send, fetchProfile }
