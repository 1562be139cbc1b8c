// Refusals in the Graph API's form, and the codes that the platform's own failures carry.
import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import type { Answer } from './http-server.ts'
import { paramName } from './messenger-text.ts'

export interface GraphError {
  readonly code: number
  readonly subcode?: number
  readonly message: string
  /** Of HTTP; 400 by default. */
  readonly status?: number
}

const usualMessages = new Map([
  [1, 'An unknown error occurred'],
  [2, 'Service temporarily unavailable'],
  [4, '(#4) Application request limit reached'],
  [32, '(#32) Page request limit reached'],
  [190, 'Error validating access token: the token is no longer valid'],
  [368, '(#368) This action is blocked for now because of the policies'],
  [551, "(#551) This person isn't available right now."],
  [613, '(#613) Calls to this api have exceeded the rate limit.'],
  [80006, '(#80006) There have been too many calls to this Page account'],
])
const transient = new Set([1, 2, 1200])
const rateLimits = new Set([4, 32, 613, 80001, 80006])

/** What the platform answers with this code when nothing is wrong with the request. */
export function usualError(code: number, own: { subcode?: number | undefined; message?: string | undefined; status?: number | undefined }): GraphError {
  const usualStatus = transient.has(code) ? 500 : code === 190 ? 401 : 400
  return {
    code,
    message: own.message ?? usualMessages.get(code) ?? `(#${code}) The call failed`,
    status: own.status ?? usualStatus,
    ...(own.subcode === undefined ? {} : { subcode: own.subcode }),
  }
}

/** `regainMinutes`: what the usage headers of a rate limit give as the time until calls are taken again. */
export function answerError(error: GraphError, pageId: string, regainMinutes = 1): Answer {
  const body = {
    message: error.message,
    type: 'OAuthException',
    ...(transient.has(error.code) ? { is_transient: true } : {}),
    code: error.code,
    ...(error.subcode === undefined ? {} : { error_subcode: error.subcode }),
    fbtrace_id: randomBytes(8).toString('base64url'),
  }
  const headers = rateLimits.has(error.code) ? usageHeaders(pageId, regainMinutes) : {}
  return { status: error.status ?? 400, body: { error: body }, headers }
}

function usageHeaders(pageId: string, regainMinutes: number) {
  const used = { call_count: 100, total_cputime: 25, total_time: 25 }
  return {
    'x-app-usage': JSON.stringify(used),
    'x-business-use-case-usage': JSON.stringify({
      [pageId]: [{ type: 'messenger', ...used, estimated_time_to_regain_access: regainMinutes }],
    }),
  }
}

/** The first thing that is wrong, as Meta would name it. */
export function paramError(error: z.ZodError): GraphError {
  const [issue] = error.issues
  if (issue === undefined) return { code: 100, message: '(#100) Invalid parameter' }
  if (issue.code === 'unrecognized_keys') {
    return { code: 100, message: `(#100) Unexpected param ${paramName([...issue.path, issue.keys[0] ?? ''])}` }
  }
  const name = paramName(issue.path)
  const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined')
  if (missing) return { code: 100, message: `(#100) The parameter ${name} is required` }
  const emptyMessage = issue.code === 'custom' && name === 'message'
  return { code: 100, message: `(#100) Param ${name} ${issue.message}`, ...(emptyMessage ? { subcode: 2018034 } : {}) }
}
