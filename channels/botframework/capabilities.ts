// What Bot Framework can do where its narrowest channel, Microsoft Teams, sets the limits.
import type { Capabilities } from '../contract.ts'

/** A hero card of Teams shows six buttons; suggested actions would be three. Facts: Teams, "Types of cards", "Suggested actions". */
export const BUTTONS_OF_A_CARD = 6

export const capabilities: Capabilities = {
  // Teams has refused whole messages above 28, 40 or 100 KB of UTF-16, depending on the year: "Format your bot messages".
  textLength: 10_000,
  choices: 3 * BUTTONS_OF_A_CARD,
  choiceLabelGraphemes: 40,
  choiceValueLength: 1000,
  sends: ['text'],
  files: null,
  replyWindowHours: null,
  counsellorWindowHours: null,
  discreet: false,
  unsend: true,
  receipts: [],
  answersInTenMinutes: null,
}
