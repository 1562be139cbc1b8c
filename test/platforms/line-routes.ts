// The paths of the stand-in of LINE, and what a request must bring before anybody looks into it.
import type { z } from 'zod'
import type { Answer } from './http-server.ts'
import type { LineOperation } from './line-faults.ts'
import type { LineOpenApi } from './line-openapi.ts'
import { errorDetails, type LineErrorDetail } from './line-rules.ts'

/** One authorised request. `ids` stood in the places of the path; `body` is parsed JSON, undefined where it is none. */
export interface LineCall {
  readonly ids: readonly string[]
  readonly type: string
  readonly bytes: Uint8Array
  readonly text: string
  readonly body: unknown
  readonly retryKey: string | null
  readonly requestId: string
  /** Writes the refusal down and answers it. */
  refuse(status: number, message: string, details?: readonly LineErrorDetail[]): Answer
  withFault(on: LineOperation, accept: () => Answer): Promise<Answer>
}

export interface LineRoute {
  /** Method and path; `{}` stands for an id. */
  readonly on: string
  readonly takes?: 'json' | 'picture'
  answer(call: LineCall): Promise<Answer>
}

export const done: Answer = { status: 200, body: {} }
/** What LINE says of a thing it does not know: no broken rule, so nobody writes it down. */
export const notFound = (message = 'Not found'): Answer => ({ status: 404, body: { message } })

/** The first route that this is a request for, with the ids in its path. */
export function findRoute(routes: readonly LineRoute[], method: string, path: string): { route: LineRoute; ids: string[] } | null {
  for (const route of routes) {
    const ids = new RegExp(`^${route.on.replaceAll('{}', '([^/]+)')}$`).exec(`${method} ${path}`)
    if (ids) return { route, ids: ids.slice(1).map(decodeURIComponent) }
  }
  return null
}

/** null where the body is of the kind this route takes; `tooLarge` where it was longer than any may be. */
export function refuseBody({ takes }: LineRoute, call: LineCall, tooLarge: boolean): Answer | null {
  if (takes === undefined) return null
  if (tooLarge) return call.refuse(413, 'The request body is larger than 2 MB')
  if (takes === 'picture') return /^image\/(jpeg|png)$/.test(call.type) ? null : call.refuse(415, 'The picture must be image/jpeg or image/png')
  if (!/^application\/json\b/i.test(call.type)) return call.refuse(415, 'The content type must be application/json')
  return call.body === undefined ? call.refuse(400, 'The request body could not be parsed as JSON') : null
}

/** The checked body, by our own rules and, where there is one, by LINE's published schema; or the refusal. */
export function checkBody<Body>(call: LineCall, rules: z.ZodType<Body>, openapi: LineOpenApi | null, schema: string): { body: Body } | { refusal: Answer } {
  const checked = rules.safeParse(call.body)
  const wrong = checked.success ? published(call.body, openapi, schema) : errorDetails(checked.error)
  if (wrong.length > 0 || !checked.success) return { refusal: refuseDetails(call, wrong) }
  return { body: checked.data }
}

export function refuseDetails(call: LineCall, details: readonly LineErrorDetail[]): Answer {
  return call.refuse(400, `The request body has ${details.length} error(s)`, details)
}

/** LINE counts these two in graphemes, which our own rules do; a schema can count code points only. */
function published(body: unknown, openapi: LineOpenApi | null, schema: string): LineErrorDetail[] {
  const wrong = openapi?.errors(schema, body) ?? []
  return schema === 'RichMenuRequest' ? wrong.filter(({ property }) => property !== 'chatBarText' && property !== 'name') : wrong
}
