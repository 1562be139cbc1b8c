// Keeps what arrived, whole, before its events are on disk: a line of the log never names an original that is not there.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { receive } from '../media/receive.ts'
import type { Runtime } from '../runtime.ts'

/** The same bytes again, under the same id, change nothing. */
export async function keepOriginal({ config, media }: Pick<Runtime, 'config' | 'media'>, id: string, bytes: Uint8Array): Promise<void> {
  const received = await receive((async function* () { yield bytes })(), bytes.length, join(config.dataDir, 'incoming'))
  if (received === 'too_large') throw new Error('longer than it was')
  try {
    await media.put(id, received.path, 'message/rfc822')
  } finally {
    await rm(received.path, { force: true })
  }
}
