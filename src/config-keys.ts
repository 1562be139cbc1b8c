// The keys that seal what people told us: `2:<base64>,1:<base64>`, the newest first.
import { z } from 'zod'

export interface Key { readonly number: number; readonly bytes: Buffer }

const ONE = /^([1-9]\d{0,5}):([A-Za-z0-9+/]{43}=)$/

export const EncryptionKeys = z.string().trim().transform((given, ctx): Key[] => {
  const keys = given.split(/[\s,]+/).filter((part) => part !== '').map((part) => ONE.exec(part))
  if (keys.length === 0 || keys.some((key) => key === null)) {
    ctx.addIssue('is one key or several, `2:<32 bytes in base64>,1:<...>`, the newest first')
    return z.NEVER
  }
  const read = keys.flatMap((key) => (key ? [{ number: Number(key[1]), bytes: Buffer.from(key[2] ?? '', 'base64') }] : []))
  if (new Set(read.map(({ number }) => number)).size < read.length) {
    ctx.addIssue('gives two keys the same number')
    return z.NEVER
  }
  return read
})

export const keyText = ({ number, bytes }: Key) => `${number}:${bytes.toString('base64')}`
