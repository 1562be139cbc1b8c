// The stand-in of LINE: who the account is, how much it may send, and what it does in one chat besides sending.
import { z } from 'zod'
import type { LineMemory } from './line-memory.ts'
import type { LineOpenApi } from './line-openapi.ts'
import { loadingRequest } from './line-rules.ts'
import { checkBody, done, notFound, type LineRoute } from './line-routes.ts'

export interface LineProfile {
  readonly displayName: string
  readonly language?: string
  readonly pictureUrl?: string
  readonly statusMessage?: string
}

export interface LineAccount {
  readonly botUserId: string
  readonly profiles: Map<string, LineProfile>
  /** Users who have blocked the account; follow and unfollow events keep it. */
  readonly blocked: ReadonlySet<string>
  /** Loading animations that were shown. */
  readonly loading: { readonly chatId: string; readonly loadingSeconds: number }[]
  /** Tokens by which messages were marked as read. */
  readonly read: string[]
}

export const BASIC_ID = '@216abcde'

const readRequest = z.strictObject({ markAsReadToken: z.string().min(1) })

export function accountRoutes(account: LineAccount, memory: LineMemory, openapi: LineOpenApi | null): LineRoute[] {
  return [
    { on: 'GET /v2/bot/info', answer: (call) => call.withFault('info', () => ({
      status: 200,
      body: { userId: account.botUserId, basicId: BASIC_ID, displayName: 'Stand-in', chatMode: 'bot', markAsReadMode: 'auto' },
    })) },
    { on: 'GET /v2/bot/profile/{}', answer: (call) => call.withFault('profile', () => {
      const [userId = ''] = call.ids
      if (!/^U[0-9a-f]{32}$/.test(userId)) return call.refuse(404, 'Not found')
      const known = account.blocked.has(userId) ? undefined : account.profiles.get(userId)
      return known === undefined ? notFound() : { status: 200, body: { userId, ...known } }
    }) },
    { on: 'GET /v2/bot/message/quota', answer: (call) => call.withFault('quota', () => {
      const { limit } = memory.quota()
      return { status: 200, body: limit === Infinity ? { type: 'none' } : { type: 'limited', value: limit } }
    }) },
    { on: 'GET /v2/bot/message/quota/consumption', answer: (call) => call.withFault('quota', () => ({
      status: 200, body: { totalUsage: memory.quota().used },
    })) },
    { on: 'POST /v2/bot/chat/loading/start', takes: 'json', async answer(call) {
      const checked = checkBody(call, loadingRequest, openapi, 'ShowLoadingAnimationRequest')
      if ('refusal' in checked) return checked.refusal
      return call.withFault('loading', () => {
        const { chatId, loadingSeconds = 20 } = checked.body
        account.loading.push({ chatId, loadingSeconds })
        return { status: 202, body: {} }
      })
    } },
    { on: 'POST /v2/bot/chat/markAsRead', takes: 'json', async answer(call) {
      const checked = checkBody(call, readRequest, openapi, 'MarkMessagesAsReadByTokenRequest')
      if ('refusal' in checked) return checked.refusal
      return call.withFault('read', () => {
        const { markAsReadToken } = checked.body
        if (!memory.gaveReadToken(markAsReadToken)) return call.refuse(400, 'Invalid markAsReadToken')
        account.read.push(markAsReadToken)
        return done
      })
    } },
  ]
}
