// Entry links that can only prefill a message carry their code in its text: written here, recognised here.

/** Letters, digits, `-` and `_`: what every platform's links let through. */
export const ENTRY_CODE = /^[A-Za-z0-9_-]{3,30}$/

const ENTRY_TEXT = /^\s*(?:madoguchi|窓口)\s*[#＃]\s*([a-z0-9_-]{3,30})\s*$/iu

export function entryText(code: string): string {
  return `Madoguchi #${code}`
}

/** The code of a text that is nothing but an entry text, in capitals; null for every other text. */
export function entryCodeIn(text: string): string | null {
  return ENTRY_TEXT.exec(text.normalize('NFKC'))?.[1]?.toUpperCase() ?? null
}
