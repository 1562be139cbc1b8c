// What the desk asks of better-auth: signing in and out, and the second factor, passkeys and sessions of one's own account.
import { type Answer, get, post } from '../api.ts'

const AUTH = '/api/auth'

/** `twoFactorRedirect`: the password was right, and a code is still asked for. */
export interface Entered { readonly twoFactorRedirect?: boolean }

/** A wrong address, a wrong password and a disabled account are told apart for nobody. */
export async function signIn(email: string, password: string): Promise<Answer<Entered>> {
  const answer = await post<Entered>(`${AUTH}/sign-in/email`, { email, password })
  const { status } = answer.ok ? answer : answer.refusal
  if (answer.ok || (status !== 401 && status !== 403)) return answer
  return { ok: false, refusal: { error: 'wrong_credentials', status } }
}

export const signOut = () => post<unknown>(`${AUTH}/sign-out`, {})
/** Where the organisation's own sign-in begins; it comes back to the desk, with `error` in the address when it failed. */
export const startSso = () =>
  post<{ readonly url: string }>(`${AUTH}/sign-in/social`, { provider: 'oidc', callbackURL: '/desk', errorCallbackURL: '/desk' })

export interface AuthenticatorOffer { readonly totpURI: string; readonly backupCodes: readonly string[] }
export const offerAuthenticator = (password: string) => post<AuthenticatorOffer>(`${AUTH}/two-factor/enable`, { password })
export const removeAuthenticator = (password: string) => post<unknown>(`${AUTH}/two-factor/disable`, { password })
export const newBackupCodes = (password: string) =>
  post<{ readonly backupCodes: readonly string[] }>(`${AUTH}/two-factor/generate-backup-codes`, { password })
export const giveCode = (code: string) => post<unknown>(`${AUTH}/two-factor/verify-totp`, { code })
export const giveBackupCode = (code: string) => post<unknown>(`${AUTH}/two-factor/verify-backup-code`, { code })

export interface Passkey { readonly id: string; readonly name: string | null; readonly createdAt: string | null }
export const getPasskeys = () => get<readonly Passkey[]>(`${AUTH}/passkey/list-user-passkeys`)
export const removePasskey = (id: string) => post<unknown>(`${AUTH}/passkey/delete-passkey`, { id })
export const passkeyToMake = () => get<PublicKeyCredentialCreationOptionsJSON>(`${AUTH}/passkey/generate-register-options`)
export const keepPasskey = (response: object, name: string) => post<unknown>(`${AUTH}/passkey/verify-registration`, { response, name })
export const passkeyToShow = () => get<PublicKeyCredentialRequestOptionsJSON>(`${AUTH}/passkey/generate-authenticate-options`)
export const givePasskey = (response: object) => post<unknown>(`${AUTH}/passkey/verify-authentication`, { response })

export const changePassword = (currentPassword: string, newPassword: string) =>
  post<unknown>(`${AUTH}/change-password`, { currentPassword, newPassword, revokeOtherSessions: true })

export interface OwnSession { readonly id: string; readonly token: string; readonly createdAt: string; readonly userAgent?: string | null }
export const getOwnSessions = () => get<readonly OwnSession[]>(`${AUTH}/list-sessions`)
export const getThisSession = () => get<{ readonly session: { readonly id: string } } | null>(`${AUTH}/get-session`)
export const endOwnSession = (token: string) => post<unknown>(`${AUTH}/revoke-session`, { token })
export const endOtherSessions = () => post<unknown>(`${AUTH}/revoke-other-sessions`, {})
