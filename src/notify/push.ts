// Web push to a browser that allowed it: encrypted to that browser, signed with the desk's own key pair.
import webpush from 'web-push'
import { z } from 'zod'
import type { Database } from '../store/database.ts'
import { secretOr } from '../store/settings.ts'
import type { Notice, Notified } from './notice.ts'
import { post } from './post.ts'

/** As `PushSubscription.toJSON()` gives them. */
export const PushSecrets = z.object({ p256dh: z.string().regex(/^[\w-]{80,100}=*$/), auth: z.string().regex(/^[\w-]{16,40}=*$/) })

const Keys = z.object({ publicKey: z.string(), privateKey: z.string() })
export type PushKeys = z.infer<typeof Keys>

/** A call at night that nobody saw within the hour is told otherwise. */
const KEPT_SECONDS = 3_600

/** Made once for all processes. */
export async function pushKeys(db: Database): Promise<PushKeys> {
  return Keys.parse(JSON.parse(await secretOr(db, 'push-keys', () => JSON.stringify(webpush.generateVAPIDKeys()))))
}

/** `subject`: whom a push service turns to, a `mailto:` or `https:` address. */
export async function sendPush(endpoint: string, secrets: unknown, notice: Notice, { publicKey, privateKey }: PushKeys, subject: string, innerAllowed: boolean): Promise<Notified> {
  const keys = PushSecrets.safeParse(secrets)
  if (!keys.success) return { status: 'gone', reason: 'not a subscription' }
  const { headers, body } = webpush.generateRequestDetails({ endpoint, keys: keys.data }, JSON.stringify(notice), {
    vapidDetails: { subject, publicKey, privateKey }, TTL: KEPT_SECONDS, urgency: notice.urgent ? 'high' : 'normal', contentEncoding: 'aes128gcm',
  })
  const texts = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  return post(endpoint, texts, body ?? '', innerAllowed)
}
