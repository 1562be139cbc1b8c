// Sends bodies the link to what people said together. The mail says nothing of it.
import { replyLinkOf } from '../desk/reply-link.ts'
import { replyWords } from '../notify/words.ts'
import type { Runtime } from '../runtime.ts'
import { claimReplyMails, noteReplyMail, renewReply } from '../store/feedback-replies.ts'
import { AT_ONCE, LEASE_SECONDS, mailLink } from './mail-link.ts'

export async function mailReplies(runtime: Runtime): Promise<void> {
  const { db, now, notifier, log } = runtime
  if (!notifier.media.includes('email')) return
  for (const due of await claimReplyMails(db, now(), AT_ONCE, LEASE_SECONDS)) {
    await mailLink(runtime, {
      due, title: replyWords('mailSubject').join(' / '), body: replyWords('mailBody').join('\n\n'), linkOf: (secret) => replyLinkOf(runtime, secret),
      renew: (digest) => renewReply(db, due.id, digest, now()),
      note: (outcome) => noteReplyMail(db, due.id, outcome),
      unsent: (reason) => log.warn({ reply: due.id, reason, tries: due.tries }, 'a body was not written to'),
    })
  }
}
