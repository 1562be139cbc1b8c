// What a stored value becomes under the keys that seal now: sealed values get another seal, plain ones their first.
import { z } from 'zod'
import type { SealedColumn } from './columns.ts'
import { SEALED, SEALED_BYTES } from './keyring.ts'
import type { Keyring, SealKind } from './keyring.ts'

/** @param stored as it stands in the table: a text, the text of a JSON value or of an array as JSON, bytes as PostgreSQL writes them. @returns null where it stays as it is */
export function resealed(keyring: Keyring, column: SealedColumn, stored: string): string | null {
  switch (column.kind) {
    case 'text':
      return textAgain(keyring, 't', stored)
    case 'name':
      return textAgain(keyring, 'n', stored)
    case 'bytes':
      return bytesAgain(keyring, stored)
    case 'texts': {
      const texts = z.array(z.string()).parse(JSON.parse(stored)).map((text) => [text, textAgain(keyring, 't', text)] as const)
      return texts.some(([, again]) => again !== null) ? JSON.stringify(texts.map(([text, again]) => again ?? text)) : null
    }
    case 'json':
      return jsonAgain(keyring, column, stored)
  }
}

/** @param kind of a plain text's first seal */
function textAgain(keyring: Keyring, kind: SealKind, stored: string): string | null {
  if (stored === '') return null
  const [, number, own] = SEALED.exec(stored) ?? []
  if (own !== 't' && own !== 'j' && own !== 'n') return keyring.seal(kind, stored)
  return Number(number) === keyring.newest(own) ? null : keyring.seal(own, keyring.open(stored).text)
}

const HEX = '\\x'

function bytesAgain(keyring: Keyring, stored: string): string | null {
  const bytes = Buffer.from(stored.slice(HEX.length), 'hex')
  const [, number] = SEALED_BYTES.exec(bytes.subarray(0, 24).toString('latin1')) ?? []
  return Number(number) === keyring.newest('t') ? null : HEX + keyring.sealBytes(keyring.openBytes(bytes)).toString('hex')
}

function jsonAgain(keyring: Keyring, { keys, open }: SealedColumn, stored: string): string | null {
  const value: unknown = JSON.parse(stored)
  if (value === null) return null
  if (!keys && !open) {
    const again = typeof value === 'string' && SEALED.test(value) ? textAgain(keyring, 'j', value) : keyring.seal('j', stored)
    return again === null ? null : JSON.stringify(again)
  }
  if (typeof value !== 'object' || Array.isArray(value)) return null
  const [before, after] = [JSON.stringify(value), JSON.stringify(keys ? some(keyring, keys, value) : rest(keyring, open ?? [], value))]
  return before === after ? null : after
}

function some(keyring: Keyring, keys: readonly string[], value: object): unknown {
  return Object.fromEntries(Object.entries(value).map(([key, part]: [string, unknown]) => [key, keys.includes(key) ? partAgain(keyring, part) : part]))
}

/** As `secretParts` sealed it. */
function rest(keyring: Keyring, open: readonly string[], value: object): unknown {
  return Object.fromEntries(Object.entries(value).map(([key, part]: [string, unknown]) => {
    const within = open.flatMap((path) => (path.startsWith(`${key}.`) ? [path.slice(key.length + 1)] : []))
    const parted = within.length > 0 && typeof part === 'object' && part !== null
    return [key, open.includes(key) ? part : parted ? rest(keyring, within, part) : partAgain(keyring, part)]
  }))
}

/** A text as a text, anything else whole; what says only yes, no or nothing stays. */
function partAgain(keyring: Keyring, part: unknown): unknown {
  if (typeof part === 'string') return textAgain(keyring, 't', part) ?? part
  return part === null || typeof part === 'boolean' ? part : keyring.seal('j', JSON.stringify(part))
}
