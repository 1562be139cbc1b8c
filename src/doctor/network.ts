// The way in from outside: does PUBLIC_URL lead to this desk, unread by others, and do webhooks arrive with it?
import type { Config } from '../config.ts'
import type { Account } from '../runtime.ts'
import { isDesk } from './machine.ts'
import { bad, codeOf, note, ok, skipped } from './finding.ts'
import type { Finding } from './finding.ts'

const PATIENCE_MS = 8_000
const LOCAL = ['localhost', '127.0.0.1', '[::1]']

export async function checkPublicUrl({ publicUrl: url, port }: Pick<Config, 'publicUrl' | 'port'>): Promise<Finding[]> {
  const { protocol, hostname } = new URL(url)
  if (LOCAL.includes(hostname)) return [note('url.local', { url })]
  const plain = protocol === 'http:' ? [bad('url.plain', { url })] : []
  try {
    const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'manual' })
    const answer: unknown = await response.json().catch(() => null)
    return [...plain, ...(isDesk(answer) ? (plain.length > 0 ? [] : [ok('url.ok', { url })]) : [bad('url.other', { url, port, status: response.status })])]
  } catch (error) {
    return [...plain, bad('url.down', { url, code: codeOf(error) })]
  }
}

/** An unsigned webhook that arrives is refused with 401 and stored nowhere. */
export async function checkWebhooks({ publicUrl }: Pick<Config, 'publicUrl'>, accounts: readonly Pick<Account, 'id'>[]): Promise<Finding[]> {
  if (accounts.length === 0) return []
  if (LOCAL.includes(new URL(publicUrl).hostname)) return [skipped('webhook', 'local')]
  return Promise.all(accounts.map(async ({ id }) => {
    const url = `${publicUrl}/webhooks/${id}`
    try {
      const { status } = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}', signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'manual' })
      return status === 401 ? ok('webhook.ok', { url }) : bad('webhook.lost', { url, status })
    } catch (error) {
      return bad('webhook.lost', { url, status: codeOf(error) })
    }
  }))
}
