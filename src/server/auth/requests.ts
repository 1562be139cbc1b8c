// Which of better-auth's requests the desk answers, and what may stand in them. Anything else is not there.
import { z } from 'zod'

const NONE = z.unknown()
const password = z.string().max(128)
const Code = z.strictObject({ code: z.string().max(40) })
const Password = z.strictObject({ password })
/** Paths of this desk only. */
const here = z.string().regex(/^\/(?![/\\])/).max(500)

const BODIES: Readonly<Record<string, z.ZodType>> = {
  '/sign-in/email': z.strictObject({ email: z.string().max(200), password, rememberMe: z.boolean().optional() }),
  '/sign-in/social': z.strictObject({ provider: z.literal('oidc'), callbackURL: here, errorCallbackURL: here.optional(), disableRedirect: z.boolean().optional() }),
  '/callback/:id': NONE,
  '/sign-out': NONE,
  '/get-session': NONE,
  '/list-sessions': NONE,
  '/revoke-session': z.strictObject({ token: z.string().max(200) }),
  '/revoke-other-sessions': NONE,
  '/change-password': z.strictObject({ currentPassword: password, newPassword: z.string(), revokeOtherSessions: z.boolean().optional() }),
  '/two-factor/enable': Password,
  '/two-factor/disable': Password,
  '/two-factor/generate-backup-codes': Password,
  '/two-factor/verify-totp': z.strictObject({ code: z.string().regex(/^\d{6}$/) }),
  '/two-factor/verify-backup-code': Code,
  '/passkey/generate-register-options': NONE,
  '/passkey/verify-registration': z.strictObject({ response: z.looseObject({ id: z.string() }), name: z.string().max(80).optional() }),
  '/passkey/generate-authenticate-options': NONE,
  '/passkey/verify-authentication': z.strictObject({ response: z.looseObject({ id: z.string() }) }),
  '/passkey/list-user-passkeys': NONE,
  '/passkey/delete-passkey': z.strictObject({ id: z.string() }),
  '/passkey/update-passkey': z.strictObject({ id: z.string(), name: z.string().max(80) }),
}

/** Requests in which nobody is signed in yet: a session they carry means nothing. */
export const BEGINS: ReadonlySet<string> = new Set(['/sign-in/email', '/sign-in/social', '/callback/:id', '/passkey/generate-authenticate-options', '/passkey/verify-authentication'])

/** They prove who somebody is. Of the second, the code is taken once. */
export const CODES: ReadonlySet<string> = new Set(['/two-factor/verify-totp', '/two-factor/verify-backup-code'])

/** They ask for the password again. */
export const PASSWORDS: ReadonlySet<string> = new Set(['/change-password', '/two-factor/enable', '/two-factor/disable', '/two-factor/generate-backup-codes'])

/** Who has a second factor shows it before any of these: else the first one alone could replace it. */
export const GUARDED: ReadonlySet<string> = new Set([...PASSWORDS, '/passkey/generate-register-options', '/passkey/verify-registration', '/passkey/delete-passkey', '/passkey/update-passkey'])

/** They need a sign-in of the last minutes. */
export const FRESH: ReadonlySet<string> = new Set(['/passkey/generate-register-options', '/passkey/verify-registration', '/passkey/delete-passkey'])

/** `unknown`: no such request. */
export function checkRequest(path: string, body: unknown): 'ok' | 'unknown' | 'invalid' {
  const shape = Object.hasOwn(BODIES, path) ? BODIES[path] : undefined
  if (!shape) return 'unknown'
  return shape.safeParse(body).success ? 'ok' : 'invalid'
}

/** One text field of a body that passed; empty where it is not there. */
export function field(body: unknown, name: string): string {
  const found = z.record(z.string(), z.unknown()).safeParse(body)
  const value = found.success ? found.data[name] : undefined
  return typeof value === 'string' ? value : ''
}

/** Of the passkey that answers. */
export function credentialIn(body: unknown): string {
  const found = z.looseObject({ response: z.looseObject({ id: z.string() }) }).safeParse(body)
  return found.success ? found.data.response.id : ''
}
