// Which call of the Graph API a path means, and whether the caller may make it.
import { parseJson, type Received } from './http-server.ts'
import type { GraphError } from './messenger-errors.ts'
import { threadEdges } from './messenger-threads.ts'
import { appSecretProof } from './messenger-webhook.ts'

export type GraphOperation = 'send' | 'page' | 'person' | 'messenger_profile' | 'subscribed_apps' | 'thread_owner' | typeof threadEdges[number]

/** `node` is the id; `me` has become the Page's. */
export interface GraphCall { readonly operation: GraphOperation; readonly node: string }

/** Null where the Graph API knows nothing of the kind. The version is free, and may be missing. */
export function graphCall(method: string, path: string, pageId: string): GraphCall | null {
  const [, first, edge] = /^(?:\/v\d{1,2}\.0)?\/(me|\d+)(?:\/([a-z_]+))?$/.exec(path) ?? []
  if (first === undefined) return null
  const node = first === 'me' ? pageId : first
  if (edge === undefined) return method === 'GET' ? { operation: node === pageId ? 'page' : 'person', node } : null
  if (node !== pageId) return null
  const operation = edges.get(`${method} ${edge}`)
  return operation === undefined ? null : { operation, node }
}

const edges = new Map<string, GraphOperation>([
  ['POST messages', 'send'],
  ['GET messenger_profile', 'messenger_profile'],
  ['POST messenger_profile', 'messenger_profile'],
  ['DELETE messenger_profile', 'messenger_profile'],
  ['GET subscribed_apps', 'subscribed_apps'],
  ['POST subscribed_apps', 'subscribed_apps'],
  ['GET thread_owner', 'thread_owner'],
  ...threadEdges.map((edge) => [`POST ${edge}`, edge] as const),
])

/** Where the access token stood. */
export type TokenPlace = 'header' | 'query'

export function tokenIn({ headers, query }: Received): { readonly token: string; readonly place: TokenPlace } | null {
  const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1]
  if (bearer !== undefined) return { token: bearer, place: 'header' }
  const token = query.get('access_token')
  return token === null ? null : { token, place: 'query' }
}

/** Parameters may stand in the query or in the body: the proof is taken out of the body here. */
export function readBody(received: Received): { readonly body: unknown; readonly proof: string | null } {
  const body = parseJson(received.body ?? '')
  if (typeof body !== 'object' || body === null || !('appsecret_proof' in body)) return { body, proof: received.query.get('appsecret_proof') }
  const { appsecret_proof, ...rest } = body
  return { body: rest, proof: String(appsecret_proof) }
}

export function forbidden(given: string | undefined, proof: string | null, rules: { token: string; appSecret: string; requireProof: boolean }): GraphError | null {
  if (given === undefined) return { code: 190, message: 'An access token is required' }
  if (given !== rules.token) return { code: 190, subcode: 467, status: 401, message: 'Error validating access token: the token is not valid' }
  if (proof === null) {
    return rules.requireProof ? { code: 100, message: 'API calls from the server require an appsecret_proof argument' } : null
  }
  return proof === appSecretProof(given, rules.appSecret) ? null : { code: 100, message: 'Invalid appsecret_proof provided in the API argument' }
}

/** What is wrong with the body before anybody reads its fields. */
export function unreadable(received: Received, body: unknown): GraphError | null {
  if (received.body === null) return { code: 100, status: 413, message: '(#100) The request is too large' }
  if (received.body === '') return null
  if (!/^application\/json\b/i.test(received.headers['content-type'] ?? '')) return { code: 100, message: '(#100) The content type must be application/json' }
  return body === undefined ? { code: 100, message: '(#100) The request is not JSON' } : null
}
