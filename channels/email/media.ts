// What was attached, taken out of the mail that was kept.
import type { FetchedMedia, Kept } from '../contract.ts'
import { readMail } from './mail.ts'
import { contentOf } from './mime.ts'
import type { EmailConfig } from './wire.ts'

/** `source` is the id of the mail and the place of the attachment in it, counted from 0. */
export async function fetchMedia(source: string, _config: EmailConfig, signal: AbortSignal, kept?: Kept): Promise<FetchedMedia> {
  const [original = '', place = ''] = source.split('/')
  const bytes = await kept?.(original)
  if (!bytes) return { status: 'gone', reason: 'the mail is no longer kept' }
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes) {
    signal.throwIfAborted()
    chunks.push(chunk)
  }
  const part = readMail(Buffer.concat(chunks)).attachments[Number(place)]
  if (!part) return { status: 'gone', reason: 'the mail has no such part' }
  return { status: 'ready', bytes: (async function* () { yield contentOf(part) })() }
}
