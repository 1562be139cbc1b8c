// better-auth as the desk uses it: its tables, its cookies, two second factors, and the desk's own hooks around it.
import { passkey } from '@better-auth/passkey'
import { APIError, BASE_ERROR_CODES, betterAuth } from 'better-auth'
import { twoFactor } from 'better-auth/plugins'
import { z } from 'zod'
import { isDisabled, staffAdapter } from '../../store/staff.ts'
import { after } from './after.ts'
import { before } from './before.ts'
import { singleSignOn } from './single-sign-on.ts'
import { ADDRESS } from './visit.ts'
import type { Door } from './visit.ts'

const WEEK = 7 * 86_400
const NOTHING_KEPT = { data: { accessToken: null, refreshToken: null, idToken: null } }
/** Of these a session is only the one before the code, or goes on under a new id. */
const GOES_ON = ['/sign-in/email', '/two-factor/enable', '/two-factor/disable', '/two-factor/verify-totp', '/two-factor/verify-backup-code']

export function createAuth(door: Door, secret: string) {
  const { db, publicUrl, oidc } = door
  const isSecure = publicUrl.startsWith('https:')
  return betterAuth({
    appName: 'Madoguchi',
    database: staffAdapter(db),
    secret,
    baseURL: publicUrl,
    // The desk may be opened by another name of the same machine; a page of another site never has this Origin.
    trustedOrigins: (request) => [publicUrl, ...(request ? [sameHost(request.headers)] : [])],
    user: {
      modelName: 'staff',
      validateUserInfo({ source }, { request }) {
        const visit = request && door.visits.get(request)
        if (visit) visit.strong = source.oauth?.profile?.['strong'] === true
      },
    },
    // It ends a week after the sign-in whatever happens, and earlier when it lies idle (isAlive). Nothing of it is cached in cookies.
    session: { modelName: 'staffSession', expiresIn: WEEK, disableSessionRefresh: true, freshAge: 0 },
    account: { modelName: 'staffCredential', updateAccountOnSignIn: false },
    verification: { modelName: 'staffVerification' },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    rateLimit: { enabled: false },
    advanced: {
      // Behind TLS no other host, and no page without TLS, can set a cookie of this name.
      cookiePrefix: isSecure ? '__Host-madoguchi' : 'madoguchi', useSecureCookies: false, defaultCookieAttributes: { secure: isSecure }, ipAddress: { ipAddressHeaders: [ADDRESS] },
      // Said here, because better-auth leaves it out where the environment looks like a test.
      disableOriginCheck: false, disableCSRFCheck: false,
    },
    onAPIError: { errorURL: `${publicUrl}/desk` },
    telemetry: { enabled: false },
    logger: { disabled: true },
    databaseHooks: {
      account: { create: { before: async () => NOTHING_KEPT } },
      session: {
        create: {
          async before({ userId }) {
            if (await isDisabled(db, userId)) throw APIError.from('UNAUTHORIZED', BASE_ERROR_CODES.INVALID_EMAIL_OR_PASSWORD)
          },
        },
        delete: {
          async after({ id, userId }, ctx) {
            const path = ctx?.path
            if (path !== undefined && GOES_ON.includes(path)) return
            await door.onEvent({ action: 'session.end', staff: userId, detail: { session: id } })
          },
        },
      },
    },
    plugins: [
      twoFactor({ issuer: 'Madoguchi', twoFactorTable: 'staffTwoFactor' }),
      passkey({
        rpID: new URL(publicUrl).hostname,
        rpName: 'Madoguchi',
        origin: publicUrl,
        schema: { passkey: { modelName: 'staffPasskey' } },
        // A passkey counts as both factors, so the authenticator has to say that it knew its owner.
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        registration: { afterVerification: ({ verification }) => { mustKnowOwner(verification.registrationInfo?.userVerified) } },
        authentication: { afterVerification: ({ verification }) => { mustKnowOwner(verification.authenticationInfo.userVerified) } },
      }),
      ...(oidc ? [singleSignOn(oidc, door)] : []),
      // Last, so that it sees what the others made of the answer.
      { id: 'desk', hooks: { before: [{ matcher: () => true, handler: before(door) }], after: [{ matcher: () => true, handler: after(door) }] } },
    ],
  })
}

function mustKnowOwner(verified: unknown): void {
  if (!z.literal(true).safeParse(verified).success) throw new APIError('UNAUTHORIZED', { code: 'USER_NOT_VERIFIED', message: 'User not verified' })
}

function sameHost(headers: Headers): string {
  const origin = headers.get('origin') ?? ''
  const host = headers.get('host')
  return URL.canParse(origin) && new URL(origin).host === host ? origin : 'http://invalid.invalid'
}
