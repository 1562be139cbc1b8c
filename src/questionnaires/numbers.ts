// Numbers as people type them for choices, scales and counts: full width, Burmese digits, `1,4`, `1 3 5`, `2と5`.

/** Digits of any width and of Burmese as plain ones. */
export function plainDigits(text: string): string {
  return text.normalize('NFKC').replace(/[၀-၉]/g, (digit) => String(digit.charCodeAt(0) - 0x1040))
}

const BETWEEN = /[\s,、，.;・/+&၊။]+|(?:and|và|va|at|dan|နှင့်|နဲ့|e|y|と|和)(?=[\s\d])/iu

/** A list of whole numbers and nothing else; null for any other text. */
export function numbersIn(text: string): number[] | null {
  const parts = plainDigits(text).trim().replace(/[番号]/g, ' ').split(BETWEEN).map((part) => part.replace(/^[(#№]+|(?<![)）])[)）]+$/g, '')).filter((part) => part !== '')
  return parts.length > 0 && parts.every((part) => /^\d{1,9}$/.test(part)) ? parts.map(Number) : null
}

/** One number, perhaps with a fraction or with words around it: `3 người`, `およそ 12`. Null where there is none, or several. */
export function numberIn(text: string): number | null {
  const found = plainDigits(text).match(/-?\d+(?:[.,]\d+)?/g) ?? []
  return found.length === 1 ? Number((found[0] ?? '').replace(',', '.')) : null
}
