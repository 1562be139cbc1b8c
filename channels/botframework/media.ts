// Files people sent, from the addresses in their messages. A person may have written the address: no host but the platform's own is asked.
import { z } from 'zod'
import type { FetchedMedia } from '../contract.ts'
import { isPage } from '../page.ts'
import { tokenOf } from './token.ts'
import { isTrusted } from './wire.ts'
import type { BotFrameworkConfig } from './wire.ts'

/** Where the file is, and the service whose activity named it. */
const Source = z.object({ url: z.string(), serviceUrl: z.string() })

/** Who asks the connector's hosts shows the bot's token; where files are shared, the address itself is the right to read. */
const WITH_TOKEN = ['asm.skype.com']
const WITHOUT_TOKEN = ['sharepoint.com', 'sharepoint.us', 'botframework.com', 'botframework.azure.us']
const REDIRECTS = 5
const GONE = new Set([403, 404, 410])
const STRANGER: FetchedMedia = { status: 'gone', reason: 'not an address of the platform' }

export function sourceText({ url, serviceUrl }: z.infer<typeof Source>): string {
  return JSON.stringify({ url, serviceUrl })
}

export async function fetchMedia(source: string, config: BotFrameworkConfig, signal: AbortSignal): Promise<FetchedMedia> {
  const { url: first, serviceUrl } = Source.parse(JSON.parse(source))
  let address = first
  for (let hop = 0; hop <= REDIRECTS; hop++) {
    const host = hostOf(address, serviceUrl, config)
    if (host === 'stranger') return STRANGER
    const headers = host === 'connector' && config.type === 'cloud' ? { authorization: `Bearer ${(await tokenOf(config)).text}` } : {}
    const response = await fetch(address, { headers, redirect: 'manual', signal })
    if (response.ok && !isPage(response)) return { status: 'ready', bytes: response.body ?? new Blob([]).stream() }
    await response.body?.cancel()
    const { status } = response
    if (GONE.has(status)) return { status: 'gone', reason: `no longer served (${status})` }
    const location = response.headers.get('location')
    if (status < 300 || status >= 400 || location === null || !URL.canParse(location, address)) throw new Error(`Bot Framework: media not served (${status})`)
    address = new URL(location, address).href
  }
  throw new Error('Bot Framework: media behind too many redirects')
}

function hostOf(address: string, serviceUrl: string, config: BotFrameworkConfig): 'connector' | 'files' | 'stranger' {
  if (!isTrusted(address, config) || !isTrusted(serviceUrl, config)) return 'stranger'
  const { origin, hostname, protocol, port } = new URL(address)
  if (origin === new URL(serviceUrl).origin) return 'connector'
  if (config.type === 'local' || protocol !== 'https:' || port !== '') return 'stranger'
  const isOf = (hosts: readonly string[]) => hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`))
  if (isOf(WITH_TOKEN)) return 'connector'
  return isOf(WITHOUT_TOKEN) ? 'files' : 'stranger'
}
