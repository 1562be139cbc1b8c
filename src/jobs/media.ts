// Fetches what workers sent before the platform forgets it: received with a limit, checked by content, cleaned, stored.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { inspect, LIMITS } from '../media/inspect.ts'
import { receive, sweep } from '../media/receive.ts'
import type { Runtime } from '../runtime.ts'
import { claimMedia, noteRemoved, postponeMedia, saveMedia } from '../store/media.ts'
import type { DueMedia } from '../store/media.ts'

const AT_ONCE = 4
/** A long video on a slow line. */
const PATIENCE_MS = 300_000
const LEASE_SECONDS = PATIENCE_MS / 1000 + 30
const LONGEST_WAIT_MS = 600_000
/** About a day of trying. */
const TRIES = 150

/** Bytes on their way to the store; where a process was killed they are left here. */
const incoming = ({ config }: Runtime) => join(config.dataDir, 'incoming')

export async function sweepIncoming(runtime: Runtime): Promise<void> {
  await sweep(incoming(runtime), new Date(runtime.now().getTime() - 2 * PATIENCE_MS))
}

/** `stopping` ends what is under way; it is due again at once. */
export async function fetchWaiting(runtime: Runtime, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    const due = await claimMedia(runtime.db, AT_ONCE, LEASE_SECONDS)
    if (due.length === 0) return
    await Promise.all(due.map(async (media) => {
      try {
        if (media.status === 'withdrawn') await forget(runtime, media)
        else await fetchOne(runtime, media, stopping)
      } catch (error) {
        runtime.log.warn({ media: media.id, tries: media.tries, reason: error instanceof Error ? error.name : 'unknown' }, 'media not fetched yet')
        if (media.tries >= TRIES) await saveMedia(runtime.db, media, { status: 'failed', reason: 'tries' })
        else await postponeMedia(runtime.db, media.id, stopping.aborted ? 0 : Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** media.tries))
      }
    }))
  }
}

async function fetchOne(runtime: Runtime, media: DueMedia, stopping: AbortSignal): Promise<void> {
  const { db, accounts, media: store } = runtime
  const { channel, config: settings } = accounts.get(media.account_id) ?? {}
  if (!channel?.fetchMedia || media.source === null) throw new Error('the account is not configured')
  const fetched = await channel.fetchMedia(media.source, settings, AbortSignal.any([stopping, AbortSignal.timeout(PATIENCE_MS)]), async (original) => (await store.open(original))?.bytes ?? null)
  if (fetched.status === 'later') return postponeMedia(db, media.id, fetched.afterMs)
  if (fetched.status === 'gone') return void await saveMedia(db, media, fetched)
  const received = await receive(fetched.bytes, LIMITS[media.kind], incoming(runtime))
  if (received === 'too_large') return void await saveMedia(db, media, { status: 'refused', reason: received })
  const paths = new Set([received.path])
  try {
    const seen = await inspect(received.path, media.kind)
    if (seen.status === 'refused') return void await saveMedia(db, media, seen)
    paths.add(seen.path)
    await store.put(media.id, seen.path, seen.type)
    const { kind, type, size, width = null, height = null } = seen
    if (!(await saveMedia(db, media, { status: 'stored', kind, type, size, width, height }))) await store.remove(media.id)
  } finally {
    for (const path of paths) await rm(path, { force: true })
  }
}

async function forget({ db, media: store }: Runtime, { id }: DueMedia): Promise<void> {
  await store.remove(id)
  await noteRemoved(db, id)
}
