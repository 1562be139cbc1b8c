// What is inside a backup: a head, parts one after another (tables, photos, the key of the record), and an end that counts them.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { BackupBroken } from './sealed.ts'

/** What a reader must know before the first row. `madeAt` is ISO 8601; `migrations` in the order in which they were applied, with their checksums. */
export const Head = z.object({
  format: z.literal(1), version: z.string(), postgres: z.string(), madeAt: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  counters: z.record(z.string(), z.string()),
})
export type Head = z.infer<typeof Head>

export const PartName = z.discriminatedUnion('type', [
  z.object({ type: z.literal('table'), name: z.string(), columns: z.array(z.string()).readonly() }),
  z.object({ type: z.literal('media'), key: z.uuid() }),
  z.object({ type: z.literal('auditKey') }),
])
export type PartName = z.infer<typeof PartName>

/** `bytes` and `sha256` (hex) of its content; `rows` and `sum` of a table. */
const PartEnd = z.object({ bytes: z.number(), sha256: z.string(), rows: z.number().optional(), sum: z.string().optional() })
export type PartEnd = z.infer<typeof PartEnd>

/** `sha256` of all the parts' own, in order. */
export const End = z.object({ tables: z.number(), rows: z.number(), files: z.number(), bytes: z.number(), sha256: z.string() })
export type End = z.infer<typeof End>

/** A table's rows as PostgreSQL writes them, some at a time, or bytes as they are. */
export interface Part { readonly name: PartName; readonly content: AsyncIterable<Uint8Array>; readonly end?: () => { readonly rows: number; readonly sum: string } }

const KINDS = { head: 1, part: 2, data: 3, partEnd: 4, end: 5 } as const
const MOST_BYTES = 1_100_000_000

function frame(kind: keyof typeof KINDS, content: Uint8Array): Buffer {
  const front = Buffer.alloc(5)
  front.writeUInt8(KINDS[kind], 0)
  front.writeUInt32BE(content.length, 1)
  return Buffer.concat([front, content])
}

const json = (value: unknown) => Buffer.from(JSON.stringify(value))

/** @returns the end that was written, as the generator's own */
export async function* written(head: Head, parts: AsyncIterable<Part>): AsyncGenerator<Uint8Array, End> {
  yield frame('head', json(head))
  const all = createHash('sha256')
  const end = { tables: 0, rows: 0, files: 0, bytes: 0 }
  for await (const { name, content, end: counted } of parts) {
    yield frame('part', json(name))
    const hash = createHash('sha256')
    let bytes = 0
    for await (const data of content) {
      hash.update(data)
      bytes += data.length
      yield frame('data', data)
    }
    const partEnd: PartEnd = { bytes, sha256: hash.digest('hex'), ...counted?.() }
    all.update(partEnd.sha256)
    end.bytes += bytes
    end.rows += partEnd.rows ?? 0
    if (name.type === 'table') end.tables += 1
    if (name.type === 'media') end.files += 1
    yield frame('partEnd', json(partEnd))
  }
  const whole = { ...end, sha256: all.digest('hex') }
  yield frame('end', json(whole))
  return whole
}

/** What hears a backup as it is read. `part` gives what takes the content, and is told the end when all of it was as it was written. */
export interface Reader {
  head(head: Head): Promise<void>
  part(name: PartName): Promise<{ data(content: Buffer): Promise<void>; done(end: PartEnd): Promise<void> }>
}

/** @throws BackupBroken where parts are missing, or are not what their sums say */
export async function read(bytes: AsyncIterable<Uint8Array>, reader: Reader): Promise<{ readonly head: Head; readonly end: End }> {
  const all = createHash('sha256')
  let [head, end, taker, hash, size]: [Head | null, End | null, Awaited<ReturnType<Reader['part']>> | null, ReturnType<typeof createHash>, number] = [null, null, null, createHash('sha256'), 0]
  for await (const { kind, content } of framesOf(bytes)) {
    if (end !== null || (head === null) !== (kind === KINDS.head)) throw broken()
    if (kind === KINDS.head) await reader.head(head = Head.parse(said(content)))
    else if (kind === KINDS.part) [taker, hash, size] = [await reader.part(PartName.parse(said(content))), createHash('sha256'), 0]
    else if (kind === KINDS.data) {
      hash.update(content)
      size += content.length
      await taker?.data(content)
    } else if (kind === KINDS.partEnd) {
      const partEnd = PartEnd.parse(said(content))
      const sha256 = hash.digest('hex')
      if (!taker || partEnd.sha256 !== sha256 || partEnd.bytes !== size) throw broken()
      all.update(sha256)
      await taker.done(partEnd)
      taker = null
    } else end = End.parse(said(content))
  }
  if (!head || !end || end.sha256 !== all.digest('hex')) throw broken()
  return { head, end }
}

const broken = () => new BackupBroken('The backup is not whole: its parts are not those that were written.')

function said(content: Buffer): unknown {
  return JSON.parse(content.toString('utf8'))
}

async function* framesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<{ kind: number; content: Buffer }> {
  let chunks: Uint8Array[] = []
  let have = 0
  let need = 5
  for await (const more of bytes) {
    chunks.push(more)
    have += more.length
    // Put together only once a frame is there: a large one comes in many pieces.
    while (have >= need) {
      const joined = Buffer.concat(chunks)
      const length = joined.readUInt32BE(1)
      if (length > MOST_BYTES) throw broken()
      need = 5 + length
      chunks = [joined]
      if (have < need) break
      yield { kind: joined.readUInt8(0), content: joined.subarray(5, need) }
      chunks = [joined.subarray(need)]
      have -= need
      need = 5
    }
  }
  if (have > 0) throw broken()
}
