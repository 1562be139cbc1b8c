// The stand-in of LINE: whose a token is, which secret belongs to it, and where webhooks go.
import { z } from 'zod'
import type { LineMemory } from './line-memory.ts'
import type { LineOpenApi } from './line-openapi.ts'
import { checkBody, done, notFound, type LineCall, type LineRoute } from './line-routes.ts'
import { deliverWebhook } from './line-webhook.ts'

/** `active`: "Use webhook" is on. */
export interface LineWebhook { endpoint: string | null; active: boolean }

export interface LineConnecting {
  readonly token: string
  readonly secret: string
  readonly botUserId: string
  readonly webhook: LineWebhook
}

const CHANNEL_ID = '1350031035'
const LONGEST = 500

/** LINE calls over https alone; what runs on the machine of a test has none. */
const callable = z.strictObject({
  endpoint: z.url({ protocol: /^https?$/ }).max(LONGEST).refine((url) => url.startsWith('https:') || /^http:\/\/(localhost|127\.0\.0\.1)[:/]/.test(url), 'Must be a valid HTTPS URL'),
})
const tested = z.strictObject({ endpoint: callable.shape.endpoint.optional() })

export function webhookRoutes(channel: LineConnecting, memory: LineMemory, openapi: LineOpenApi | null): LineRoute[] {
  return [
    { on: 'GET /v2/bot/channel/webhook/endpoint', answer: async () => (channel.webhook.endpoint === null ? notFound() : { status: 200, body: { ...channel.webhook } }) },
    { on: 'PUT /v2/bot/channel/webhook/endpoint', takes: 'json', async answer(call) {
      const checked = checkBody(call, callable, openapi, 'SetWebhookEndpointRequest')
      if ('refusal' in checked) return checked.refusal
      channel.webhook.endpoint = checked.body.endpoint
      return done
    } },
    { on: 'POST /v2/bot/channel/webhook/test', takes: 'json', async answer(call) {
      const checked = checkBody(call, tested, openapi, 'TestWebhookEndpointRequest')
      if ('refusal' in checked) return checked.refusal
      const endpoint = checked.body.endpoint ?? channel.webhook.endpoint
      if (endpoint === null) return call.refuse(400, 'The webhook endpoint is not set')
      const told = (success: boolean, statusCode: number, reason: string) => ({ status: 200, body: { success, timestamp: '2026-11-22T05:38:20.031Z', statusCode, reason, detail: String(statusCode) } })
      try {
        const { status } = await deliverWebhook(memory, channel.botUserId, endpoint, [], { secret: channel.secret })
        return status === 200 ? told(true, 200, 'OK') : told(false, status, 'ERROR_STATUS_CODE')
      } catch {
        return told(false, 0, 'COULD_NOT_CONNECT')
      }
    } },
  ]
}

/** These ask for no token: they are about one. */
export function tokenRoutes(channel: LineConnecting): LineRoute[] {
  return [
    { on: 'POST /v2/oauth/verify', answer: async (call) => (formOf(call).get('access_token') === channel.token
      ? { status: 200, body: { client_id: CHANNEL_ID, expires_in: 3_138_007_490, scope: 'P CM' } }
      : call.refuse(400, 'The access token expired')) },
    { on: 'POST /oauth2/v3/token', async answer(call) {
      const form = formOf(call)
      if (form.get('grant_type') !== 'client_credentials' || form.get('client_id') !== CHANNEL_ID) return call.refuse(400, 'invalid_request')
      if (form.get('client_secret') !== channel.secret) return call.refuse(400, 'invalid_client')
      return { status: 200, body: { token_type: 'Bearer', access_token: 'a stateless token', expires_in: 899 } }
    } },
  ]
}

const formOf = (call: LineCall) => new URLSearchParams(/^application\/x-www-form-urlencoded\b/.test(call.type) ? call.text : '')
