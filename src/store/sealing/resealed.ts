// What a stored value becomes under the keys that seal now: sealed values get another seal, plain ones their first.
import type { SealedColumn } from './columns.ts'
import { SEALED } from './keyring.ts'
import type { Keyring, SealKind } from './keyring.ts'

/** @param stored as it stands in the table: a text, or the text of a JSON value. @returns null where it stays as it is */
export function resealed(keyring: Keyring, column: SealedColumn, stored: string): string | null {
  if (column.kind !== 'json') return column.kind === 'name' ? textAgain(keyring, 'n', stored) : textAgain(keyring, 't', stored)
  const value: unknown = JSON.parse(stored)
  if (column.keys || column.open) return partsAgain(keyring, column, value)
  if (value === null) return null
  const again = typeof value === 'string' && SEALED.test(value) ? textAgain(keyring, 'j', value) : keyring.seal('j', stored)
  return again === null ? null : JSON.stringify(again)
}

/** @param kind of a plain text's first seal */
function textAgain(keyring: Keyring, kind: SealKind, stored: string): string | null {
  if (stored === '') return null
  const [, number, own] = SEALED.exec(stored) ?? []
  if (own !== 't' && own !== 'j' && own !== 'n') return keyring.seal(kind, stored)
  return Number(number) === keyring.newest(own) ? null : keyring.seal(own, keyring.open(stored).text)
}

function partsAgain(keyring: Keyring, { keys, open = [] }: SealedColumn, value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const entries = Object.entries(value).map(([key, part]: [string, unknown]): [string, unknown] => {
    const wanted = keys ? keys.includes(key) : !open.includes(key)
    return [key, wanted ? partAgain(keyring, part) : part]
  })
  const before = Object.entries(value)
  return entries.some(([, part], at) => part !== before[at]?.[1]) ? JSON.stringify(Object.fromEntries(entries)) : null
}

/** A text as a text, anything else whole; what says only yes, no or nothing stays. */
function partAgain(keyring: Keyring, part: unknown): unknown {
  if (typeof part === 'string') return textAgain(keyring, 't', part) ?? part
  return part === null || typeof part === 'boolean' ? part : keyring.seal('j', JSON.stringify(part))
}
