// Addresses by which a platform fetches one file of staff: nobody can guess them, and they end.
import { createHmac, timingSafeEqual } from 'node:crypto'

/** Apps ask again when the person scrolls back; after that they have their own copy, or show nothing. */
const DAYS = 14
const DAY_MS = 86_400_000

export interface FileLinks {
  /** A platform can reach us: it asks for https. */
  readonly reachable: boolean
  issue(file: string): string
  /** The file's id; null where the token is wrong or has ended. */
  read(token: string): string | null
}

export function createFileLinks(secret: string, publicUrl: string, now: () => Date): FileLinks {
  const signed = (claim: string) => createHmac('sha256', secret).update(claim).digest('base64url')
  return {
    reachable: publicUrl.startsWith('https:'),
    issue(file) {
      const claim = `${file}.${Math.floor(now().getTime() / DAY_MS + DAYS).toString(36)}`
      return `${publicUrl}/files/${claim}.${signed(claim)}`
    },
    read(token) {
      const [, claim = '', file = '', day = '', given = ''] = /^(([0-9a-f-]{36})\.([0-9a-z]{1,8}))\.([\w-]{43})$/.exec(token) ?? []
      const isGenuine = given !== '' && timingSafeEqual(Buffer.from(given), Buffer.from(signed(claim)))
      return isGenuine && now().getTime() / DAY_MS < parseInt(day, 36) + 1 ? file : null
    },
  }
}
