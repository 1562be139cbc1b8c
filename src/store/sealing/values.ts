// What goes to the database and what comes from it: marked values are sealed, sealed ones opened, wherever they stand in a text, an array or a JSON value.
import { SEALED } from './keyring.ts'
import type { Keyring, SealKind } from './keyring.ts'
import { MARK_LENGTH, MARKS } from './marks.ts'

const KINDS: ReadonlyMap<string, SealKind> = new Map([[MARKS.text, 't'], [MARKS.json, 'j'], [MARKS.name, 'n']])
const kindOf = (text: string): SealKind | undefined => KINDS.get(text.slice(0, MARK_LENGTH))
const TOUCHED = /[\uFDD1-\uFDD3]|sealed:/
/** Every string of a JSON text, whole, that is marked or looks like a seal: within a longer one that is only text, and there each quotation mark has a backslash before it. */
const MARKED = /(?<!\\)"((?:[\uFDD1-\uFDD3]|sealed:)[^"\\]*(?:\\.[^"\\]*)*)"/g

/** @param value a parameter of a statement */
export function sealValue(keyring: Keyring, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => sealValue(keyring, one))
  if (typeof value !== 'string' || !TOUCHED.test(value)) return value
  const kind = kindOf(value)
  if (kind) return keyring.seal(kind, value.slice(MARK_LENGTH))
  if (SEALED.test(value)) return unlike(value)
  return value.replace(MARKED, (whole, inside: string) => {
    const mark = kindOf(inside)
    if (mark) return `"${keyring.seal(mark, parseString(inside.slice(MARK_LENGTH)))}"`
    return SEALED.test(inside) ? `"${unlike(inside)}"` : whole
  })
}

/** Nobody writes a seal by hand but to break the pages that open it. */
const unlike = (seal: string) => `${seal} `

/** @param value of a result: a text, or the elements of an array of texts */
export function openText(keyring: Keyring, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => openText(keyring, one))
  return typeof value === 'string' && SEALED.test(value) ? keyring.open(value).text : value
}

/** @param value of a result: the text of a JSON value, or several */
export function openJson(keyring: Keyring, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => openJson(keyring, one))
  if (typeof value !== 'string' || !value.includes('"sealed:')) return value
  return value.replace(MARKED, (whole, inside: string) => {
    if (!SEALED.test(inside)) return whole
    const { kind, text } = keyring.open(inside)
    return kind === 'j' ? text : JSON.stringify(text)
  })
}

/** The inside of a JSON string. */
function parseString(inside: string): string {
  if (!inside.includes('\\')) return inside
  const text: unknown = JSON.parse(`"${inside}"`)
  return String(text)
}

const BYTES_MARK = Buffer.from(MARKS.text)

/** @param value a parameter that is bytes, in base64 */
export function sealBytes(keyring: Keyring, value: unknown): unknown {
  const bytes = typeof value === 'string' ? Buffer.from(value, 'base64') : null
  return bytes?.subarray(0, BYTES_MARK.length).equals(BYTES_MARK) ? keyring.sealBytes(bytes.subarray(BYTES_MARK.length)).toString('base64') : value
}

/** @param value of a result */
export function openBytes(keyring: Keyring, value: unknown): unknown {
  return value instanceof Uint8Array ? keyring.openBytes(value) : value
}
