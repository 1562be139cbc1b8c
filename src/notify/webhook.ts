// A signed POST to a service of one's own choice: an alerting service, a telephone service, a chat.
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { Notice, Notified } from './notice.ts'
import { post } from './post.ts'

/** `body` is a template with {{title}}, {{body}}, {{link}}, {{id}}; empty for our own JSON. `authorization` is the header as the service wants it. */
export const WebhookSecrets = z.object({
  key: z.string(), contentType: z.string().default('application/json'), body: z.string().default(''), authorization: z.string().default(''),
})
export type WebhookSecrets = z.infer<typeof WebhookSecrets>

export function sendWebhook(address: string, secrets: unknown, notice: Notice, now: Date, innerAllowed: boolean): Promise<Notified> {
  const { key, contentType, body: template, authorization } = WebhookSecrets.parse(secrets)
  const body = webhookBody(template, contentType, notice)
  const time = Math.floor(now.getTime() / 1000)
  return post(address, {
    'content-type': contentType, 'x-madoguchi-signature': signature(key, time, body), ...(authorization !== '' && { authorization }),
  }, body, innerAllowed)
}

/** `t=SECONDS,v1=HEX`: HMAC-SHA256 of `SECONDS.BODY`. */
export function signature(key: string, seconds: number, body: string): string {
  return `t=${seconds},v1=${createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex')}`
}

export function webhookBody(template: string, contentType: string, { id, urgent, title, body, link }: Notice): string {
  if (template === '') return JSON.stringify({ id, urgent, title, body, link })
  const values: Readonly<Record<string, string>> = { id, title, body, link }
  return template.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => (name in values ? escaped(values[name] ?? '', contentType) : whole))
}

function escaped(value: string, contentType: string): string {
  if (contentType.includes('json')) return JSON.stringify(value).slice(1, -1)
  if (contentType.includes('urlencoded')) return encodeURIComponent(value)
  return value
}
