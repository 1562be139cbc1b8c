// The one file that turns errors into HTTP. A refusal says what the reader can do; anything else says nothing but "failed".
import type { ErrorRequestHandler, NextFunction, Request, RequestHandler, Response } from 'express'
import type { Log } from '../operate/log.ts'
import { ZodError } from 'zod'
import { isAway } from '../store/away.ts'
import type { Refusal } from './api/inbox.ts'

export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal'
  readonly status: number
  readonly refusal: Refusal
  constructor(status: number, error: string, detail?: string) {
    super(error)
    this.status = status
    this.refusal = { error, ...(detail !== undefined && { detail }) }
  }
}

export function answerErrors(log: Log): ErrorRequestHandler {
  return (error: unknown, request: Request, response: Response, _next: NextFunction) => {
    if (response.headersSent) return void response.end()
    const { status, refusal } = httpOf(error)
    if (status >= 500) log.error({ route: request.route?.path, method: request.method, reason: error instanceof Error ? error.name : 'unknown' }, 'request failed')
    response.status(status).json(refusal)
  }
}

function httpOf(error: unknown): { status: number; refusal: Refusal } {
  if (error instanceof HttpRefusal) return { status: error.status, refusal: error.refusal }
  if (isAway(error)) return { status: 503, refusal: { error: 'unavailable' } }
  if (error instanceof ZodError) return { status: 400, refusal: { error: 'invalid', detail: error.issues.map(({ path }) => path.join('.')).join(', ') } }
  const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500
  if (status === 413) return { status, refusal: { error: 'too_large' } }
  return status >= 400 && status < 500 ? { status, refusal: { error: 'invalid' } } : { status: 500, refusal: { error: 'failed' } }
}

export const notFound: RequestHandler = () => {
  throw new HttpRefusal(404, 'not_found')
}
