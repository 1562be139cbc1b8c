// LINE's own client, pointed where the settings say, and given up when the caller's time is over: it knows no limit itself.
import { HTTPFetchError, messagingApi } from '@line/bot-sdk'
import type { LineConfig } from './wire.ts'

export function clientOf(config: LineConfig): messagingApi.MessagingApiClient {
  return new messagingApi.MessagingApiClient({ channelAccessToken: config.channelAccessToken, baseURL: config.apiBase })
}

/** The call's outcome, or the signal's reason as soon as it is aborted. */
export async function within<Answer>(signal: AbortSignal, call: Promise<Answer>): Promise<Answer> {
  const over = Promise.withResolvers<never>()
  const giveUp = () => over.reject(new Error('LINE: no answer in time', { cause: signal.reason }))
  if (signal.aborted) giveUp()
  signal.addEventListener('abort', giveUp, { once: true })
  try {
    return await Promise.race([call, over.promise])
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
}

/** The status LINE answered with; null where it did not answer. */
export function statusOf(error: unknown): number | null {
  return error instanceof HTTPFetchError ? error.status : null
}

/** What `call` finds; null where LINE says that there is no such thing. */
export async function found<Answer>(call: Promise<Answer>): Promise<Answer | null> {
  try {
    return await call
  } catch (error) {
    if (statusOf(error) === 404) return null
    throw error
  }
}
