// What LINE can do. Lengths and counts: LINE Messaging API reference, "Message objects" and "Quick reply".
import type { Capabilities } from '../contract.ts'

export const capabilities: Capabilities = {
  textLength: 5000,
  choices: 13,
  choiceLabelGraphemes: 20,
  choiceValueLength: 300,
  sends: ['text'],
  replyWindowHours: null,
  counsellorWindowHours: null,
  discreet: true,
  unsend: true,
  receipts: [],
  answersInTenMinutes: null,
}
