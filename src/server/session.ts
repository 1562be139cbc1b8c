// Signing in, by better-auth; and the one-time link that makes the first administrator.
import { createHash, randomBytes } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { fromNodeHeaders } from 'better-auth/node'
import type { IncomingHttpHeaders } from 'node:http'
import { z } from 'zod'
import type { Runtime } from '../runtime.ts'
import { putSetting, settingOr, spendSetting } from '../store/settings.ts'
import { anybodyOnStaff, setRole, staffAdapter } from '../store/staff.ts'

export interface StaffMember { readonly id: string; readonly name: string; readonly email: string }

export const Setup = z.strictObject({
  token: z.string().min(1),
  name: z.string().trim().min(1).max(80),
  email: z.email().max(200),
  password: z.string().min(12).max(128),
})

export type Sessions = Awaited<ReturnType<typeof openSessions>>

const SETUP = 'first-administrator'

export async function openSessions(runtime: Runtime) {
  const { db, config } = runtime
  const auth = betterAuth({
    database: staffAdapter(db),
    secret: await settingOr(db, 'session-secret', () => randomBytes(32).toString('hex')),
    baseURL: config.publicUrl,
    // The desk may be opened by another name of the same machine; a page of another site never has this Origin.
    trustedOrigins: (request) => [config.publicUrl, ...(request ? [sameHost(request.headers)] : [])],
    user: { modelName: 'staff' },
    session: { modelName: 'staffSession', expiresIn: 7 * 86_400 },
    account: { modelName: 'staffCredential' },
    verification: { modelName: 'staffVerification' },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    rateLimit: { enabled: true, window: 60, max: 300, customRules: { '/sign-in/email': { window: 60, max: 30 } } },
    advanced: { cookiePrefix: 'madoguchi', useSecureCookies: config.publicUrl.startsWith('https:') },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })

  return {
    auth,
    /** Null where nobody is signed in. */
    async who(headers: IncomingHttpHeaders): Promise<StaffMember | null> {
      const session = await auth.api.getSession({ headers: fromNodeHeaders(headers) })
      return session && { id: session.user.id, name: session.user.name, email: session.user.email }
    },
    needsSetup: async () => !(await anybodyOnStaff(db)),
    /** The token of a fresh one-time link, while there is nobody on the staff; only its digest is kept. */
    async offerSetup(): Promise<string | null> {
      if (await anybodyOnStaff(db)) return null
      const token = randomBytes(24).toString('base64url')
      await putSetting(db, SETUP, digest(token))
      return token
    },
    /** `used`: the link was used, or a newer one was made. */
    async setUp({ token, name, email, password }: z.infer<typeof Setup>): Promise<'done' | 'used'> {
      if ((await anybodyOnStaff(db)) || !(await spendSetting(db, SETUP, digest(token)))) return 'used'
      const context = await auth.$context
      const user = await context.internalAdapter.createUser({ name, email: email.toLowerCase(), emailVerified: true }, { method: 'email-password' })
      await context.internalAdapter.linkAccount({
        userId: user.id, providerId: 'credential', accountId: user.id, password: await context.password.hash(password),
      })
      await setRole(db, user.id, 'administrator')
      return 'done'
    },
  }
}

function sameHost(headers: Headers): string {
  const origin = headers.get('origin') ?? ''
  const host = headers.get('host')
  return URL.canParse(origin) && new URL(origin).host === host ? origin : 'http://invalid.invalid'
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
