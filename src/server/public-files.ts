// GET /files/<token>: a file of staff, to the platform that shows it to the worker.
import { Router } from 'express'
import type { Runtime } from '../runtime.ts'
import { sentAttachment } from '../store/attachments.ts'
import { HttpRefusal } from './errors.ts'
import { passMedia } from './media.ts'

export function publicFiles(runtime: Runtime): Router {
  const router = Router()
  router.get('/files/:token', async (request, response) => {
    const id = runtime.fileLinks.read(request.params.token)
    const file = id === null ? null : await sentAttachment(runtime.db, id)
    if (!file || !(await passMedia(runtime.media, file, request, response, { 'cross-origin-resource-policy': 'cross-origin' }))) throw new HttpRefusal(404, 'not_found')
  })
  return router
}
