// A request with its bytes untouched, and limited in size before anything looks at them.
import express from 'express'
import type { Request } from 'express'
import type { RawRequest } from '../../channels/contract.ts'

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/
/** What a proxy or a browser says about whom it speaks for. */
const PASSED_ON = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via', 'origin']

export function rawBody(limit: number | string) {
  return express.raw({ type: () => true, limit, inflate: false })
}

export function rawRequest(request: Request, now: Date): RawRequest {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]))
  const fromHere = LOOPBACK.test(request.socket.remoteAddress ?? '') && PASSED_ON.every((name) => headers[name] === undefined)
  return { headers, body: Buffer.isBuffer(request.body) ? request.body : new Uint8Array(), receivedAt: now.toISOString(), ...(fromHere && { fromHere }) }
}
