// What LINE remembers between requests: which reply tokens are still good and which retry keys it has seen.
import { randomBytes, randomInt } from 'node:crypto'
import type { LineMessage } from './line-rules.ts'

const replyTokenMs = 60_000
const oldestEventMs = 20 * 60_000
const retryKeyMs = 24 * 60 * 60_000

export interface SentMessage { readonly id: string; readonly quoteToken?: string }

interface ReplyToken { readonly to: string; readonly eventAt: number; validFrom: number; used: boolean }
interface Accepted { readonly body: string; readonly at: number; readonly requestId: string; readonly sentMessages: readonly SentMessage[] }

export interface LineMemory {
  issueReplyToken(to: string, eventAt: number): string
  /** The minute counts from the last delivery of the event. */
  delivered(replyToken: string): void
  /** Where a reply with this token goes, or null where LINE would not take the token any more. */
  replyTarget(replyToken: string): string | null
  spendReplyToken(replyToken: string): void
  accepted(retryKey: string): Accepted | null
  accept(retryKey: string, request: Omit<Accepted, 'at'>): void
  /** One push off this month's; false where none is left. */
  spendQuota(): boolean
  /** Pushes of this month; `limit` is Infinity where there is none. */
  quota(): { readonly limit: number; readonly used: number }
  issueReadToken(): string
  gaveReadToken(token: string): boolean
  messageId(): string
  sentMessages(messages: readonly LineMessage[]): SentMessage[]
}

export function createLineMemory(now: () => Date, monthlyQuota: number): LineMemory {
  const tokens = new Map<string, ReplyToken>()
  const retryKeys = new Map<string, Accepted>()
  const readTokens = new Set<string>()
  let used = 0
  // Ids of two stand-ins differ: several may speak to one database.
  let lastId = 400_000_000_000_000_000n + BigInt(randomInt(2 ** 40)) * 100_000n
  const messageId = () => String(lastId += 1n)

  return {
    issueReplyToken(to, eventAt) {
      const token = randomBytes(16).toString('hex')
      tokens.set(token, { to, eventAt, validFrom: now().getTime(), used: false })
      return token
    },
    delivered(replyToken) {
      const token = tokens.get(replyToken)
      if (token !== undefined) token.validFrom = now().getTime()
    },
    replyTarget(replyToken) {
      const token = tokens.get(replyToken)
      if (token === undefined || token.used) return null
      const at = now().getTime()
      return at - token.validFrom <= replyTokenMs && at - token.eventAt <= oldestEventMs ? token.to : null
    },
    spendReplyToken(replyToken) {
      const token = tokens.get(replyToken)
      if (token !== undefined) token.used = true
    },
    accepted(retryKey) {
      const first = retryKeys.get(retryKey.toLowerCase())
      return first !== undefined && now().getTime() - first.at <= retryKeyMs ? first : null
    },
    accept(retryKey, request) {
      retryKeys.set(retryKey.toLowerCase(), { ...request, at: now().getTime() })
    },
    spendQuota() {
      if (used >= monthlyQuota) return false
      used += 1
      return true
    },
    quota: () => ({ limit: monthlyQuota, used }),
    issueReadToken() {
      const token = opaqueToken()
      readTokens.add(token)
      return token
    },
    gaveReadToken: (token) => readTokens.has(token),
    messageId,
    sentMessages: (messages) => messages.map(({ type }) => {
      const quotable = ['text', 'textV2', 'sticker', 'image', 'video'].includes(type)
      return quotable ? { id: messageId(), quoteToken: opaqueToken() } : { id: messageId() }
    }),
  }
}

/** Quote and mark-as-read tokens say nothing to anybody but LINE. */
export const opaqueToken = () => randomBytes(24).toString('base64url')
