// How the account stands with LINE, and the link that opens a conversation with it.
import type { Health } from '../contract.ts'
import { entryText } from '../entry.ts'
import { clientOf, statusOf, within } from './client.ts'
import type { LineConfig } from './wire.ts'

export async function fetchHealth(config: LineConfig, signal: AbortSignal): Promise<Health> {
  const client = clientOf(config)
  try {
    const [quota, { totalUsage: used }] = await within(signal, Promise.all([client.getMessageQuota(), client.getMessageQuotaConsumption()]))
    const limit = quota.type === 'limited' ? quota.value ?? null : null
    return { problems: limit !== null && used >= limit ? ['quota'] : [], quota: { limit, used } }
  } catch (error) {
    const status = statusOf(error)
    if (status === 401 || status === 403) return { problems: ['access'] }
    throw error
  }
}

/** The person's own phone writes the code: LINE tells nobody by which link somebody came. */
export async function entryLink(code: string, config: LineConfig, signal: AbortSignal): Promise<string> {
  const { basicId } = await within(signal, clientOf(config).getBotInfo())
  return `https://line.me/R/oaMessage/${encodeURIComponent(basicId)}/?${encodeURIComponent(entryText(code))}`
}
