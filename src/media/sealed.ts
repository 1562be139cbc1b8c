// A media store whose files say nothing without the keys: sealed on their way in, opened on their way out. What lay there before is read as it is.
import { createReadStream, createWriteStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { PassThrough, Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileKey, HEAD, headBytes, newHead, opening, piecesOf, plainSize, readHead, sealing } from './sealed-file.ts'
import type { MediaStore } from './store.ts'

/** The keys of this installation, by their numbers. `newest` seals. */
export interface FileKeys { newest(of: 't'): number; keyOfFiles(number: number): Buffer }

export function sealedStore(store: MediaStore, keys: FileKeys): MediaStore {
  return {
    async put(key, file) {
      const sealed = `${file}.sealed`
      const head = newHead(keys.newest('t'))
      try {
        const { size } = await stat(file)
        const written = createWriteStream(sealed, { flags: 'wx', mode: 0o600 })
        written.write(headBytes(head))
        await pipeline(createReadStream(file), sealing(fileKey(keys.keyOfFiles(head.number), head, key), size), written)
        await store.put(key, sealed, 'application/octet-stream')
      } finally {
        await rm(sealed, { force: true })
      }
    },
    async open(key, range) {
      const whole = await store.open(key)
      if (!whole) return null
      const { begin, rest } = await beginningOf(whole.bytes)
      const head = readHead(begin)
      if (!head) {
        if (!range) return { size: whole.size, bytes: rest }
        rest.destroy()
        return store.open(key, range)
      }
      const size = plainSize(whole.size)
      const secret = fileKey(keys.keyOfFiles(head.number), head, key)
      if (!range) return { size, bytes: through(rest, without(HEAD), opening(secret, 0, size)) }
      rest.destroy()
      const { first, before, start, end } = piecesOf(range, size)
      const part = await store.open(key, { start, end })
      return part && { size, bytes: through(part.bytes, opening(secret, first, size), without(before, range.end - range.start + 1)) }
    },
    remove: (key) => store.remove(key),
    keys: () => store.keys(),
    describe: () => store.describe(),
  }
}

/** The first bytes, enough to tell what it is, and a stream of all of them. */
export async function beginningOf(bytes: Readable): Promise<{ begin: Buffer; rest: Readable }> {
  const parts: AsyncIterator<Buffer> = bytes[Symbol.asyncIterator]()
  let begin = Buffer.alloc(0)
  while (begin.length < HEAD) {
    const next = await parts.next()
    if (next.done) break
    begin = Buffer.concat([begin, next.value])
  }
  const rest = Readable.from((async function* () {
    yield begin
    yield* { [Symbol.asyncIterator]: () => parts }
  })(), { objectMode: false })
  rest.once('close', () => bytes.destroy())
  return { begin, rest }
}

/** What goes wrong in any of them ends all, and reaches whoever reads. */
function through(...streams: readonly [Readable, ...Transform[]]): Readable {
  const out = new PassThrough()
  pipeline([...streams, out]).catch(() => undefined)
  return out
}

/** Leaves out the first bytes, and what comes after so many. */
function without(first: number, most = Number.POSITIVE_INFINITY): Transform {
  let [skip, left] = [first, most]
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const kept = chunk.subarray(Math.min(skip, chunk.length)).subarray(0, left)
      skip = Math.max(0, skip - chunk.length)
      left -= kept.length
      done(null, kept)
    },
  })
}
