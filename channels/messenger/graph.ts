// Calls of the Graph API. The token travels in a header, so that no address that is written down anywhere holds it.
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { failureOf } from './failure.ts'
import type { Fault } from './failure.ts'
import type { MessengerConfig } from './wire.ts'

const VERSION = 'v25.0'

/** `path` stands below the version: `me/messages`. */
export type Call = { readonly path: string; readonly signal: AbortSignal } & (
  | { readonly method: 'GET'; readonly parameters: Readonly<Record<string, string>> }
  | { readonly method: 'POST'; readonly parameters: Readonly<Record<string, unknown>> }
)

export type Answer = { readonly ok: true; readonly body: unknown } | { readonly ok: false; readonly fault: Fault }

const ErrorBody = z.object({
  error: z.object({ code: z.number(), error_subcode: z.number().optional().catch(undefined), is_transient: z.boolean().catch(false) }),
})
const Usage = z.record(z.string(), z.array(z.object({ estimated_time_to_regain_access: z.number().catch(0) })))

/** Throws what fetch throws where there was no answer. */
export async function call(config: MessengerConfig, { method, path, parameters, signal }: Call): Promise<Answer> {
  const appsecret_proof = createHmac('sha256', config.appSecret).update(config.pageToken).digest('hex')
  const authorization = `Bearer ${config.pageToken}`
  const query = method === 'GET' ? `?${new URLSearchParams({ ...parameters, appsecret_proof }).toString()}` : ''
  const response = await fetch(new URL(`/${VERSION}/${path}${query}`, config.graphBase), {
    ...(method === 'GET'
      ? { method, headers: { authorization } }
      : { method, headers: { authorization, 'content-type': 'application/json' }, body: JSON.stringify({ ...parameters, appsecret_proof }) }),
    redirect: 'error',
    signal,
  })
  const body = json(await response.text())
  return response.ok ? { ok: true, body } : { ok: false, fault: faultOf(response, body) }
}

/** @throws Error naming the class and code of the failure */
export async function ask<T>(config: MessengerConfig, shape: z.ZodType<T>, request: Call): Promise<T> {
  const answer = await call(config, request)
  if (!answer.ok) throw new Error(failureOf(answer.fault).reason)
  const parsed = shape.safeParse(answer.body)
  if (!parsed.success) throw new Error(`Messenger: an answer to ${request.path.split('/').at(-1)} that cannot be read`)
  return parsed.data
}

function faultOf(response: Response, body: unknown): Fault {
  const { error } = ErrorBody.safeParse(body).data ?? {}
  const usage = Usage.safeParse(json(response.headers.get('x-business-use-case-usage') ?? '')).data ?? {}
  const regainMinutes = Math.max(0, ...Object.values(usage).flat().map((one) => one.estimated_time_to_regain_access))
  return {
    status: response.status,
    regainMinutes,
    ...(error && { code: error.code, transient: error.is_transient }),
    ...(error?.error_subcode !== undefined && { subcode: error.error_subcode }),
  }
}

/** Undefined where the text is not JSON. */
function json(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text)
    return parsed
  } catch {
    return undefined
  }
}
