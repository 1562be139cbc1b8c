// The stand-in's CDN: addresses that need no token, carry a signature, and stop working.
import { randomBytes } from 'node:crypto'
import type { Answer, Received } from './http-server.ts'

export interface MessengerMedia {
  /** The address under which these bytes can be fetched until they expire. `name` is a file name. */
  serveMedia(name: string, bytes: Uint8Array, type: string): string
  /** From now on the address of this name answers 403. */
  expireMedia(name: string): void
}

const text = (status: number, body: string): Answer => ({ status, body: Buffer.from(body), headers: { 'content-type': 'text/plain' } })

export function createMedia(origin: () => string): MessengerMedia & { answer(received: Received): Answer } {
  const files = new Map<string, { readonly bytes: Uint8Array; readonly type: string; readonly signature: string; expired: boolean }>()
  return {
    serveMedia(name, bytes, type) {
      const signature = randomBytes(12).toString('hex')
      files.set(encodeURIComponent(name), { bytes, type, signature, expired: false })
      return `${origin()}/media/${encodeURIComponent(name)}?oh=${signature}&oe=7FFFFFFF`
    },
    expireMedia(name) {
      const file = files.get(encodeURIComponent(name))
      if (file === undefined) throw new Error(`no media of the name ${name}`)
      file.expired = true
    },
    answer({ method, path, query }) {
      if (method !== 'GET') return text(405, 'Method not allowed')
      const file = files.get(path.slice('/media/'.length))
      if (file === undefined) return text(404, 'Not found')
      if (file.expired) return text(403, 'URL signature expired')
      if (query.get('oh') !== file.signature) return text(403, 'Bad URL hash')
      return { status: 200, body: file.bytes, headers: { 'content-type': file.type, 'content-length': String(file.bytes.length) } }
    },
  }
}
