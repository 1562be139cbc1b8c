// The private code by which somebody without an account comes back. It is kept nowhere: the conversation's address follows from it.
import { createHmac } from 'node:crypto'

/** Crockford's letters: none is mistaken for another on paper. Sixteen of them cannot be guessed (80 bits). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 16
const MISTAKEN: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' }

/** The same form, sent twice, gives the same code. */
export function codeOf(form: string, secret: string): string {
  return Array.from(keyed('code', form, secret).subarray(0, LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join('')
}

/** As it is read to oneself and written down. */
export function spelledCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-')
}

/** What somebody typed, in small or wide letters, with or without dashes; null where it can be no code. */
export function codeIn(typed: string): string | null {
  const code = typed.normalize('NFKC').toUpperCase().replace(/[\s\p{Pd}ー]/gu, '').replace(/[OIL]/g, (letter) => MISTAKEN[letter] ?? letter)
  return code.length === LENGTH && Array.from(code).every((letter) => LETTERS.includes(letter)) ? code : null
}

/** Under which the conversation is kept; the code cannot be told from it. */
export function addressOfCode(code: string, secret: string): string {
  return `inquiry.${keyed('address', code, secret).toString('base64url').slice(0, 32)}`
}

/** The id of the event a form becomes: sent twice it is one event; changed and sent again, after a step back, it is another. */
export function eventOf(form: string, said: string, secret: string): string {
  return `inquiry ${keyed('event', `${form}\0${said}`, secret).toString('base64url').slice(0, 32)}`
}

function keyed(purpose: string, text: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(`inquiry ${purpose}\0${text}`).digest()
}
