// What LINE can do. Lengths and counts: LINE Messaging API reference, "Message objects" and "Quick reply".
import type { Capabilities } from '../contract.ts'

export const capabilities: Capabilities = {
  textLength: 5000,
  choices: 13,
  choiceLabelGraphemes: 20,
  choiceValueLength: 300,
  sends: ['text', 'image'],
  // LINE fetches pictures of up to 10 MB, and shows them small from one of up to 1 MB.
  files: { largest: 1_000_000, fetched: true },
  replyWindowHours: null,
  counsellorWindowHours: null,
  discreet: true,
  unsend: true,
  receipts: [],
  answersInTenMinutes: null,
}
