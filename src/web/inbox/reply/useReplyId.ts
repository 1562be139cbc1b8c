// The id of the reply being written: the same for every try of the same words. Sending clears the words, changing changes them: then it is another reply.
import { useMemo } from 'react'

export function useReplyId(words: string): string {
  return useMemo(newId, [words])
}

/** A UUID of version 4. `crypto.randomUUID` is missing where the desk is opened over plain http on a local network. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
