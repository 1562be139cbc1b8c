// What mail can do. A mail has no length to speak of; this one still opens on every phone.
import type { Capabilities } from '../contract.ts'

export const capabilities: Capabilities = {
  textLength: 50_000,
  choices: 0,
  choiceLabelGraphemes: 60,
  choiceValueLength: 300,
  sends: ['text', 'image', 'file'],
  // Mailboxes take 20 MB and more; a mail is a third longer than its file.
  files: { largest: 10_000_000, fetched: false },
  replyWindowHours: null,
  counsellorWindowHours: null,
  discreet: false,
  unsend: false,
  receipts: [],
  answersInTenMinutes: 8,
}
