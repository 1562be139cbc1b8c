// Signing in, by better-auth; the one-time link that makes the first administrator; and the sessions of everybody.
import { randomBytes } from 'node:crypto'
import { fromNodeHeaders, toNodeHandler } from 'better-auth/node'
import type { RequestHandler } from 'express'
import type { IncomingHttpHeaders } from 'node:http'
import { z } from 'zod'
import { FOUNDER } from '../permissions.ts'
import type { Runtime } from '../runtime.ts'
import { putSetting, secretOr, spendSetting } from '../store/settings.ts'
import { addStaff, anybodyOnStaff, sessionRows, standingOf, touch } from '../store/staff.ts'
import type { StaffSessionRow } from '../store/staff.ts'
import { createAuth } from './auth/instance.ts'
import { isGuessable } from './auth/guessable.ts'
import { digest, invitationsOf, Name, Password } from './auth/invitations.ts'
import { createLimits } from './auth/limits.ts'
import { ADDRESS, idleEnd, isAlive } from './auth/visit.ts'
import type { AuthEvent, Door, OidcConfig } from './auth/visit.ts'

export type { AuthEvent, OidcConfig } from './auth/visit.ts'
export { Acceptance, NeedsSecondPerson } from './auth/invitations.ts'

export interface StaffMember {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly roles: readonly string[]
  readonly sessionId: string
  /** This session proved one. */
  readonly secondFactor: boolean
  /** The account has one. */
  readonly hasSecondFactor: boolean
  /** They were tied to nobody when this was asked. */
  readonly untied: boolean
}

/** Ends on its own at `expiresAt`, unless it is used before. */
export interface StaffSession {
  readonly id: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly userAgent: string | null
}

export const Setup = z.strictObject({ token: z.string().min(1), name: Name, email: z.email().max(200), password: Password })

export type Sessions = Awaited<ReturnType<typeof openSessions>>

export interface SessionOptions {
  readonly oidc?: OidcConfig | null
  /** Is awaited: what it throws fails the request. */
  readonly onEvent?: (event: AuthEvent) => Promise<void>
}

const SETUP = 'first-administrator'

export async function openSessions(runtime: Pick<Runtime, 'db' | 'now' | 'newId'> & { readonly config: { readonly publicUrl: string } }, { oidc = null, onEvent = async () => {} }: SessionOptions = {}) {
  const { db, config, now, newId } = runtime
  const door: Door = { db, publicUrl: config.publicUrl, oidc, limits: createLimits(), visits: new WeakMap(), now, newId, onEvent }
  const auth = createAuth(door, await secretOr(db, 'session-secret', () => randomBytes(32).toString('hex')))
  const context = await auth.$context
  const answer = toNodeHandler(auth)
  const handler: RequestHandler = async (request, response) => {
    request.headers[ADDRESS] = request.ip ?? ''
    await answer(request, response)
  }
  const alive = async (staff: string) => (await sessionRows(db, staff)).filter((row) => endOf(row) > now())
  const end = (rows: readonly StaffSessionRow[]) => context.internalAdapter.deleteSessions(rows.map(({ token }) => token))

  return {
    /** Answers /api/auth; the address it counts by is the one Express sees. */
    handler,
    /** Behind TLS nobody works without a second factor. */
    requiresSecondFactor: config.publicUrl.startsWith('https:'),
    /** The name of the organisation's own sign-in, where there is one. */
    singleSignOn: oidc && { name: oidc.name },
    ...invitationsOf(door, context.password.hash),
    /** Null where nobody is signed in. */
    async who(headers: IncomingHttpHeaders): Promise<StaffMember | null> {
      const found = await auth.api.getSession({ headers: fromNodeHeaders(headers) })
      const standing = found && await standingOf(db, found.session.id)
      if (!standing) return null
      if (!isAlive(standing, now())) {
        await context.internalAdapter.deleteSession(found.session.token)
        return null
      }
      await touch(db, standing, now())
      const { id, name, email, roles, sessionId, secondFactor, hasSecondFactor, untied } = standing
      return { id, name, email, roles, sessionId, secondFactor, hasSecondFactor, untied }
    },
    /** Newest first. */
    async sessionsOf(staffId: string): Promise<StaffSession[]> {
      return (await alive(staffId)).map((row) => ({ id: row.id, createdAt: row.createdAt, expiresAt: endOf(row), userAgent: row.userAgent }))
    },
    /** Whether they had such a session. */
    async endSession(staffId: string, sessionId: string): Promise<boolean> {
      const rows = (await alive(staffId)).filter(({ id }) => id === sessionId)
      await end(rows)
      return rows.length > 0
    },
    async endSessions(staffId: string): Promise<void> {
      await end(await sessionRows(db, staffId))
    },
    needsSetup: async () => !(await anybodyOnStaff(db)),
    /** The token of a fresh one-time link, while there is nobody on the staff; only its digest is kept. */
    async offerSetup(): Promise<string | null> {
      if (await anybodyOnStaff(db)) return null
      const token = randomBytes(24).toString('base64url')
      await putSetting(db, SETUP, digest(token))
      return token
    },
    /** `used`: the link was used, or a newer one was made. `guessable`: the password is one of those that are tried first; the link can be used again. */
    async setUp({ token, name, email, password }: z.infer<typeof Setup>): Promise<'done' | 'used' | 'guessable'> {
      if (await anybodyOnStaff(db)) return 'used'
      if (await isGuessable(password, [name, email])) return 'guessable'
      if (!(await spendSetting(db, SETUP, digest(token)))) return 'used'
      await addStaff(db.prisma, { id: newId(), credentialId: newId(), name, email, roles: FOUNDER, languages: [], hash: await context.password.hash(password) })
      return 'done'
    },
  }
}

function endOf({ expiresAt, usedAt }: StaffSessionRow): Date {
  const idle = idleEnd(usedAt)
  return idle < expiresAt ? idle : expiresAt
}
