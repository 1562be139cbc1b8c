// Files that a page uploads: received with a limit, kept aside until the worker has looked at them, and told to the conversation.
import { randomBytes } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Request } from 'express'
import type { RateLimiterMemory } from 'rate-limiter-flexible'
import { eventsOf, mediaOf, readActivity } from '../../../channels/webchat/inbound.ts'
import type { Claims } from '../../../channels/webchat/tokens.ts'
import { activityId, MOST_FILES } from '../../../channels/webchat/wire.ts'
import type { PostedActivity } from '../../../channels/webchat/wire.ts'
import type { Acceptor } from '../../gateway/accept.ts'
import { incomingIn, receive } from '../../media/receive.ts'
import type { Runtime } from '../../runtime.ts'
import { arrivalOf, forgetUpload, noteUpload } from '../../store/webchat.ts'
import { addressOf, DirectLineError, spend } from './door.ts'
import type { WebchatAccount } from './door.ts'

/** Bytes of one upload with all its files. */
export const UPLOAD_LIMIT = 25_000_000
const ACTIVITY_LIMIT = 256_000
/** Uploads that are taken apart at the same time: each stands in memory meanwhile. */
const AT_ONCE = 2

interface Parcel { readonly activity: PostedActivity; readonly files: readonly { readonly name: string; readonly type: string; readonly bytes: Uint8Array }[] }

export interface Uploads {
  /**
   * The id of the activity that was made of it; of one that has been uploaded before, the same id, and nothing is kept twice.
   * @throws DirectLineError where it is too large or cannot be read
   */
  take(request: Request, claims: Claims): Promise<string>
}

export function createUploads(runtime: Runtime, acceptor: Acceptor, account: WebchatAccount, megabytes: RateLimiterMemory): Uploads {
  const { db, media: store, newId } = runtime
  const folder = incomingIn(runtime.config.dataDir)
  const inTurn = takingTurns(AT_ONCE)

  const put = async (bytes: Uint8Array): Promise<string> => {
    const key = newId()
    const path = join(folder, randomBytes(16).toString('hex'))
    await noteUpload(db, key)
    try {
      await writeFile(path, bytes, { mode: 0o600, flag: 'wx' })
      await store.put(key, path, 'application/octet-stream')
    } finally {
      await rm(path, { force: true })
    }
    return key
  }
  const drop = async (key: string) => {
    await store.remove(key)
    await forgetUpload(db, key)
  }

  const keep = async ({ activity, files }: Parcel, { conv }: Claims): Promise<string> => {
    const at = runtime.now().toISOString()
    const named = activity.channelData?.clientActivityID ? activity : { ...activity, channelData: { ...activity.channelData, clientActivityID: newId() } }
    const id = activityId(conv, named, at)
    if (await arrivalOf(db, account.id, id)) return id
    const keys: string[] = []
    for (const { bytes } of files) keys.push(await put(bytes))
    const media = files.map(({ type, name }, i) => mediaOf(type, name, { source: keys[i] ?? '' }))
    const events = eventsOf(conv, named, media, at)
    await acceptor.events(account, events)
    // The same upload may have come twice at the same moment: the other one's files are in the log.
    for (const event of events) {
      const source = event.type === 'message' && event.content.type === 'media' ? event.content.source : undefined
      if (source !== undefined && (await arrivalOf(db, account.id, event.id))?.source !== source) await drop(source)
    }
    return id
  }

  return {
    async take(request, claims) {
      if (Number(request.headers['content-length'] ?? 0) > UPLOAD_LIMIT) throw tooLarge(request)
      const received = await receive(request.iterator({ destroyOnReturn: false }), UPLOAD_LIMIT, folder)
      if (received === 'too_large') throw tooLarge(request)
      try {
        await spend(megabytes, addressOf(request), Math.ceil(received.size / 1_000_000))
        return await inTurn(async () => keep(await unpack(request, await readFile(received.path)), claims))
      } finally {
        await rm(received.path, { force: true })
      }
    },
  }
}

/** What is left of the body is let pass, or the client would not come to reading the answer. */
function tooLarge(request: Request): DirectLineError {
  request.resume()
  return new DirectLineError(413, 'PayloadTooLarge', `An upload may have ${UPLOAD_LIMIT / 1_000_000} MB at most`)
}

/** Several parts, of which one may be the activity; or the body is the file. */
async function unpack(request: Request, body: Buffer<ArrayBuffer>): Promise<Parcel> {
  const type = request.headers['content-type'] ?? 'application/octet-stream'
  if (!/^multipart\/form-data/i.test(type)) {
    return { activity: { type: 'message' }, files: [{ name: nameIn(request.headers['content-disposition']), type, bytes: body }] }
  }
  const form = await new Response(body, { headers: { 'content-type': type } }).formData().catch(() => null)
  if (!form) throw new DirectLineError(400, 'MalformedData', 'The body is not multipart/form-data')
  const files: { name: string; type: string; bytes: Uint8Array }[] = []
  let activity: PostedActivity = { type: 'message' }
  for (const [field, part] of form) {
    if (field === 'activity') activity = await activityIn(part)
    else if (typeof part !== 'string') files.push({ name: part.name, type: part.type, bytes: await part.bytes() })
  }
  if (files.length === 0) throw new DirectLineError(400, 'MissingProperty', 'There is no file in it')
  if (files.length > MOST_FILES) throw new DirectLineError(400, 'BadArgument', `An upload may have ${MOST_FILES} files at most`)
  return { activity, files }
}

async function activityIn(part: File | string): Promise<PostedActivity> {
  const bytes = typeof part === 'string' ? Buffer.from(part) : await part.bytes()
  if (bytes.length > ACTIVITY_LIMIT) throw new DirectLineError(413, 'PayloadTooLarge', 'The activity is too large')
  const activity = readActivity(bytes)
  if (typeof activity === 'string') throw new DirectLineError(400, 'BadArgument', activity)
  if (activity.type !== 'message') throw new DirectLineError(400, 'BadArgument', 'type: files come with a message')
  return { ...activity, channelData: { clientActivityID: activity.channelData?.clientActivityID } }
}

function nameIn(disposition: string | undefined): string {
  return /filename="([^"]{1,200})"/i.exec(disposition ?? '')?.[1] ?? ''
}

/** Lets `most` run at a time; the others wait in their order. */
function takingTurns(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running >= most) await new Promise<void>((go) => { waiting.push(go) })
    else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
