// A request with its bytes untouched, and limited in size before anything looks at them.
import express from 'express'
import type { Request } from 'express'
import type { RawRequest } from '../../channels/contract.ts'

export function rawBody(limit: string) {
  return express.raw({ type: () => true, limit, inflate: false })
}

export function rawRequest(request: Request, now: Date): RawRequest {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]))
  return { headers, body: Buffer.isBuffer(request.body) ? request.body : new Uint8Array(), receivedAt: now.toISOString() }
}
