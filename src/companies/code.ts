// Codes of companies: made so that they can be read aloud and typed, and found again in what people type.
import type { Lot } from './lots.ts'

/** Nothing that looks or sounds like another one, and no vowels: no code becomes a word. */
const LETTERS = 'CDFHJKMNPRTVWXY'
const DIGITS = '3479'
const ALL = LETTERS + DIGITS
const SHAPE = [LETTERS, ALL, ALL, ALL, ALL, DIGITS]
/** How many there are. */
export const CODES = SHAPE.reduce((count, { length }) => count * length, 1)

/** What a code may look like that somebody else made: as every platform's links and the file of a person take it. */
export const COMPANY_CODE = /^[A-Z0-9-]{3,20}$/

/** @param number at least 0; only its remainder by `CODES` counts */
export function codeOf(number: number): string {
  let rest = number % CODES
  const signs = SHAPE.map((of) => {
    const sign = of.charAt(rest % of.length)
    rest = Math.floor(rest / of.length)
    return sign
  })
  return `${signs.slice(0, 3).join('')}-${signs.slice(3).join('')}`
}

/** What a typed text may mean, likeliest first: as it stands, and with the hyphen that was left out. Empty where it can be no code. */
export function codesMeant(text: string): string[] {
  const typed = text.normalize('NFKC').trim().toUpperCase().replace(/[\u2010-\u2015\u2212\u30FC\uFF70]/g, '-').replace(/\s+/g, '-')
  if (!COMPANY_CODE.test(typed)) return []
  return /^[A-Z0-9]{6}$/.test(typed) ? [typed, `${typed.slice(0, 3)}-${typed.slice(3)}`] : [typed]
}

/** `opens`: the address in the flow where who comes by it begins; null: the greeting. Days in Japan, first and last. */
export interface CompanyCode {
  readonly code: string
  readonly lot: Lot
  readonly campaign: string
  /** Who hands it out, in words. */
  readonly source: string
  readonly opens: string | null
  readonly validFrom: string | null
  readonly validTo: string | null
}

/** An address of a flow: a node, or a node with what it is about. */
export const OPENS = /^[a-z][a-zA-Z]*(:[A-Za-z0-9][A-Za-z0-9.-]{0,80})?$/

export type CodeState = 'valid' | 'ahead' | 'over' | 'withdrawn'

export function codeStateOn({ validFrom, validTo, withdrawn }: Pick<CompanyCode, 'validFrom' | 'validTo'> & { readonly withdrawn: boolean }, day: string): CodeState {
  if (withdrawn) return 'withdrawn'
  if (validFrom !== null && day < validFrom) return 'ahead'
  return validTo !== null && day > validTo ? 'over' : 'valid'
}
