// What Meta says to a page's settings: whose token it is, whether the app secret belongs to it, and whether the page sends us what people write.
import { z } from 'zod'
import { fine, found } from '../connecting.ts'
import type { Connecting, Finding } from '../connecting.ts'
import { call } from './graph.ts'
import type { MessengerConfig } from './wire.ts'

const Page = z.object({ id: z.string(), name: z.string().optional() })
const Subscriptions = z.object({ data: z.array(z.object({ subscribed_fields: z.array(z.string()).catch([]) })) })
/** Of an argument that is wrong: of these calls, only the proof that app secret and token belong together. */
const WRONG_ARGUMENT = 100

export const connecting: Connecting<MessengerConfig> = {
  async inspect(config, _webhook, signal) {
    const page = await call(config, { method: 'GET', path: 'me', parameters: { fields: 'id,name' }, signal }).catch(() => null)
    if (page === null) return [found('account', 'fault', 'no_answer')]
    if (!page.ok) {
      if (page.fault.code === WRONG_ARGUMENT) return [found('secret', 'refused', 'other_secret')]
      return [page.fault.status < 500 ? found('account', 'refused', 'token') : found('account', 'fault', 'no_answer')]
    }
    const known = Page.safeParse(page.body).data
    return [fine('account', known?.name ?? known?.id ?? ''), fine('secret'), await subscriptionOf(config, known?.id ?? 'me', signal)]
  },
}

async function subscriptionOf(config: MessengerConfig, page: string, signal: AbortSignal): Promise<Finding> {
  const answer = await call(config, { method: 'GET', path: `${page}/subscribed_apps`, parameters: {}, signal }).catch(() => null)
  if (!answer?.ok) return found('subscription', 'hint', 'unsure')
  const subscribed = Subscriptions.safeParse(answer.body).data?.data.some(({ subscribed_fields }) => subscribed_fields.includes('messages')) ?? false
  return subscribed ? fine('subscription') : found('subscription', 'fault', 'not_subscribed')
}
