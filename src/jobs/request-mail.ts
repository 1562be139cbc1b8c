// Sends partners the link of what they are asked for. The mail says nothing of the worker; each try has a new secret, since none is kept.
import { fold } from '../cases/case.ts'
import { isLinkLive } from '../cases/requests.ts'
import { digestOf, linkOf, newSecret } from '../desk/request-link.ts'
import { requestWords } from '../notify/words.ts'
import type { Runtime } from '../runtime.ts'
import { claimRequestMails, noteMail, prepareMail } from '../store/partner-requests.ts'
import type { DueMail } from '../store/partner-requests.ts'

const AT_ONCE = 10
const LEASE_SECONDS = 120
const FIRST_WAIT_MS = 15_000
const LONGEST_WAIT_MS = 3_600_000
const MOST_TRIES = 12

export async function mailRequests(runtime: Runtime): Promise<void> {
  if (!runtime.notifier.media.includes('email')) return
  for (const due of await claimRequestMails(runtime.db, runtime.now(), AT_ONCE, LEASE_SECONDS)) await mail(runtime, due)
}

async function mail(runtime: Runtime, { id, address, tries }: DueMail): Promise<void> {
  const { db, now, notifier, log } = runtime
  const secret = newSecret()
  const prepared = await prepareMail(db, id, digestOf(secret) ?? '', ({ request, events }) => {
    const state = fold(events)
    const found = state.requests.find((one) => one.id === request)
    return found !== undefined && isLinkLive(state, found, now())
  })
  if (!prepared) return noteMail(db, id, {})
  const [title, body] = [requestWords('mailSubject'), requestWords('mailBody')].map((both) => both.join('\n\n'))
  const sent = await notifier.send({ medium: 'email', address, secrets: {} }, { id: `${id}.${tries}`, urgent: false, title: title?.replace('\n\n', ' / ') ?? '', body: body ?? '', link: linkOf(runtime, secret) })
  if (sent.status === 'sent') return noteMail(db, id, { mailedAt: now() })
  log.warn({ request: id, reason: sent.reason, tries }, 'a partner was not written to')
  if (sent.status === 'gone' || tries >= MOST_TRIES) return noteMail(db, id, { problem: sent.status })
  return noteMail(db, id, { againAt: new Date(now().getTime() + Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries)) })
}
