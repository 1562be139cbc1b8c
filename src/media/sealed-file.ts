// A file as it lies sealed: a head, then pieces of AES-256-GCM that can be opened from any of them on. Each file has a key of its own, bound to its name.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { Transform } from 'node:stream'

const MAGIC = Buffer.from('madoguchi sealed')
const SALT = 16
/** What it is, the number of the key, and what makes this file's own key of it. */
export const HEAD = MAGIC.length + 4 + SALT
/** Bytes of a piece before it is sealed; the last one may have less, and is the only one of an empty file. */
export const PIECE = 65_536
const TAG = 16
const SEALED_PIECE = PIECE + TAG

export interface Head { readonly number: number; readonly salt: Buffer }

export const newHead = (number: number): Head => ({ number, salt: randomBytes(SALT) })

export function headBytes({ number, salt }: Head): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(number)
  return Buffer.concat([MAGIC, bytes, salt])
}

/** Null where the file is not sealed. */
export function readHead(bytes: Buffer): Head | null {
  if (bytes.length < HEAD || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return null
  return { number: bytes.readUInt32BE(MAGIC.length), salt: bytes.subarray(MAGIC.length + 4, HEAD) }
}

/** @param key of files, of the keyring; @param name under which the file lies */
export const fileKey = (key: Buffer, { salt }: Head, name: string): Buffer => Buffer.from(hkdfSync('sha256', key, salt, name, 32))

/** @param sealed bytes that lie there, with the head */
export function plainSize(sealed: number): number {
  const body = sealed - HEAD
  return body - Math.ceil(body / SEALED_PIECE) * TAG
}

/** Where the pieces lie that hold these bytes of the plain file, and how much of the first one comes before them. */
export function piecesOf({ start, end }: { readonly start: number; readonly end: number }, size: number) {
  const [first, last] = [Math.floor(start / PIECE), Math.floor(Math.min(end, size - 1) / PIECE)]
  return { first, before: start - first * PIECE, start: HEAD + first * SEALED_PIECE, end: Math.min(HEAD + (last + 1) * SEALED_PIECE, sealedSize(size)) - 1 }
}

const piecesIn = (size: number) => Math.max(1, Math.ceil(size / PIECE))
const sealedSize = (size: number) => HEAD + size + piecesIn(size) * TAG

/** Pieces may not change places, and the last one says that it is. */
function nonceOf(piece: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(piece, 0)
  nonce.writeUInt8(last ? 1 : 0, 11)
  return nonce
}

export function sealing(key: Buffer, size: number): Transform {
  return inPieces(PIECE, 0, piecesIn(size), (bytes, nonce) => {
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
  })
}

/** Breaks off with an error where anything was changed, cut off or added. @param first the number of the piece it begins with; @param size of the whole plain file */
export function opening(key: Buffer, first: number, size: number): Transform {
  return inPieces(SEALED_PIECE, first, piecesIn(size), (bytes, nonce) => {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG })
    decipher.setAuthTag(bytes.subarray(-TAG))
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG)), decipher.final()])
  })
}

function inPieces(length: number, first: number, count: number, change: (bytes: Buffer, nonce: Buffer) => Buffer): Transform {
  let [held, piece] = [Buffer.alloc(0), first]
  const next = (bytes: Buffer) => {
    piece += 1
    return change(bytes, nonceOf(piece - 1, piece === count))
  }
  /** The last one is left to the end. */
  const isPiece = () => held.length > length || (held.length === length && piece < count - 1)
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        held = Buffer.concat([held, chunk])
        while (isPiece()) {
          this.push(next(held.subarray(0, length)))
          held = held.subarray(length)
        }
        done()
      } catch {
        done(new Error('a sealed file was changed'))
      }
    },
    flush(done) {
      try {
        if (held.length > 0 || piece === 0) this.push(next(held))
        done()
      } catch {
        done(new Error('a sealed file was changed'))
      }
    },
  })
}
