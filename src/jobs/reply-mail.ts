// Sends bodies the link to what people said together. The mail says nothing of it; each try has a new secret, since none is kept.
import { digestOf, newSecret } from '../desk/request-link.ts'
import { replyLinkOf } from '../desk/reply-link.ts'
import { replyWords } from '../notify/words.ts'
import type { Runtime } from '../runtime.ts'
import { claimReplyMails, noteReplyMail, renewReply } from '../store/feedback-replies.ts'
import type { DueReplyMail } from '../store/feedback-replies.ts'

const AT_ONCE = 10
const LEASE_SECONDS = 120
const FIRST_WAIT_MS = 15_000
const LONGEST_WAIT_MS = 3_600_000
const MOST_TRIES = 12

export async function mailReplies(runtime: Runtime): Promise<void> {
  if (!runtime.notifier.media.includes('email')) return
  for (const due of await claimReplyMails(runtime.db, runtime.now(), AT_ONCE, LEASE_SECONDS)) await mail(runtime, due)
}

async function mail(runtime: Runtime, { id, address, tries }: DueReplyMail): Promise<void> {
  const { db, now, notifier, log } = runtime
  const secret = newSecret()
  if (!(await renewReply(db, id, digestOf(secret) ?? '', now()))) return noteReplyMail(db, id)
  const sent = await notifier.send({ medium: 'email', address, secrets: {} }, {
    id: `${id}.${tries}`, urgent: false, title: replyWords('mailSubject').join(' / '), body: replyWords('mailBody').join('\n\n'), link: replyLinkOf(runtime, secret),
  })
  if (sent.status === 'sent') return noteReplyMail(db, id, { mailedAt: now() })
  log.warn({ reply: id, reason: sent.reason, tries }, 'a body was not written to')
  if (sent.status === 'gone' || tries >= MOST_TRIES) return noteReplyMail(db, id, { problem: sent.status })
  return noteReplyMail(db, id, { againAt: new Date(now().getTime() + Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries)) })
}
