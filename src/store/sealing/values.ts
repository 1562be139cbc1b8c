// What goes to the database and what comes from it: marked values are sealed, sealed ones opened, wherever they stand in a text, an array or a JSON value.
import type { Keyring, SealKind } from './keyring.ts'
import { MARKS } from './marks.ts'

const KIND: Readonly<Record<string, SealKind>> = { [MARKS.text]: 't', [MARKS.json]: 'j', [MARKS.name]: 'n' }
const ANY_MARK = /[\uFDD1-\uFDD3]/
/** A string of a JSON text that begins with a mark, and one that is a seal. */
const MARKED_STRING = /"([\uFDD1-\uFDD3])((?:[^"\\]|\\.)*)"/g
const SEALED_STRING = /"(sealed:\d+[tjn]:[\w-]+)"/g

/** @param value a parameter of a statement */
export function sealValue(keyring: Keyring, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => sealValue(keyring, one))
  if (typeof value !== 'string' || !ANY_MARK.test(value)) return value
  const kind = KIND[value.charAt(0)]
  if (kind) return keyring.seal(kind, value.slice(1))
  return value.replace(MARKED_STRING, (_whole, mark: string, rest: string) => `"${keyring.seal(KIND[mark] ?? 't', parseString(rest))}"`)
}

/** @param value of a result: a text, or the elements of an array of texts */
export function openText(keyring: Keyring, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => openText(keyring, one))
  return typeof value === 'string' && value.startsWith('sealed:') ? keyring.open(value).text : value
}

/** @param value of a result: the text of a JSON value, or several */
export function openJson(keyring: Keyring, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => openJson(keyring, one))
  if (typeof value !== 'string' || !value.includes('"sealed:')) return value
  return value.replace(SEALED_STRING, (_whole, sealed: string) => {
    const { kind, text } = keyring.open(sealed)
    // What was sealed whole may hold seals itself.
    return kind === 'j' ? String(openJson(keyring, text)) : JSON.stringify(text)
  })
}

/** The inside of a JSON string. */
function parseString(inside: string): string {
  const text: unknown = JSON.parse(`"${inside}"`)
  return String(text)
}
