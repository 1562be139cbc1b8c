// What follows from better-auth's answer: what was right is not counted, what a session proved is kept, and the record is told.
import { createAuthMiddleware, isAPIError } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { dropChallenges, markSecondFactor, staffByEmail, staffByPasskey } from '../../store/staff.ts'
import { BEGINS, CODES, credentialIn, field } from './requests.ts'
import type { Door, Visit } from './visit.ts'

type Context = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0]

const METHODS: Readonly<Record<string, string>> = {
  '/sign-in/email': 'password',
  '/two-factor/verify-totp': 'totp',
  '/two-factor/verify-backup-code': 'backup-code',
  '/passkey/verify-authentication': 'passkey',
  '/callback/:id': 'oidc',
}

export function after(door: Door) {
  return createAuthMiddleware(async (ctx) => {
    const visit = ctx.request && door.visits.get(ctx.request)
    if (!visit) return
    const { returned } = ctx.context
    const failed = isAPIError(returned) && !(ctx.path === '/callback/:id' && ctx.context.newSession)
    if (!failed && visit.counted?.free) await visit.counted.giveBack()
    if (METHODS[ctx.path]) await (failed ? refused(door, ctx, visit) : entered(door, ctx, visit))
    else if (!failed) await changed(door, ctx, visit)
  })
}

async function refused(door: Door, ctx: Context, { staff }: Visit): Promise<void> {
  const body: unknown = ctx.body
  const whose = ctx.path === '/sign-in/email' ? await staffByEmail(door.db, field(body, 'email'))
    : ctx.path === '/passkey/verify-authentication' ? await staffByPasskey(door.db, credentialIn(body))
    : staff
  await door.onEvent({ action: 'session.refused', staff: whose, detail: whose === null ? {} : { method: METHODS[ctx.path] } })
}

/** A sign-in, or a code given in a session. With a code the session is a new one. */
async function entered(door: Door, ctx: Context, { standing, strong }: Visit): Promise<void> {
  const proved = CODES.has(ctx.path)
  if (proved && standing && !ctx.context.newSession) await renew(ctx)
  const fresh = ctx.context.newSession
  if (!fresh) return
  const secondFactor = proved || ctx.path === '/passkey/verify-authentication' || strong
  if (secondFactor) await mark(door, fresh.session)
  if (ctx.path === '/two-factor/verify-totp' && standing && !standing.hasSecondFactor) {
    await door.onEvent({ action: 'factor.added', staff: fresh.user.id, detail: { factor: 'totp' } })
  } else await door.onEvent({ action: 'session.begin', staff: fresh.user.id, detail: { session: fresh.session.id, method: METHODS[ctx.path], secondFactor } })
}

async function changed(door: Door, ctx: Context, { standing }: Visit): Promise<void> {
  if (!standing || BEGINS.has(ctx.path)) return
  const tell = (action: 'factor.added' | 'factor.removed' | 'password.changed', detail: Record<string, unknown>) => door.onEvent({ action, staff: standing.id, detail })
  const fresh = ctx.context.newSession
  if (fresh && standing.secondFactor) await mark(door, fresh.session)
  if (ctx.path === '/two-factor/disable') await tell('factor.removed', { factor: 'totp' })
  else if (ctx.path === '/two-factor/generate-backup-codes') await tell('factor.added', { factor: 'backup-codes' })
  else if (ctx.path === '/passkey/delete-passkey') await tell('factor.removed', { factor: 'passkey' })
  else if (ctx.path === '/passkey/verify-registration') {
    const session = ctx.context.session?.session
    if (session && !standing.secondFactor) await mark(door, session)
    await tell('factor.added', { factor: 'passkey' })
  } else if (ctx.path === '/change-password') {
    await dropChallenges(door.db, standing.id)
    await tell('password.changed', { session: fresh?.session.id ?? null })
  }
}

async function mark({ db, newId }: Door, session: { readonly id: string; readonly userId: string; readonly expiresAt: Date }): Promise<void> {
  await markSecondFactor(db, session.id, session.userId, newId(), session.expiresAt)
}

async function renew(ctx: Context): Promise<void> {
  const found = ctx.context.session
  if (!found) return
  const session = await ctx.context.internalAdapter.createSession(found.user.id, false)
  await setSessionCookie(ctx, { session, user: found.user })
  await ctx.context.internalAdapter.deleteSession(found.session.token)
}
