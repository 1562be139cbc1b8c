// GET /api/media/<id>: what a worker sent, to those who may see the conversation.
import { pipeline } from 'node:stream/promises'
import type { Response } from 'express'
import { z } from 'zod'
import { headersFor, rangeOf } from '../media/headers.ts'
import type { Runtime } from '../runtime.ts'
import { findMedia } from '../store/media.ts'
import { HttpRefusal } from './errors.ts'
import type { Asked } from './guard.ts'

export async function serveMedia({ db, media: store }: Runtime, { reader, request, response, note, recorded }: Asked): Promise<void> {
  const id = z.uuid().safeParse(request.params['id'])
  const media = id.success ? await findMedia(db, reader, id.data) : null
  const whole = media && await store.open(media.id)
  if (!media || !whole) throw new HttpRefusal(404, 'not_found')
  note({ media: media.id }, `conversation:${media.conversation_id}`)
  await recorded()
  response.set(headersFor(media.type, media.kind, media.name))
  const range = rangeOf(request.headers.range, whole.size)
  if (range === null) {
    response.set('content-length', String(whole.size))
    return pass(whole.bytes, response)
  }
  whole.bytes.destroy()
  const part = range === 'unsatisfiable' ? null : await store.open(media.id, range)
  if (range === 'unsatisfiable' || !part) {
    response.status(416).set('content-range', `bytes */${whole.size}`).end()
    return
  }
  response.status(206).set({ 'content-range': `bytes ${range.start}-${range.end}/${whole.size}`, 'content-length': String(range.end - range.start + 1) })
  return pass(part.bytes, response)
}

/** A page that stops listening in the middle is no fault. */
async function pass(bytes: NodeJS.ReadableStream, response: Response): Promise<void> {
  await pipeline(bytes, response).catch(() => response.destroy())
}
