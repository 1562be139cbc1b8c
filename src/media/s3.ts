// Media in a bucket of S3 or of a server that speaks its protocol. The client is slow to load, so it is loaded only when configured.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { checkedKey, isKey } from './store.ts'
import type { MediaStore } from './store.ts'

export interface S3Settings {
  readonly bucket: string
  /** Origin of a server other than Amazon's; null: Amazon's, by region. */
  readonly endpoint: string | null
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** The bucket stands in the path, not in the host name. */
  readonly forcePathStyle: boolean
}

const CONNECT_MS = 5_000
/** Without a byte for this long, a try has failed. */
const IDLE_MS = 30_000
const TRIES = 3

/** The client would write to the console, and by itself what it sends. */
const SILENT = { debug() {}, info() {}, warn() {}, error() {} }

export async function createS3Store(settings: S3Settings): Promise<MediaStore> {
  const { S3Client, PutObjectCommand, GetObjectCommand, DeleteObjectCommand, ListObjectsV2Command } = await import('@aws-sdk/client-s3')
  const { bucket: Bucket, endpoint, region, accessKeyId, secretAccessKey, forcePathStyle } = settings
  const client = new S3Client({
    region, forcePathStyle,
    ...(endpoint !== null && { endpoint }),
    credentials: { accessKeyId, secretAccessKey },
    requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: IDLE_MS },
    // Servers other than Amazon's refuse the newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 1,
    logger: SILENT,
  })
  return {
    async put(key, file, type) {
      const Key = checkedKey(key)
      const { size } = await stat(file)
      await tried(async () => {
        const Body = createReadStream(file)
        try {
          await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentLength: size, ContentType: type }))
        } finally {
          Body.destroy()
        }
      })
    },
    async open(key, range) {
      const Key = checkedKey(key)
      const Range = range && `bytes=${range.start}-${range.end}`
      const answer = await tried(() => client.send(new GetObjectCommand({ Bucket, Key, ...(Range && { Range }) })).catch(nullWhereMissing))
      if (!answer) return null
      const size = Number(answer.ContentRange?.split('/')[1] ?? answer.ContentLength)
      if (!(answer.Body instanceof Readable) || !Number.isSafeInteger(size)) throw new Error('the object store answered without content')
      return { size, bytes: answer.Body }
    },
    async remove(key) {
      const Key = checkedKey(key)
      await tried(() => client.send(new DeleteObjectCommand({ Bucket, Key })).catch(nullWhereMissing))
    },
    async *keys() {
      for (let ContinuationToken: string | undefined; ;) {
        const page = await tried(() => client.send(new ListObjectsV2Command({ Bucket, ...(ContinuationToken && { ContinuationToken }) })))
        yield* (page.Contents ?? []).flatMap(({ Key }) => (Key !== undefined && isKey(Key) ? [Key] : []))
        if (!page.NextContinuationToken) return
        ContinuationToken = page.NextContinuationToken
      }
    },
    describe: () => `bucket ${Bucket} ${endpoint === null ? `in ${region}` : `at ${new URL(endpoint).host}`}`,
  }
}

/** The client repeats no upload whose body is a stream: every try here makes its own. */
async function tried<T>(send: () => Promise<T>): Promise<T> {
  for (let left = TRIES - 1; ; left -= 1) {
    try {
      return await send()
    } catch (error) {
      if (left === 0 || !isPassing(error)) throw refusal(error)
      await wait(200 * 2 ** (TRIES - 1 - left))
    }
  }
}

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('$metadata' in error)) return undefined
  const metadata = error.$metadata
  return typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata ? Number(metadata.httpStatusCode) : undefined
}

/** Without an answer, or with one that asks to come back. */
function isPassing(error: unknown): boolean {
  const status = statusOf(error)
  return status === undefined || status === 429 || status >= 500
}

function nullWhereMissing(error: unknown): null {
  if (error instanceof Error && ['NoSuchKey', 'NotFound'].includes(error.name)) return null
  throw error
}

/** The client's errors carry the access key and what was signed: only the code is kept. */
function refusal(error: unknown): Error {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : error instanceof Error ? error.name : 'unknown'
  return new Error(`the object store failed with ${code.replace(/\W/g, '')} (${statusOf(error) ?? 'no answer'})`)
}
