// The organisation's own sign-in, by OpenID Connect. It makes nobody: who enters has an account or an open invitation.
import { genericOAuth } from 'better-auth/plugins'
import { z } from 'zod'
import { takeInvitation } from '../../store/invitations.ts'
import type { Door, OidcConfig } from './visit.ts'

const Claims = z.looseObject({
  iss: z.string(),
  sub: z.string(),
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
  amr: z.array(z.string()).optional(),
  acr: z.string().optional(),
})
const UserInfo = z.looseObject({ sub: z.string(), email: z.string().optional(), email_verified: z.boolean().optional() })
const Discovery = z.looseObject({ issuer: z.string(), userinfo_endpoint: z.url().optional() })

/** Classes of authentication that need more than one factor (REFEDS MFA, PAPE, OpenID EAP). */
const STRONG_ACR = ['https://refeds.org/profile/mfa', 'http://schemas.openid.net/pape/policies/2007/06/multi-factor', 'phr', 'phrh']
/** RFC 8176: with a password these are a second factor. */
const POSSESSION = ['otp', 'hwk', 'swk', 'sms', 'tel', 'sc', 'pop', 'fpt', 'face', 'iris', 'retina', 'vbm']

const TIMEOUT = 10_000

export function singleSignOn(oidc: OidcConfig, door: Pick<Door, 'db' | 'now' | 'newId'>) {
  const discoveryUrl = `${oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  return genericOAuth({
    config: [{
      providerId: 'oidc',
      name: oidc.name,
      discoveryUrl,
      clientId: oidc.clientId,
      clientSecret: oidc.clientSecret,
      scopes: ['openid', 'email', 'profile'],
      pkce: true,
      requireIdTokenVerification: true,
      disableSignUp: true,
      disableImplicitSignUp: true,
      /** Called with an ID token whose signature, audience, issuer of the discovery, times and nonce were checked. */
      async getUserInfo({ idToken, accessToken }) {
        const claims = idToken === undefined ? null : claimsIn(idToken)
        if (!claims || bare(claims.iss) !== bare(oidc.issuer)) return null
        const { email, email_verified: verified } = claims.email === undefined ? await askUserInfo(discoveryUrl, claims.iss, claims.sub, accessToken) : claims
        if (email === undefined || verified !== true) return null
        await takeInvitation(door.db, { email: email.toLowerCase() }, { id: door.newId(), credentialId: door.newId(), name: null, hash: null }, door.now())
        return { sub: claims.sub, email, emailVerified: true, strong: isStrong(claims) }
      },
    }],
  })
}

export function isStrong({ amr = [], acr = '' }: { readonly amr?: readonly string[] | undefined; readonly acr?: string | undefined }): boolean {
  const knows = amr.includes('pwd') || amr.includes('pin')
  return STRONG_ACR.includes(acr) || amr.includes('mfa') || (knows && amr.some((method) => POSSESSION.includes(method)))
}

function claimsIn(idToken: string): z.infer<typeof Claims> | null {
  const payload: unknown = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString())
  const claims = Claims.safeParse(payload)
  return claims.success ? claims.data : null
}

/** Providers may leave the address out of the ID token and tell it to the bearer of the access token. */
async function askUserInfo(discoveryUrl: string, issuer: string, sub: string, accessToken: string | undefined): Promise<{ email?: string | undefined; email_verified?: boolean | undefined }> {
  const { issuer: announced, userinfo_endpoint: endpoint } = Discovery.parse(await getJson(discoveryUrl))
  if (announced !== issuer || endpoint === undefined || accessToken === undefined) return {}
  const told = UserInfo.parse(await getJson(endpoint, { authorization: `Bearer ${accessToken}` }))
  return told.sub === sub ? told : {}
}

async function getJson(url: string, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT) })
  return response.json()
}

function bare(issuer: string): string {
  return issuer.replace(/\/$/, '')
}
