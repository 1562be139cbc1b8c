// What Meta remembers between requests: when each person last did something, and which app has their conversation.
import { randomBytes } from 'node:crypto'

const hour = 60 * 60_000
export const standardWindowMs = 24 * hour
export const humanAgentWindowMs = 7 * 24 * hour

export interface MessengerMemory {
  /** The person did something that opens the window. Times are in milliseconds. */
  acted(psid: string, at: number): void
  /** Milliseconds since the person last did something; null where they never did. */
  silence(psid: string): number | null
  /** The app that has the conversation; null while it is idle, which it also becomes after a day without the person. */
  owner(psid: string): string | null
  give(psid: string, appId: string | null): void
  mid(): string
}

export function createMessengerMemory(now: () => Date): MessengerMemory {
  const lastActions = new Map<string, number>()
  const owners = new Map<string, string>()
  const silence = (psid: string) => {
    const last = lastActions.get(psid)
    return last === undefined ? null : now().getTime() - last
  }
  return {
    acted(psid, at) {
      lastActions.set(psid, Math.max(at, lastActions.get(psid) ?? at))
    },
    silence,
    owner(psid) {
      const quiet = silence(psid)
      return quiet !== null && quiet > standardWindowMs ? null : owners.get(psid) ?? null
    },
    give(psid, appId) {
      if (appId === null) owners.delete(psid)
      else owners.set(psid, appId)
    },
    mid: () => `m_${randomBytes(60).toString('base64url')}`,
  }
}
