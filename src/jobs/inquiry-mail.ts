// Tells by e-mail that there is an answer, where that was wished: discreetly, or with the answer itself.
import { createTransport } from 'nodemailer'
import type { Transporter } from 'nodemailer'
import { isLanguage } from '../knowledge/languages.ts'
import type { Runtime } from '../runtime.ts'
import { workersLines } from '../store/conversations.ts'
import type { LoggedMessage } from '../store/conversations.ts'
import { claimNotices, noteTold, noteUntold, postponeNotice } from '../store/inquiries.ts'
import type { DueNotice } from '../store/inquiries.ts'

const AT_ONCE = 10
const PATIENCE_MS = 20_000
const LEASE_SECONDS = 120
const LONGEST_WAIT_MS = 3_600_000

export async function tellInquirers(runtime: Runtime): Promise<void> {
  const { email } = runtime.config
  if (!email) return
  const due = await claimNotices(runtime.db, AT_ONCE, LEASE_SECONDS)
  if (due.length === 0) return
  const transport = createTransport({ url: email.smtpUrl, connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS })
  try {
    for (const notice of due) await tell(runtime, transport, email.address, notice)
  } finally {
    transport.close()
  }
}

async function tell({ db, content, config, log }: Runtime, transport: Transporter, from: string, notice: DueNotice): Promise<void> {
  const { conversation_id: conversation, language: known } = notice
  const language = known !== null && isLanguage(known) ? known : 'en'
  const answers = (await workersLines(db, conversation, notice.after)).filter(({ author, withdrawn_at: withdrawn }) => author === 'counsellor' && withdrawn === null)
  const last = answers.at(-1)
  if (!last) return
  const page = `${config.publicUrl}/inquiry?lang=${language}`
  const say = (key: string) => content.words(language, `inquiry.${key}`)
  const text = notice.whole
    ? [...answers.map(textFor), '', say('mailWhole'), page, '', say('mailNoReply')]
    : [say('mailNotice'), page, '', say('mailNoReply')]
  try {
    await transport.sendMail({
      from, to: notice.email, subject: say('mailSubject'), text: `${text.join('\n')}\n`,
      // The same notice, sent again after a crash, can be told for what it is.
      messageId: `<inquiry.${conversation}.${last.seq}@${from.split('@')[1] ?? 'desk'}>`,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    })
    await noteTold(db, conversation, last.seq)
  } catch (error) {
    const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0
    log.warn({ conversation, code, tries: notice.tries }, 'an inquirer was not told by e-mail')
    // A mail server that says "never" means it: the page still has the answer.
    if (code >= 500) await noteUntold(db, notice, last.seq, `refused by the mail server (${code})`)
    else await postponeNotice(db, conversation, Math.min(LONGEST_WAIT_MS, 15_000 * 2 ** notice.tries))
  }
}

function textFor({ text, translations }: LoggedMessage): string {
  return translations.find(({ language }) => language !== 'ja')?.text ?? text
}
