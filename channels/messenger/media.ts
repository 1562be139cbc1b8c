// Files people sent, from the signed addresses in their messages. Nothing but the platform's own hosts is ever asked.
import type { FetchedMedia } from '../contract.ts'
import { isPage } from '../page.ts'
import type { MessengerConfig } from './wire.ts'

const HOSTS = ['fbcdn.net', 'fbsbx.com', 'facebook.com']
const REDIRECTS = 5
const GONE = new Set([403, 404, 410])
const STRANGER: FetchedMedia = { status: 'gone', reason: 'not an address of the platform' }

/** The address itself is the right to read: no token goes along. */
export async function fetchMedia(source: string, config: MessengerConfig, signal: AbortSignal): Promise<FetchedMedia> {
  let address: string = source
  for (let hop = 0; hop <= REDIRECTS; hop++) {
    const url = URL.canParse(address) ? new URL(address) : null
    if (url === null || !isOfPlatform(url, config)) return STRANGER
    const response = await fetch(url, { redirect: 'manual', signal })
    if (response.ok && !isPage(response)) return { status: 'ready', bytes: response.body ?? new Blob([]).stream() }
    await response.body?.cancel()
    const { status } = response
    if (GONE.has(status)) return { status: 'gone', reason: `no longer served (${status})` }
    const location = response.headers.get('location')
    if (status < 300 || status >= 400 || location === null || !URL.canParse(location, url.href)) throw new Error(`Messenger: media not served (${status})`)
    address = new URL(location, url).href
  }
  throw new Error('Messenger: media behind too many redirects')
}

function isOfPlatform(url: URL, config: MessengerConfig): boolean {
  if (url.username !== '' || url.password !== '') return false
  if (url.origin === new URL(config.graphBase).origin) return true
  return url.protocol === 'https:' && url.port === '' && HOSTS.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`))
}
