// The door of the mutual help board: who asks, in which language, from which address, and how often.
import type { CookieOptions, Request, Response } from 'express'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { standingAt } from '../../board/member.ts'
import { isLanguage } from '../../knowledge/languages.ts'
import type { Language } from '../../knowledge/languages.ts'
import type { Runtime } from '../../runtime.ts'
import { memberAt, newFor, saveLanguage } from '../../store/board-members.ts'
import type { MemberRow } from '../../store/board-members.ts'
import { hasAnswer } from '../../store/inquiries.ts'
import { addressOf } from '../direct-line/door.ts'
import type { WebchatAccount } from '../direct-line/door.ts'
import { addressOfCode, codeIn } from '../inquiry/code.ts'
import type { Page } from '../inquiry/frame.ts'
import { languageFor } from '../inquiry/routes.ts'

/** Behind TLS no other host, and no page without TLS, can set a cookie of this name. */
function cookieFor(publicUrl: string): { readonly name: string; readonly options: CookieOptions } {
  const isSecure = publicUrl.startsWith('https:')
  return { name: isSecure ? '__Host-board' : 'board', options: { httpOnly: true, sameSite: 'lax', path: isSecure ? '/' : '/board', secure: isSecure } }
}

export interface Visitor {
  readonly page: Page
  readonly member: MemberRow | null
  /** Of the member: opens their thread with the desk as well. */
  readonly code: string | null
  /** What is new for them. */
  readonly news: number
  /** A counsellor has answered them. */
  readonly answered: boolean
  /** They may write at this moment. */
  readonly active: boolean
}

/** Members have their language from the page, or as they had it before. */
export async function visitorOf({ db, config, content, now }: Runtime, account: WebchatAccount, request: Request, wished: string): Promise<Visitor> {
  const code = codeOfCookie(request, cookieFor(config.publicUrl).name)
  const member = code === null ? null : await memberAt(db, addressOfCode(code, account.config.secret))
  const chosen = isLanguage(wished) ? wished : request.query['lang'] === undefined && member && isLanguage(member.language) ? member.language : languageFor(request)
  const [news, answered] = member === null || code === null ? [0, false] as const
    : await Promise.all([newFor(db, member.id), hasAnswer(db, account.id, addressOfCode(code, account.config.secret)), saveLanguage(db, member.id, chosen)])
  return {
    page: { language: chosen, say: (key, values) => content.words(chosen, key, values), nameOf: (each) => content.words(each, 'language') },
    member, code: member ? code : null, news, answered,
    active: member !== null && standingAt({ state: member.state, until: member.suspended_until, askedBy: member.close_asked_by }, now()) === 'active',
  }
}

function codeOfCookie({ headers }: Request, name: string): string | null {
  const [, value] = new RegExp(`(?:^|; ?)${name}=([^;]{1,60})`).exec(headers.cookie ?? '') ?? []
  return value === undefined ? null : codeIn(value)
}

/** Until the browser is closed, and out of reach of any script. */
export function remember(response: Response, code: string, publicUrl: string): void {
  const { name, options } = cookieFor(publicUrl)
  response.cookie(name, code, options)
}

export function signOut(response: Response, publicUrl: string): void {
  const { name, options } = cookieFor(publicUrl)
  response.clearCookie(name, options)
}

/** By address; a dormitory of 300 people has one. */
const LIMITS = { looks: { points: 3_000, duration: 600 }, writes: { points: 600, duration: 600 }, joins: { points: 60, duration: 3_600 }, codes: { points: 300, duration: 600 } } as const
export type Limiter = (kind: keyof typeof LIMITS, request: Request) => Promise<boolean>

/** False where it is too much. */
export function openLimiter(): Limiter {
  const limiters = { looks: new RateLimiterMemory(LIMITS.looks), writes: new RateLimiterMemory(LIMITS.writes), joins: new RateLimiterMemory(LIMITS.joins), codes: new RateLimiterMemory(LIMITS.codes) }
  return (kind, request) => limiters[kind].consume(addressOf(request)).then(() => true, () => false)
}

/** A day and time of Japan, as people read it. */
export function moment(at: Date, language: Language, withTime = true): string {
  return at.toLocaleString(`${language === 'tl' ? 'fil' : language}-u-nu-latn-ca-gregory`, { timeZone: 'Asia/Tokyo', dateStyle: 'medium', ...(withTime && { timeStyle: 'short' as const }) })
}
