// Mails a link that is kept nowhere: each try has a new secret. What cannot be sent is tried again, ever later, and given up in the end.
import { digestOf, newSecret } from '../desk/request-link.ts'
import type { Runtime } from '../runtime.ts'

export const AT_ONCE = 10
export const LEASE_SECONDS = 120
const FIRST_WAIT_MS = 15_000
const LONGEST_WAIT_MS = 3_600_000
const MOST_TRIES = 12

export interface LinkMail {
  readonly due: { readonly id: string; readonly address: string; readonly tries: number }
  readonly title: string
  readonly body: string
  linkOf(secret: string): string
  /** Gives the link the new secret. False where it would open nothing. */
  renew(digest: string): Promise<boolean>
  /** `problem`: it was given up. `againAt`: it is tried again. Neither: it was sent, or there is nothing to send. */
  note(outcome: { readonly mailedAt?: Date; readonly againAt?: Date; readonly problem?: string }): Promise<void>
  /** `reason` names nobody. */
  unsent(reason: string): void
}

export async function mailLink({ now, notifier }: Pick<Runtime, 'now' | 'notifier'>, { due: { id, address, tries }, title, body, linkOf, renew, note, unsent }: LinkMail): Promise<void> {
  const secret = newSecret()
  if (!(await renew(digestOf(secret) ?? ''))) return note({})
  const sent = await notifier.send({ medium: 'email', address, secrets: {} }, { id: `${id}.${tries}`, urgent: false, title, body, link: linkOf(secret) })
  if (sent.status === 'sent') return note({ mailedAt: now() })
  unsent(sent.reason)
  if (sent.status === 'gone' || tries >= MOST_TRIES) return note({ problem: sent.status })
  return note({ againAt: new Date(now().getTime() + Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries)) })
}
