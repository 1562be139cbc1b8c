// GET /api/media/<id>: what a worker sent, to those who may see the conversation.
import { pipeline } from 'node:stream/promises'
import type { Request, Response } from 'express'
import { z } from 'zod'
import type { MediaKind } from '../../channels/contract.ts'
import { headersFor, rangeOf } from '../media/headers.ts'
import type { MediaStore } from '../media/store.ts'
import type { Runtime } from '../runtime.ts'
import { findMedia } from '../store/media.ts'
import { HttpRefusal } from './errors.ts'
import type { Asked } from './guard.ts'

export async function serveMedia({ db, media: store }: Runtime, { reader, request, response, note, recorded }: Asked): Promise<void> {
  const id = z.uuid().safeParse(request.params['id'])
  const media = id.success ? await findMedia(db, reader, id.data) : null
  if (!media) throw new HttpRefusal(404, 'not_found')
  note({ media: media.id }, `conversation:${media.conversation_id}`)
  await recorded()
  if (!(await passMedia(store, media, request, response))) throw new HttpRefusal(404, 'not_found')
}

export interface ServedMedia { readonly id: string; readonly kind: MediaKind; readonly name: string | null; readonly type: string }

/** Answers with the bytes, or the part of them that was asked for. False where nothing lies in the store: then nothing was answered. */
export async function passMedia(
  store: MediaStore, media: ServedMedia, request: Request, response: Response, more: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  const whole = await store.open(media.id)
  if (!whole) return false
  response.set({ ...headersFor(media.type, media.kind, media.name), ...more })
  const range = rangeOf(request.headers.range, whole.size)
  if (range === null) {
    response.set('content-length', String(whole.size))
    await pass(whole.bytes, response)
    return true
  }
  whole.bytes.destroy()
  const part = range === 'unsatisfiable' ? null : await store.open(media.id, range)
  if (range === 'unsatisfiable' || !part) {
    response.status(416).set('content-range', `bytes */${whole.size}`).end()
    return true
  }
  response.status(206).set({ 'content-range': `bytes ${range.start}-${range.end}/${whole.size}`, 'content-length': String(range.end - range.start + 1) })
  await pass(part.bytes, response)
  return true
}

/** A page that stops listening in the middle is no fault. */
async function pass(bytes: NodeJS.ReadableStream, response: Response): Promise<void> {
  await pipeline(bytes, response).catch(() => response.destroy())
}
