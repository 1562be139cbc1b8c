// What is looked at before better-auth answers: the request, the session it came with, how often, and codes used before.
import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api'
import { TWO_FACTOR_ERROR_CODES } from 'better-auth/plugins/two-factor'
import { spendCode, staffByEmail, standingOf } from '../../store/staff.ts'
import type { Standing } from '../../store/staff.ts'
import { isGuessable } from './guessable.ts'
import { BEGINS, checkRequest, CODES, field, FRESH, GUARDED, PASSWORDS } from './requests.ts'
import { ADDRESS, isAlive } from './visit.ts'
import type { Door } from './visit.ts'
import type { Try } from './limits.ts'
import { networkOf } from '../network.ts'

type Context = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0]

const FRESH_FOR = 15 * 60_000
const STEP = 30_000

export function before(door: Door) {
  return createAuthMiddleware(async (ctx) => {
    const { request, path } = ctx
    if (!request) return
    const body: unknown = ctx.body
    const checked = checkRequest(path, body)
    if (checked === 'unknown') throw new APIError('NOT_FOUND')
    if (checked === 'invalid') throw new APIError('BAD_REQUEST', { code: 'INVALID_BODY', message: 'Invalid body' })
    const address = networkOf(request.headers.get(ADDRESS) ?? '')
    admit(await door.limits.request(address))
    const standing = BEGINS.has(path) ? null : await liveSession(door, ctx)
    if (standing && GUARDED.has(path) && standing.hasSecondFactor && !standing.secondFactor) {
      throw new APIError('FORBIDDEN', { code: 'SECOND_FACTOR_REQUIRED', message: 'Second factor required' })
    }
    if (standing && FRESH.has(path) && door.now().getTime() - standing.createdAt.getTime() > FRESH_FOR) {
      throw new APIError('FORBIDDEN', { code: 'SESSION_NOT_FRESH', message: 'Session is not fresh' })
    }
    if (standing && path === '/change-password' && await isGuessable(field(body, 'newPassword'), [standing.name, standing.email])) {
      throw new APIError('BAD_REQUEST', { code: 'PASSWORD_GUESSABLE', message: 'Password can be guessed' })
    }
    const staff = standing?.id ?? (CODES.has(path) ? await challenged(ctx) : null)
    const counted = await count(door, path, body, address, staff)
    door.visits.set(request, { standing, staff, counted, strong: false })
    if (counted && !counted.free && counted.first) {
      const whose = path === '/sign-in/email' ? await staffByEmail(door.db, field(body, 'email')) : staff
      await door.onEvent({ action: 'session.refused', staff: whose, detail: whose === null ? {} : { reason: 'limit' } })
    }
    admit(counted)
    if (path === '/two-factor/verify-totp' && staff !== null) {
      const now = door.now()
      if (!(await spendCode(door.db, staff, field(body, 'code'), Math.floor(now.getTime() / STEP), now))) {
        await door.onEvent({ action: 'session.refused', staff, detail: { method: 'totp', reason: 'used' } })
        throw APIError.from('UNAUTHORIZED', TWO_FACTOR_ERROR_CODES.INVALID_CODE)
      }
    }
    return path === '/change-password' ? { context: { body: { revokeOtherSessions: true } } } : undefined
  })
}

async function count({ limits }: Door, path: string, body: unknown, address: string, staff: string | null): Promise<Try | null> {
  if (path === '/sign-in/email') return limits.password(field(body, 'email'), address)
  if (staff === null) return null
  if (CODES.has(path)) return limits.proof('code', staff)
  return PASSWORDS.has(path) ? limits.proof('password', staff) : null
}

function admit(counted: Try | null): void {
  if (!counted || counted.free) return
  throw new APIError('TOO_MANY_REQUESTS', { code: 'TOO_MANY_REQUESTS', message: 'Too many requests' }, { 'retry-after': String(counted.seconds) })
}

/** A session that may not go on is ended on sight: better-auth then finds none. */
async function liveSession(door: Door, ctx: Context): Promise<Standing | null> {
  const found = await getSessionFromCtx(ctx)
  if (!found) return null
  const standing = await standingOf(door.db, found.session.id)
  if (standing && isAlive(standing, door.now())) return standing
  await ctx.context.internalAdapter.deleteSession(found.session.token)
  ctx.context.session = null
  return null
}

/** Whose password was right in the sign-in that waits for a code. */
async function challenged(ctx: Context): Promise<string | null> {
  const cookie = await ctx.getSignedCookie(ctx.context.createAuthCookie('two_factor').name, ctx.context.secret)
  const challenge = cookie ? await ctx.context.internalAdapter.findVerificationValue(cookie) : null
  return challenge?.value ?? null
}
