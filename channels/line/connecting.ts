// What LINE says to an account's settings: whose token it is, whether the secret belongs to it, where it sends what people write, and whether that arrives.
import { channelAccessToken } from '@line/bot-sdk'
import type { messagingApi } from '@line/bot-sdk'
import { fine, found, isPublic } from '../connecting.ts'
import type { Connecting, Finding } from '../connecting.ts'
import { clientOf, found as unlessMissing, statusOf, within } from './client.ts'
import type { LineConfig } from './wire.ts'

export const connecting: Connecting<LineConfig> = {
  async inspect(config, webhook, signal) {
    const account = await accountOf(config, signal)
    if (account.state !== 'fine') return [account]
    const secret = await secretOf(config, signal)
    if (secret.state === 'refused') return [account, secret]
    return [account, secret, ...await webhookOf(config, webhook, signal), ...await modeOf(config, signal)]
  },
  async pointHere(config, webhook, signal) {
    try {
      await within(signal, clientOf(config).setWebhookEndpoint({ endpoint: webhook }))
      return fine('webhook', webhook)
    } catch (error) {
      return found('webhook', 'fault', statusOf(error) === 400 ? 'address_refused' : reasonOf(error), webhook)
    }
  },
}

async function accountOf(config: LineConfig, signal: AbortSignal): Promise<Finding> {
  try {
    const { displayName, basicId } = await within(signal, clientOf(config).getBotInfo())
    return fine('account', `${displayName} ${basicId}`)
  } catch (error) {
    const reason = reasonOf(error)
    return found('account', reason === 'token' ? 'refused' : 'fault', reason)
  }
}

/** A token names its channel; that channel's secret alone buys another token, which ends by itself in a quarter of an hour. */
async function secretOf(config: LineConfig, signal: AbortSignal): Promise<Finding> {
  const client = new channelAccessToken.ChannelAccessTokenClient({ baseURL: config.apiBase })
  // Tokens of some kinds LINE does not explain.
  const token = await within(signal, client.verifyChannelToken(config.channelAccessToken)).catch(() => null)
  if (token === null) return found('secret', 'hint', 'unsure')
  try {
    await within(signal, client.issueStatelessChannelTokenByClientSecret(token.client_id, config.channelSecret))
    return fine('secret')
  } catch (error) {
    const status = statusOf(error)
    return status === 400 || status === 401 ? found('secret', 'refused', 'other_secret') : found('secret', 'hint', 'unsure')
  }
}

async function webhookOf(config: LineConfig, webhook: string, signal: AbortSignal): Promise<Finding[]> {
  const client = clientOf(config)
  try {
    const set = await within(signal, unlessMissing(client.getWebhookEndpoint()))
    if (!set?.endpoint) return [found('webhook', 'fault', isPublic(webhook) ? 'unset' : 'not_public')]
    if (set.endpoint !== webhook) return [found('webhook', 'fault', 'elsewhere', set.endpoint)]
    if (!set.active) return [fine('webhook', webhook), found('use', 'fault', 'webhook_off')]
    return [fine('webhook', webhook), fine('use'), testOf(await within(signal, client.testWebhookEndpoint({})))]
  } catch (error) {
    return [found('webhook', 'hint', statusOf(error) === 429 ? 'often' : reasonOf(error))]
  }
}

/** LINE calls us and tells what it heard. */
function testOf({ success, statusCode, reason }: messagingApi.TestWebhookEndpointResponse): Finding {
  if (success) return fine('test')
  if (reason === 'COULD_NOT_CONNECT') return found('test', 'fault', 'no_connection')
  if (reason === 'REQUEST_TIMEOUT') return found('test', 'fault', 'too_slow')
  if (statusCode === 401) return found('test', 'fault', 'other_secret')
  return found('test', 'fault', 'other_answer', String(statusCode))
}

async function modeOf(config: LineConfig, signal: AbortSignal): Promise<Finding[]> {
  const info = await within(signal, clientOf(config).getBotInfo()).catch(() => null)
  return info?.chatMode === 'chat' ? [found('mode', 'hint', 'chat')] : []
}

function reasonOf(error: unknown): string {
  const status = statusOf(error)
  return status === 401 || status === 403 ? 'token' : status === 429 ? 'often' : 'no_answer'
}
