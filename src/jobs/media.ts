// Fetches what workers sent before the platform forgets it: received with a limit, checked by content, cleaned, stored.
import { rm } from 'node:fs/promises'
import type { FetchedMedia } from '../../channels/contract.ts'
import { inspect, LIMITS } from '../media/inspect.ts'
import type { Inspected, Refusal } from '../media/inspect.ts'
import { incomingIn, receive, sweep } from '../media/receive.ts'
import type { Runtime } from '../runtime.ts'
import { leftAttachments } from '../store/attachments.ts'
import { claimMedia, keepMedia, noteRemoved, postponeMedia, saveMedia } from '../store/media.ts'
import type { DueMedia } from '../store/media.ts'
import { forgetUpload, leftUploads } from '../store/webchat.ts'

const AT_ONCE = 4
/** A long video on a slow line. */
const PATIENCE_MS = 300_000
/** Until it begins to come: a platform that hangs is asked again. */
const ANSWER_MS = 20_000
/** Kept up while it lasts: what a killed process fetched is fetched by another soon. */
const LEASE_SECONDS = 30
const KEEP_MS = 10_000
const LONGEST_WAIT_MS = 600_000
/** About a day of trying. */
const TRIES = 150
/** About a minute; after it a photo that is none is what the worker sent. */
const STUMBLES = 6

const STUMBLED: ReadonlySet<Refusal> = new Set(['empty', 'broken', 'kind'])

class NotAnnounced extends Error { override readonly name = 'NotAnnounced' }

const incoming = ({ config }: Runtime) => incomingIn(config.dataDir)

export async function sweepIncoming(runtime: Runtime): Promise<void> {
  await sweep(incoming(runtime), new Date(runtime.now().getTime() - 2 * PATIENCE_MS))
}

/** `stopping` ends what is under way; it is due again at once. */
export async function fetchWaiting(runtime: Runtime, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    const due = await claimMedia(runtime.db, AT_ONCE, LEASE_SECONDS)
    if (due.length === 0) return
    await Promise.all(due.map(async (media) => {
      const keeping = setInterval(() => void keepMedia(runtime.db, media.id, LEASE_SECONDS).catch(() => {}), KEEP_MS)
      try {
        if (media.status === 'withdrawn') await forget(runtime, media)
        else await fetchOne(runtime, media, stopping)
      } catch (error) {
        runtime.log.warn({ media: media.id, tries: media.tries, reason: error instanceof Error ? error.name : 'unknown' }, 'media not fetched yet')
        if (media.tries >= TRIES) await saveMedia(runtime.db, media, { status: 'failed', reason: 'tries' })
        else await postponeMedia(runtime.db, media.id, stopping.aborted ? 0 : Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** media.tries))
      } finally {
        clearInterval(keeping)
      }
    }))
  }
}

async function fetchOne(runtime: Runtime, media: DueMedia, stopping: AbortSignal): Promise<void> {
  const { channel, config: settings } = runtime.accounts.get(media.account_id) ?? {}
  if (!channel || media.source === null) throw new Error('the account is not configured')
  if (!channel.fetchMedia) {
    await settle(runtime, media, await uploaded(runtime, media.source), () => false)
    return dropUpload(runtime, media.source)
  }
  const kept = async (original: string) => (await runtime.media.open(original))?.bytes ?? null
  const hanging = new AbortController()
  const timer = setTimeout(() => hanging.abort(), ANSWER_MS)
  const fetched = await channel.fetchMedia(media.source, settings, AbortSignal.any([stopping, AbortSignal.timeout(PATIENCE_MS), hanging.signal]), kept)
    .finally(() => clearTimeout(timer))
  if (fetched.status === 'later') return postponeMedia(runtime.db, media.id, fetched.afterMs)
  await settle(runtime, media, fetched, (seen) => isAnother(media, seen))
}

type Settled = FetchedMedia & { readonly status: 'ready' | 'gone' }

/** A platform that stumbles gives an error page, or a part, in place of the photo that it announced. */
function isAnother({ kind, tries }: DueMedia, seen: Inspected): boolean {
  if (kind === 'file' || tries >= STUMBLES) return false
  return seen.status === 'refused' ? STUMBLED.has(seen.reason) : seen.kind === 'file'
}

async function settle(runtime: Runtime, media: DueMedia, fetched: Settled, stumbled: (seen: Inspected) => boolean): Promise<void> {
  const { db, media: store } = runtime
  if (fetched.status === 'gone') return void await saveMedia(db, media, fetched)
  const received = await receive(fetched.bytes, LIMITS[media.kind], incoming(runtime))
  if (received === 'too_large') return void await saveMedia(db, media, { status: 'refused', reason: received })
  const paths = new Set([received.path])
  try {
    const seen = await inspect(received.path, media.kind)
    if (stumbled(seen)) throw new NotAnnounced()
    if (seen.status === 'refused') return void await saveMedia(db, media, seen)
    paths.add(seen.path)
    await store.put(media.id, seen.path, seen.type)
    const { kind, type, size, width = null, height = null } = seen
    if (!(await saveMedia(db, media, { status: 'stored', kind, type, size, width, height }))) await store.remove(media.id)
  } finally {
    for (const path of paths) await rm(path, { force: true })
  }
}

/** Where the person's own page uploaded it, it lies in our own store. */
async function uploaded({ media: store }: Runtime, key: string): Promise<Settled> {
  const found = await store.open(key)
  return found ? { status: 'ready', bytes: found.bytes } : { status: 'gone', reason: 'it is no longer in the store' }
}

/** An upload nobody points to any more after this time. */
const LEFT_HOURS = 48

/** What was uploaded and has been looked at, and what nobody will ever look at. */
export async function sweepUploads(runtime: Pick<Runtime, 'db' | 'media' | 'now'>): Promise<void> {
  for (const id of await leftAttachments(runtime.db, new Date(runtime.now().getTime() - LEFT_HOURS * 3_600_000))) await runtime.media.remove(id)
  for (const key of await leftUploads(runtime.db, LEFT_HOURS, 100)) await dropUpload(runtime, key)
}

async function dropUpload({ db, media: store }: Pick<Runtime, 'db' | 'media'>, key: string): Promise<void> {
  await store.remove(key)
  await forgetUpload(db, key)
}

async function forget({ db, media: store }: Runtime, { id }: DueMedia): Promise<void> {
  await store.remove(id)
  await noteRemoved(db, id)
}
