// The routes by which staff attach a file to a reply: it is inspected and cleaned like a worker's before anything else.
import { rm } from 'node:fs/promises'
import { z } from 'zod'
import { inspect, LIMITS } from '../media/inspect.ts'
import { incomingIn, receive } from '../media/receive.ts'
import { shrinkPicture } from '../media/shrink.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { dropAttachment, keepAttachment } from '../store/attachments.ts'
import { findConversation } from '../store/conversations.ts'
import type { AttachedFile } from './api/thread.ts'
import { idOf } from './asked.ts'
import { HttpRefusal } from './errors.ts'
import type { Asked, Handlers } from './guard.ts'

export type FileRoute = Extract<RouteName, `${string} /api/conversations/:id/files${string}`>

/** LINE shows a picture of up to this size at once. */
const PICTURE_BYTES = 1_000_000
const Name = z.string().trim().min(1).max(200).catch('file')

export function fileHandlers(runtime: Runtime): Handlers<FileRoute> {
  const { db, media: store, newId, now } = runtime
  return {
    async 'POST /api/conversations/:id/files'(asked) {
      const row = await findConversation(db, asked.reader, idOf(asked))
      if (!row) throw new HttpRefusal(404, 'not_found')
      const { sends, files } = runtime.accounts.get(row.account_id)?.channel.capabilities ?? { sends: [], files: null }
      if (files === null || (files.fetched && !runtime.fileLinks.reachable)) throw new HttpRefusal(409, 'no_files_here')
      const received = await receive(asked.request, LIMITS.file, incomingIn(runtime.config.dataDir))
      if (received === 'too_large') throw tooLarge(asked)
      const paths = new Set([received.path])
      try {
        const seen = await inspect(received.path, 'file')
        if (seen.status === 'refused') throw seen.reason === 'too_large' ? tooLarge(asked) : new HttpRefusal(422, `file_${seen.reason}`)
        paths.add(seen.path)
        const picture = seen.kind === 'image' ? await shrinkPicture(seen.path, PICTURE_BYTES) : null
        const kind = seen.kind === 'image' ? 'image' : 'file'
        if ((kind === 'file' && seen.type !== 'application/pdf') || !sends.includes(kind)) throw new HttpRefusal(422, 'file_kind')
        const { size, width = null, height = null } = picture ?? seen
        if (size > files.largest || (kind === 'image' && !picture)) throw tooLarge(asked)
        const type = picture ? 'image/jpeg' : seen.type
        const id = newId()
        await store.put(id, seen.path, type)
        const name = picture ? `${nameOf(asked).replace(/\.\w{1,5}$/, '')}.jpg` : nameOf(asked)
        await keepAttachment(db, asked.reader, row.id, { id, kind, name, type, size, width, height }, now())
        asked.note({ media: id })
        asked.response.status(201)
        return { id, kind, name, type, size } satisfies AttachedFile
      } finally {
        for (const path of paths) await rm(path, { force: true })
      }
    },
    async 'DELETE /api/conversations/:id/files/:file'(asked) {
      const id = z.uuid().safeParse(asked.request.params['file'])
      if (!id.success || !(await dropAttachment(db, asked.member.id, id.data))) throw new HttpRefusal(404, 'not_found')
      await store.remove(id.data)
    },
  }
}

/** Of the path a name may have only its last part counts. */
function nameOf({ request }: Asked): string {
  return Name.parse(request.query['name']).split(/[/\\]/).at(-1) || 'file'
}

/** What is left of the body is let pass, or the page would not come to reading the answer. */
function tooLarge({ request }: Asked): HttpRefusal {
  request.resume()
  return new HttpRefusal(413, 'too_large')
}
