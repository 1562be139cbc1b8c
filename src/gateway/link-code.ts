// The code one app shows and the other takes: nine digits, which every keyboard has.

/** The code of a text that is nothing else, in whichever digits and groups it was typed; null for every other text. */
export function linkCodeIn(text: string): string | null {
  const digits = text.normalize('NFKC').replace(/[၀-၉]/g, (digit) => String(digit.charCodeAt(0) - 0x1040)).replace(/[\s-]/g, '')
  return /^[1-9]\d{8}$/.test(digits) ? digits : null
}
