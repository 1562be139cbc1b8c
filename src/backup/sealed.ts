// Seals a stream: AES-256-GCM in pieces, so that nothing has to be held whole, and a piece that is missing, changed or in another's place is found.
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import type { Key } from '../config-keys.ts'

/** Not one of ours, cut, changed, or sealed with a key that is not given. Never says what it holds. */
export class BackupBroken extends Error {
  override readonly name = 'BackupBroken'
}

const FORMAT = 1
const PIECE = 65_536
const TAG = 16
const HEAD = /^madoguchi-backup (\d+) ([0-9a-f]{16}) ([0-9a-f]{32})$/
const HEAD_BYTES = 128

/** The first line names the format, the key by its mark, and a salt: no two backups are sealed with the same key. */
export async function* sealed(plain: AsyncIterable<Uint8Array>, key: Key): AsyncGenerator<Uint8Array> {
  const salt = randomBytes(16)
  const head = Buffer.from(`madoguchi-backup ${FORMAT} ${markOf(key)} ${salt.toString('hex')}\n`)
  yield head
  const own = ownKey(key, salt)
  let number = 0
  const seal = (piece: Uint8Array, last: boolean) => {
    const cipher = createCipheriv('aes-256-gcm', own, nonceOf(number++, last)).setAAD(head)
    return Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()])
  }
  let waiting = Buffer.alloc(0)
  for await (const bytes of plain) {
    waiting = Buffer.concat([waiting, bytes])
    // One piece at least stays: only at the end is it known to be the last.
    while (waiting.length > PIECE) {
      yield seal(waiting.subarray(0, PIECE), false)
      waiting = waiting.subarray(PIECE)
    }
  }
  yield seal(waiting, true)
}

/** @throws BackupBroken before anything that is not as it was written is handed on */
export async function* unsealed(bytes: AsyncIterable<Uint8Array>, keys: readonly Key[]): AsyncGenerator<Uint8Array> {
  let waiting = Buffer.alloc(0)
  let opened: { readonly own: Buffer; readonly head: Buffer } | null = null
  let number = 0
  const open = (piece: Buffer, last: boolean): Buffer => {
    if (!opened || piece.length < TAG) throw new BackupBroken('The backup is cut: its end is missing.')
    try {
      const decipher = createDecipheriv('aes-256-gcm', opened.own, nonceOf(number++, last), { authTagLength: TAG }).setAAD(opened.head).setAuthTag(piece.subarray(-TAG))
      return Buffer.concat([decipher.update(piece.subarray(0, -TAG)), decipher.final()])
    } catch {
      throw new BackupBroken(last ? 'The backup is cut or was changed: it does not end as it was written.' : 'The backup was changed: a piece of it is not as it was written.')
    }
  }
  for await (const more of bytes) {
    waiting = Buffer.concat([waiting, more])
    if (!opened) {
      const end = waiting.indexOf('\n')
      if (end === -1 && waiting.length < HEAD_BYTES) continue
      const head = waiting.subarray(0, end + 1)
      opened = { own: keyFor(head.toString('latin1').trimEnd(), keys), head: Buffer.from(head) }
      waiting = waiting.subarray(end + 1)
    }
    while (waiting.length > PIECE + TAG) {
      yield open(waiting.subarray(0, PIECE + TAG), false)
      waiting = waiting.subarray(PIECE + TAG)
    }
  }
  if (!opened) throw new BackupBroken('This is no backup of Madoguchi.')
  yield open(waiting, true)
}

function keyFor(head: string, keys: readonly Key[]): Buffer {
  const [, format, mark, salt = ''] = HEAD.exec(head) ?? []
  if (format === undefined) throw new BackupBroken('This is no backup of Madoguchi.')
  if (Number(format) > FORMAT) throw new BackupBroken(`The backup was written by a newer Madoguchi (format ${format}; this one reads up to ${FORMAT}). Install that version first.`)
  const key = keys.find((one) => markOf(one) === mark)
  if (!key) throw new BackupBroken(`The backup is sealed with a key that is not here (its mark is ${mark}). Set ENCRYPTION_KEYS to the keys of the desk it was made of, or put that machine's encryption.keys into DATA_DIR.`)
  return ownKey(key, Buffer.from(salt, 'hex'))
}

const ownKey = ({ bytes }: Key, salt: Buffer) => Buffer.from(hkdfSync('sha256', bytes, salt, 'madoguchi backup', 32))

/** Tells keys apart, and nothing about them. */
export const markOf = ({ bytes }: Key): string => createHash('sha256').update('madoguchi backup mark').update(Buffer.from(hkdfSync('sha256', bytes, '', 'madoguchi backup mark', 32))).digest('hex').slice(0, 16)

/** Its number, and whether it is the last: each stands in its own place only. */
function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(number, 5, 6)
  nonce.writeUInt8(last ? 1 : 0, 11)
  return nonce
}
