// The link a page carries: the page's id and an end, signed. It shows nothing; a tap on its one button takes the alarm.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Database } from '../store/database.ts'
import { secretOr } from '../store/settings.ts'

/** A link of last night opens nothing any more. */
const GOOD_MS = 24 * 3_600_000
const MAC_BYTES = 18

/** Made once for all processes. */
export function pageKey(db: Database): Promise<string> {
  return secretOr(db, 'page-key', () => randomBytes(32).toString('hex'))
}

/** The same page always has the same link, so that a second try of a message is no second link. */
export function pageToken(key: string, page: string, askedAt: Date): string {
  const signed = Buffer.alloc(20)
  signed.write(page.replaceAll('-', ''), 0, 'hex')
  signed.writeUInt32BE(Math.floor((askedAt.getTime() + GOOD_MS) / 1000), 16)
  return Buffer.concat([signed, mac(key, signed)]).toString('base64url')
}

/** `expired`: it was one of ours. Null: it never was. */
export function pageIn(key: string, token: string, now: Date): { readonly page: string; readonly expired: boolean } | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 20 + MAC_BYTES || bytes.toString('base64url') !== token) return null
  const signed = bytes.subarray(0, 20)
  if (!timingSafeEqual(bytes.subarray(20), mac(key, signed))) return null
  const page = signed.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { page, expired: now.getTime() / 1000 > signed.readUInt32BE(16) }
}

function mac(key: string, signed: Uint8Array): Buffer {
  return createHmac('sha256', key).update(signed).digest().subarray(0, MAC_BYTES)
}
