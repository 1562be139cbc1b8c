// Direct Line 3.0 as web chat clients speak it, and the token that binds a page to one conversation.
import jwt from 'jsonwebtoken'
import { z } from 'zod'

export const WebchatConfig = z.object({
  /** Signs the tokens. */
  secret: z.string().min(32),
})
export type WebchatConfig = z.infer<typeof WebchatConfig>

/** `user` begins with `dl_`: Web Chat then refuses to let the page choose another one. */
const Claims = z.object({ user: z.string().startsWith('dl_'), conv: z.string().min(1) })
export type Claims = z.infer<typeof Claims>

/** A worker comes back after days for the counsellor's answer; each visit renews the token. */
export const TOKEN_SECONDS = 30 * 86_400

export function issueToken(claims: Claims, config: WebchatConfig, seconds = TOKEN_SECONDS): string {
  return jwt.sign(claims, config.secret, { algorithm: 'HS256', expiresIn: seconds })
}

/** The claims of a token that is genuine and not expired; null otherwise. */
export function readToken(token: string | undefined, config: WebchatConfig): Claims | null {
  try {
    return Claims.parse(jwt.verify(token ?? '', config.secret, { algorithms: ['HS256'] }))
  } catch {
    return null
  }
}

export function bearer(header: string | undefined): string | undefined {
  return /^Bearer (\S+)$/i.exec(header ?? '')?.[1]
}

/** What a page posts. The client says much more than this; the rest is not looked at. */
export const PostedActivity = z.object({
  type: z.string().max(50),
  text: z.string().max(20_000).optional(),
  value: z.unknown().optional(),
  name: z.string().max(200).optional(),
  locale: z.string().max(40).optional(),
  channelData: z.object({ clientActivityID: z.string().max(200).optional(), postBack: z.boolean().optional() }).optional(),
})
export type PostedActivity = z.infer<typeof PostedActivity>

/** Stable for a repeated post, so that a retry on a bad line is one message: the client's own id decides, else the moment. */
export function activityId(conversation: string, activity: PostedActivity, receivedAt: string): string {
  return `${conversation}|${activity.channelData?.clientActivityID ?? `at ${receivedAt}`}`
}

/** The client's own id in an activity's id, for the echo. */
export function clientActivityId(id: string, conversation: string): string {
  return id.slice(conversation.length + 1)
}

export interface Activity {
  readonly type: 'message'
  readonly id: string
  readonly timestamp: string
  readonly channelId: 'directline'
  readonly conversation: { readonly id: string }
  readonly from: { readonly id: string; readonly name?: string; readonly role: 'bot' | 'user' }
  readonly text: string
  readonly textFormat: 'plain'
  readonly locale?: string
  readonly inputHint?: 'acceptingInput'
  readonly suggestedActions?: { readonly to: readonly string[]; readonly actions: readonly { type: 'postBack'; title: string; value: string; displayText: string }[] }
  readonly channelData: Readonly<Record<string, unknown>>
}
