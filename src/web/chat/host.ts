// What the chat page asks of the site that embeds it, and how that site reads it.
export type Wish = 'close' | 'leave'

// The message names nothing of the conversation, so any site may read it.
export function tellHost(wish: Wish): void {
  if (parent !== window) parent.postMessage({ madoguchi: wish }, '*')
}

export function readWish(data: unknown): Wish | null {
  if (typeof data !== 'object' || data === null || !('madoguchi' in data)) return null
  return data.madoguchi === 'close' || data.madoguchi === 'leave' ? data.madoguchi : null
}

/** Where somebody goes who must not be seen here: a page that anybody in Japan may have open. */
export const neutralPage = 'https://weather.yahoo.co.jp/weather/'
