// What Messenger can do. Lengths, counts and windows: Messenger Platform, "Send API", "Quick Replies" and "Messaging windows".
import type { Capabilities } from '../contract.ts'

/** Hours after the person last did something. Later only a person may write, and then only under the tag HUMAN_AGENT. */
export const REPLY_HOURS = 24
export const HUMAN_AGENT_HOURS = 168

export const capabilities: Capabilities = {
  textLength: 1999,
  choices: 13,
  choiceLabelGraphemes: 20,
  choiceValueLength: 1000,
  sends: ['text', 'image', 'file'],
  files: { largest: 25_000_000, fetched: true },
  replyWindowHours: REPLY_HOURS,
  counsellorWindowHours: HUMAN_AGENT_HOURS,
  discreet: true,
  unsend: false,
  receipts: ['delivered', 'read'],
  answersInTenMinutes: null,
}
