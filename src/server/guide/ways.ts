// The ways to a person that a page of the guide names: what is connected now, each with the article one comes from.
import { entryLinks } from '../../desk/entry-links.ts'
import { articleCode } from '../../knowledge/article-code.ts'
import type { Language } from '../../knowledge/languages.ts'
import type { Runtime } from '../../runtime.ts'

/** How platforms are asked for their links: they are the same for every code. */
const ANY_CODE = 'GUIDE-PAGE'
const FRESH_MS = 600_000

export interface Way { readonly channel: string; readonly link: string }

export interface Ways {
  /** The same value until something has changed. */
  known(): readonly Way[]
}

/** Platforms are asked behind the reader's back, at most every ten minutes: no page waits for one. */
export function openWays(runtime: Pick<Runtime, 'accounts' | 'config' | 'log' | 'now'>): Ways {
  let ways: readonly Way[] = []
  let askedAt = -Infinity
  const ask = async () => {
    const links = await entryLinks(runtime, ANY_CODE)
    const found = links.flatMap(({ channel, link }) => (link === null || channel === 'webchat' ? [] : [{ channel, link }]))
    if (JSON.stringify(found) !== JSON.stringify(ways)) ways = found
  }
  return {
    known() {
      if (runtime.now().getTime() - askedAt >= FRESH_MS) {
        askedAt = runtime.now().getTime()
        void ask()
      }
      return ways
    },
  }
}

/** Null where an app takes no code as long as this topic's. */
export function wayFrom({ link }: Way, topic: string): string | null {
  const code = articleCode(topic)
  return code === null ? null : link.replaceAll(ANY_CODE, code)
}

/** The code stands behind the #: it reaches no log. */
export function chatFrom(language: Language, topic: string | null): string {
  const code = topic === null ? null : articleCode(topic)
  return `/?lang=${language}${code === null ? '' : `#${code}`}`
}
