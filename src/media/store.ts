// Where photos, recordings, videos and files lie: outside the database, under the ids that the database knows.
import type { Readable } from 'node:stream'

/** First and last byte, both included, counted from 0. */
export interface ByteRange { readonly start: number; readonly end: number }

/** Keys are UUIDs; any other key is refused with an error before anything is touched. */
export interface MediaStore {
  /** Copies the file at this path. It is there whole afterwards, or not at all and the call throws. `type` is a media type. */
  put(key: string, file: string, type: string): Promise<void>
  /** Null where nothing lies. `size` is of all of it, in bytes. The caller reads `bytes` to the end or destroys it. */
  open(key: string, range?: ByteRange): Promise<{ readonly size: number; readonly bytes: Readable } | null>
  /** Removing what is not there is no error. */
  remove(key: string): Promise<void>
  /** Of everything that lies here, in no order; what is put meanwhile may be among them or not. */
  keys(): AsyncIterable<string>
  /** For the status page: where it lies, without secrets. */
  describe(): string
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export const isKey = (name: string): boolean => UUID.test(name)

/** Returns the key; throws where it is none. */
export function checkedKey(key: string): string {
  if (!isKey(key)) throw new Error('not the key of a media file')
  return key
}
