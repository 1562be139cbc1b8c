// Sends partners the link of what they are asked for. The mail says nothing of the worker.
import { fold } from '../cases/case.ts'
import { isLinkLive } from '../cases/requests.ts'
import { linkOf } from '../desk/request-link.ts'
import { requestWords } from '../notify/words.ts'
import type { Runtime } from '../runtime.ts'
import { claimRequestMails, noteMail, prepareMail } from '../store/partner-requests.ts'
import { AT_ONCE, LEASE_SECONDS, mailLink } from './mail-link.ts'

export async function mailRequests(runtime: Runtime): Promise<void> {
  const { db, now, notifier, log } = runtime
  if (!notifier.media.includes('email')) return
  for (const due of await claimRequestMails(db, now(), AT_ONCE, LEASE_SECONDS)) {
    await mailLink(runtime, {
      due, title: requestWords('mailSubject').join(' / '), body: requestWords('mailBody').join('\n\n'), linkOf: (secret) => linkOf(runtime, secret),
      renew: (digest) => prepareMail(db, due.id, digest, ({ request, events }) => {
        const state = fold(events)
        const found = state.requests.find((one) => one.id === request)
        return found !== undefined && isLinkLive(state, found, now())
      }),
      note: (outcome) => noteMail(db, due.id, outcome),
      unsent: (reason) => log.warn({ request: due.id, reason, tries: due.tries }, 'a partner was not written to'),
    })
  }
}
