// Seals texts and opens them: AES-256 under keys that are not in the database. Several keys may open, the first one seals.
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { randomIn } from '../../random.ts'

/** t: a text, j: the text of a JSON value, n: a name, the same each time. */
export type SealKind = 't' | 'j' | 'n'

export interface Keyring {
  /** @returns `sealed:<key><kind>:<base64url>` */
  seal(kind: SealKind, text: string): string
  /** @throws SealBroken */
  open(sealed: string): { readonly kind: SealKind; readonly text: string }
  /** @returns `sealed:<key>b:` and what was sealed */
  sealBytes(bytes: Uint8Array): Buffer
  /** What was never sealed is answered as it is. @throws SealBroken */
  openBytes(sealed: Uint8Array): Uint8Array
  /** Of which the keys of files are made. @throws SealBroken where it is not given */
  keyOfFiles(number: number): Buffer
  /** The number of the key that seals `kind` now. */
  newest(kind: SealKind): number
  /** Of all its keys, the newest first. */
  readonly numbers: readonly number[]
}

/** One that stands in `ENCRYPTION_KEYS`, as 32 bytes. */
export interface Key { readonly number: number; readonly bytes: Buffer }

/** Sealed with a key that is not given, or changed afterwards. Never says what was sealed. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken'
}

export const SEALED = /^sealed:(\d+)([tjn]):([\w-]+)$/
const [NONCE, TAG] = [12, 16]

export const SEALED_BYTES = /^sealed:(\d+)b:/

/** As key objects where they are used for every value: Node takes three times as long with a key that is bytes. */
interface Derived { readonly content: KeyObject; readonly file: Buffer; readonly name: KeyObject; readonly digest: KeyObject }

/**
 * @param keys the newest first
 * @param names which of them seals names: two keys at a time would make two names of one; the newest unless given
 */
export function createKeyring(keys: readonly Key[], names?: number): Keyring {
  const [first] = keys
  if (!first) throw new Error('a keyring without keys')
  const all = new Map(keys.map((key) => [key.number, derive(key)]))
  const newest = (kind: SealKind) => (kind === 'n' ? names ?? first.number : first.number)
  const keyOf = (number: number): Derived => {
    const key = all.get(number)
    if (!key) throw new SealBroken(`sealed with key ${number}, which is not among ENCRYPTION_KEYS`)
    return key
  }
  return {
    newest,
    numbers: keys.map(({ number }) => number),
    seal(kind, text) {
      const key = keyOf(newest(kind))
      const bytes = kind === 'n' ? sealName(key, text) : sealContent(key, kind, Buffer.from(text))
      return `sealed:${newest(kind)}${kind}:${bytes.toString('base64url')}`
    },
    sealBytes: (bytes) => Buffer.concat([Buffer.from(`sealed:${first.number}b:`), sealContent(keyOf(first.number), 'b', bytes)]),
    openBytes(sealed) {
      const [head, number] = SEALED_BYTES.exec(Buffer.from(sealed.subarray(0, 24)).toString('latin1')) ?? []
      return head === undefined ? sealed : openContent(keyOf(Number(number)), 'b', sealed.subarray(head.length))
    },
    keyOfFiles: (number) => keyOf(number).file,
    open(sealed) {
      const [, number, kind, body = ''] = SEALED.exec(sealed) ?? []
      if (kind !== 't' && kind !== 'j' && kind !== 'n') throw new SealBroken('not a seal')
      const [key, bytes] = [keyOf(Number(number)), Buffer.from(body, 'base64url')]
      return { kind, text: kind === 'n' ? openName(key, bytes) : openContent(key, kind, bytes).toString('utf8') }
    },
  }
}

function derive({ bytes }: Key): Derived {
  const of = (purpose: string) => Buffer.from(hkdfSync('sha256', bytes, '', `madoguchi ${purpose}`, 32))
  const object = (purpose: string) => createSecretKey(of(purpose))
  return { content: object('contents'), file: of('files'), name: object('names'), digest: object('digests of names') }
}

function sealContent({ content }: Derived, kind: SealKind | 'b', plain: Uint8Array): Buffer {
  const nonce = randomIn(NONCE)
  const cipher = createCipheriv('aes-256-gcm', content, nonce).setAAD(Buffer.from(kind))
  const body = [cipher.update(plain), cipher.final()]
  return Buffer.concat([nonce, cipher.getAuthTag(), ...body])
}

function openContent({ content }: Derived, kind: SealKind | 'b', bytes: Uint8Array): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', content, bytes.subarray(0, NONCE), { authTagLength: TAG }).setAAD(Buffer.from(kind))
    decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
    return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()])
  } catch {
    throw new SealBroken('a seal was changed')
  }
}

/** Its own digest is the counter it is enciphered with: the same each time, and proof that nothing was changed (as in RFC 5297). */
function sealName(key: Derived, text: string): Buffer {
  const digest = digestOf(key, text)
  const cipher = createCipheriv('aes-256-ctr', key.name, digest)
  return Buffer.concat([digest, cipher.update(text, 'utf8'), cipher.final()])
}

function openName(key: Derived, bytes: Buffer): string {
  const digest = bytes.subarray(0, TAG)
  if (digest.length < TAG) throw new SealBroken('a seal was changed')
  const decipher = createDecipheriv('aes-256-ctr', key.name, digest)
  const text = Buffer.concat([decipher.update(bytes.subarray(TAG)), decipher.final()]).toString('utf8')
  if (!timingSafeEqual(digestOf(key, text), digest)) throw new SealBroken('a seal was changed')
  return text
}

const digestOf = ({ digest }: Derived, text: string) => createHmac('sha256', digest).update(text).digest().subarray(0, TAG)
