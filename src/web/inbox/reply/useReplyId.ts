// The id of the reply being written: the same for every try of the same words. Sending clears the words, changing changes them: then it is another reply.
import { useMemo } from 'react'

export function useReplyId(words: string): string {
  return useMemo(newId, [words])
}

/** A UUID of version 7, as all lines have: the search knows by it how far back it looks. `crypto` makes none, and is mostly missing where the desk is opened over plain http on a local network. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const [view, ms] = [new DataView(bytes.buffer), Date.now()]
  view.setUint32(0, Math.floor(ms / 2 ** 16))
  view.setUint16(4, ms % 2 ** 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
