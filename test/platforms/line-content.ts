// The stand-in of LINE's data host: what people sent, while it is prepared, when it is there, and when it is gone.
import { notFound, type LineCall, type LineRoute } from './line-routes.ts'
import type { Answer } from './http-server.ts'

export interface LineContent {
  readonly bytes: Uint8Array
  /** Of pictures and videos. */
  readonly preview?: Uint8Array
  /** The content type; a picture by default. */
  readonly type?: string
  /** Questions after its preparation that are still answered with "processing"; counted down. Until then it is answered with 202. */
  preparing?: number
  /** It cannot be prepared at all. */
  readonly failed?: boolean
  /** Too old, or taken back. */
  gone?: boolean
}

/** By the id of the message. */
export function contentRoutes(contents: ReadonlyMap<string, LineContent>): LineRoute[] {
  const present = (call: LineCall, answer: (content: LineContent) => Answer): Answer => {
    const content = contents.get(call.ids[0] ?? '')
    if (content === undefined) return notFound()
    return content.gone === true ? { status: 410, body: { message: 'The content is gone' } } : answer(content)
  }
  const binary = (bytes: Uint8Array, type: string): Answer => ({ status: 200, body: bytes, headers: { 'content-type': type } })

  return [
    { on: 'GET /v2/bot/message/{}/content', answer: (call) => call.withFault('content', () => present(call, (content) => {
      const waiting = content.failed === true || (content.preparing ?? 0) > 0
      return waiting ? { status: 202, body: {} } : binary(content.bytes, content.type ?? 'image/jpeg')
    })) },
    { on: 'GET /v2/bot/message/{}/content/transcoding', answer: (call) => call.withFault('transcoding', () => present(call, (content) => {
      if (content.failed === true) return { status: 200, body: { status: 'failed' } }
      const left = content.preparing ?? 0
      content.preparing = Math.max(0, left - 1)
      return { status: 200, body: { status: left > 0 ? 'processing' : 'succeeded' } }
    })) },
    { on: 'GET /v2/bot/message/{}/content/preview', answer: (call) => call.withFault('content', () => present(call, ({ preview }) => (
      preview === undefined ? call.refuse(400, 'No preview for this message') : binary(preview, 'image/jpeg')
    ))) },
  ]
}
