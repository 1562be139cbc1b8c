// What people sent, from LINE's data host. Plain fetch, because LINE's own client cannot be given up, and a connection that
// breaks in the middle of a picture leaves its stream hanging and the process with a rejection that nobody catches.
import { z } from 'zod'
import type { FetchedMedia } from '../contract.ts'
import { isPage } from '../page.ts'
import type { LineConfig } from './wire.ts'

const LATER: FetchedMedia = { status: 'later', afterMs: 2_000 }

const Transcoding = z.object({ status: z.enum(['processing', 'succeeded', 'failed']) })

/** `source` is the id of the message. */
export async function fetchMedia(source: string, config: LineConfig, signal: AbortSignal): Promise<FetchedMedia> {
  const path = `/v2/bot/message/${encodeURIComponent(source)}/content`
  const content = await fetchContent(path, config, signal)
  if (content) return content
  const answer = await fetchData(`${path}/transcoding`, config, signal)
  if (answer.status !== 200) return goneOrThrow(answer)
  const { status } = Transcoding.parse(await answer.json())
  switch (status) {
    case 'processing': return LATER
    case 'failed': return { status: 'gone', reason: 'LINE could not convert it' }
    case 'succeeded': return await fetchContent(path, config, signal) ?? LATER
  }
}

export function fetchData(path: string, config: LineConfig, signal: AbortSignal): Promise<Response> {
  return fetch(new URL(path, config.dataBase), { headers: { authorization: `Bearer ${config.channelAccessToken}` }, redirect: 'error', signal })
}

/** null while LINE prepares it: a long recording takes a while. */
async function fetchContent(path: string, config: LineConfig, signal: AbortSignal): Promise<FetchedMedia | null> {
  const answer = await fetchData(path, config, signal)
  if (answer.status === 200 && answer.body && !isPage(answer)) return { status: 'ready', bytes: answer.body }
  if (answer.status !== 202) return goneOrThrow(answer)
  await answer.body?.cancel()
  return null
}

async function goneOrThrow(answer: Response): Promise<FetchedMedia> {
  await answer.body?.cancel()
  if (answer.status === 404) return { status: 'gone', reason: 'LINE does not know it' }
  if (answer.status === 410) return { status: 'gone', reason: 'LINE no longer has it: too old, or taken back' }
  throw new Error(`LINE: error ${answer.status}`)
}
