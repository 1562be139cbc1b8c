// The links that bring people to the desk with a code, one for each way it can be reached.
import type { EntryLink } from '../companies/flyers.ts'
import type { Account, Runtime } from '../runtime.ts'

const PATIENCE_MS = 5_000
/** In the order in which workers use them. */
const ORDER = ['line', 'messenger', 'webchat', 'email']

export async function entryLinks(runtime: Pick<Runtime, 'accounts' | 'config' | 'log'>, code: string): Promise<EntryLink[]> {
  const accounts = [...runtime.accounts.values()].filter(({ channel }) => channel.type === 'webchat' || channel.entryLink !== undefined)
  const links = await Promise.all(accounts.map(async (account) => {
    const link = await linkOf(runtime, account, code)
    return { account: account.id, channel: account.channel.type, link, shown: link === null ? '' : shownOf(link) }
  }))
  const place = ({ channel }: EntryLink) => (ORDER.indexOf(channel) + ORDER.length) % ORDER.length
  return links.toSorted((a, b) => place(a) - place(b))
}

async function linkOf({ config: { publicUrl }, log }: Pick<Runtime, 'config' | 'log'>, { id, channel, config }: Account, code: string): Promise<string | null> {
  // Behind the #, so that it stands in nobody's log.
  if (channel.type === 'webchat') return `${publicUrl}/#${encodeURIComponent(code)}`
  try {
    return await channel.entryLink?.(code, config, AbortSignal.timeout(PATIENCE_MS)) ?? null
  } catch (error) {
    log.warn({ account: id, reason: error instanceof Error ? error.name : 'unknown' }, 'the platform told no entry link')
    return null
  }
}

function shownOf(link: string): string {
  const { protocol, host, pathname } = new URL(link)
  if (protocol === 'mailto:') return decodeURIComponent(pathname)
  const account = /^\/R\/oaMessage\/([^/]+)/.exec(pathname)?.[1]
  return account === undefined ? `${host}${pathname}`.replace(/\/$/, '') : decodeURIComponent(account)
}
