// No text of the desk holds a NUL: PostgreSQL keeps none, so a request with one is refused before anybody works on it.
import type { IncomingMessage } from 'node:http'
import type { RequestHandler } from 'express'
import { HttpRefusal } from './errors.ts'

export const withoutNul: RequestHandler = (request, _response, next) => {
  // The open pages leave it out of what is asked behind the path by themselves, and show what they find.
  if ((request.path.startsWith('/api/') ? request.url : request.path).includes('%00')) throw new HttpRefusal(400, 'invalid')
  next()
}

/** For a parser of JSON: `verify`. */
export function refuseNul(_request: IncomingMessage, _response: unknown, body: Buffer): void {
  if (body.includes('\\u0000') && /(?<!\\)(?:\\\\)*\\u0000/.test(body.toString('latin1'))) throw new HttpRefusal(400, 'invalid')
}
