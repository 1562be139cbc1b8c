// Two OpenID providers on ports of this machine: a real one (oidc-provider), and one that says what a test wants it to say.
import { generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import jwt from 'jsonwebtoken'
import { Provider } from 'oidc-provider'
import { startHttpServer } from './http-server.ts'

/** Who is signed in at the provider. */
export interface Identity {
  readonly sub: string
  readonly email: string
  readonly email_verified?: boolean
  readonly amr?: readonly string[]
  readonly acr?: string
}

export interface OidcServer {
  readonly issuer: string
  identity: Identity
  close(): Promise<void>
}

export const CLIENT = { clientId: 'madoguchi', clientSecret: 'the-secret-of-the-desk' }
export const OTHER_CLIENT = { clientId: 'another-program', clientSecret: 'the-secret-of-another' }

/** `idTokenClaims`: the address stands in the ID token, and not only in the answer of the userinfo endpoint. */
export async function startProvider(port: number, redirectUris: readonly string[], { idTokenClaims = true } = {}): Promise<OidcServer> {
  const issuer = `http://localhost:${port}`
  const state: { identity: Identity } = { identity: { sub: 'nobody', email: 'nobody@example.org' } }
  const client = ({ clientId, clientSecret }: typeof CLIENT) => ({
    client_id: clientId, client_secret: clientSecret, redirect_uris: redirectUris, token_endpoint_auth_method: 'client_secret_post',
    grant_types: ['authorization_code'], response_types: ['code'],
  })
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const provider = new Provider(issuer, {
    clients: [client(CLIENT), client(OTHER_CLIENT)],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'real', use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['a key for cookies'] },
    claims: { openid: ['sub', 'amr', 'acr'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: !idTokenClaims,
    ttl: { Interaction: 60, Grant: 60, Session: 60, AccessToken: 60, IdToken: 60, AuthorizationCode: 60 },
    features: { devInteractions: { enabled: false } },
    interactions: { url: () => '/sign-in' },
    findAccount: (_context: unknown, sub: string) => ({ accountId: sub, claims: () => ({ ...state.identity, sub }) }),
    async loadExistingGrant({ oidc }: { oidc: { client: { clientId: string }; session: { accountId: string } } }) {
      const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  const callback = provider.callback()
  const server = createServer((request, response) => {
    const { sub, amr, acr } = state.identity
    const done = request.url?.startsWith('/sign-in')
      ? provider.interactionFinished(request, response, { login: { accountId: sub, ...(amr && { amr }), ...(acr !== undefined && { acr }) } })
      : callback(request, response)
    done.catch((error: unknown) => { response.writeHead(599).end(String(error)) })
  }).listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    issuer,
    get identity() { return state.identity },
    set identity(identity) { state.identity = identity },
    close: () => closed(server),
  }
}

/** What the next token is: claims over the right ones, and whose key signs it. Null: no ID token at all. */
export type Forgery = { readonly claims?: Record<string, unknown>; readonly key?: 'own' | 'foreign' | 'none' } | null

export interface ForgingServer {
  readonly issuer: string
  /** What `nonce` the request asked for. */
  nonce: string
  next: Forgery
  /** Forms that came to the token endpoint. */
  readonly exchanges: URLSearchParams[]
  close(): Promise<void>
}

/** Says that it is `sub` and `email`, verified, and everything in order, until `next` says otherwise. */
export async function startForger(identity: Identity): Promise<ForgingServer> {
  const [own, foreign] = [generateKeyPairSync('rsa', { modulusLength: 2048 }), generateKeyPairSync('rsa', { modulusLength: 2048 })]
  const state: { nonce: string; next: Forgery } = { nonce: '', next: {} }
  const exchanges: URLSearchParams[] = []
  const server = await startHttpServer(100_000, async ({ path, body }) => {
    const issuer = server.url
    if (path === '/.well-known/openid-configuration') {
      return { status: 200, body: {
        issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, userinfo_endpoint: `${issuer}/userinfo`, jwks_uri: `${issuer}/jwks`,
        id_token_signing_alg_values_supported: ['RS256'], response_types_supported: ['code'], subject_types_supported: ['public'],
      } }
    }
    if (path === '/jwks') return { status: 200, body: { keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'own', use: 'sig', alg: 'RS256' }] } }
    if (path === '/userinfo') return { status: 200, body: identity }
    if (path !== '/token') return { status: 404, body: {} }
    exchanges.push(new URLSearchParams(body ?? ''))
    const token = state.next && idToken(issuer, { ...identity, nonce: state.nonce, ...state.next.claims }, state.next.key ?? 'own', own.privateKey, foreign.privateKey)
    return { status: 200, body: { access_token: 'an-access-token', token_type: 'Bearer', expires_in: 60, ...(token !== null && { id_token: token }) } }
  })
  return {
    issuer: server.url, exchanges,
    get nonce() { return state.nonce },
    set nonce(nonce) { state.nonce = nonce },
    get next() { return state.next },
    set next(next) { state.next = next },
    close: () => server.close(),
  }
}

function idToken(iss: string, claims: object, key: 'own' | 'foreign' | 'none', own: KeyObject, foreign: KeyObject): string {
  const now = Math.floor(Date.now() / 1000)
  const payload = { iss, aud: CLIENT.clientId, iat: now, exp: now + 60, ...claims }
  if (key === 'none') return jwt.sign(payload, '', { algorithm: 'none' })
  return jwt.sign(payload, key === 'own' ? own : foreign, { algorithm: 'RS256', keyid: 'own' })
}

function closed(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done())
    server.closeAllConnections()
  })
}
