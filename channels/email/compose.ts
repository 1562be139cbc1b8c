// A mail as it goes out: text and simple HTML that load nothing, a subject that tells nobody anything, and the ids that lead an answer back.
import type Mail from 'nodemailer/lib/mailer'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import { REPLY_PREFIX } from './attribution.ts'
import { readReference } from './reference.ts'
import type { EmailPayload } from './render.ts'
import { messageIdOf, replyAddress } from './token.ts'
import type { EmailConfig } from './wire.ts'

/** Marks mails of ours: one that comes back is not answered. */
export const LOOP_HEADER = 'x-madoguchi-loop'

/** Older Outlook breaks longer fields. */
const LONGEST_REFERENCES = 900

export interface Composed { readonly mail: Mail.Options; readonly envelope: SMTPConnection.Envelope; readonly messageId: string }

export function compose(payload: EmailPayload, config: EmailConfig, now: Date): Composed {
  const { to, thread, retryKey, automatic, language } = payload
  const answered = readReference(payload.route)
  const reply = replyAddress(to, thread, config)
  const texts = [...payload.texts, ...(payload.signed ? [`— ${payload.signed}`] : [])]
  const footer = automatic ? wordsIn(language, config).footer : ''
  const messageId = messageIdOf(retryKey, to, thread, config)
  const recipient = quoted(to)
  const mail: Mail.Options = {
    from: config.address, to: recipient, messageId, date: now, subject: subjectFor(language, answered?.subject ?? '', config),
    ...(reply !== null && { replyTo: reply }),
    ...(answered && { inReplyTo: answered.id, references: fitting(answered.references) }),
    text: [...texts, ...(footer ? [`--\n${footer}`] : [])].join('\n\n'),
    html: htmlOf(texts, footer, language),
    textEncoding: 'base64',
    headers: {
      [LOOP_HEADER]: '1',
      'content-language': language,
      ...(automatic && { 'auto-submitted': 'auto-replied', 'x-auto-response-suppress': 'All' }),
    },
    disableFileAccess: true, disableUrlAccess: true,
  }
  return { mail, messageId, envelope: { from: config.address, to: [recipient], dsn: { ret: 'HDRS', envid: retryKey, notify: 'FAILURE,DELAY' } } }
}

/**
 * Never a word of the person's own: who sees a locked phone or a shared mailbox reads it too. It stays what it was within a
 * conversation, also where the language changes, or mail programs would show two.
 */
function subjectFor(language: string, answered: string, config: EmailConfig): string {
  const bare = answered.replace(REPLY_PREFIX, '').replace(REPLY_PREFIX, '').trim()
  const kept = Object.values(config.words).find(({ subject }) => subject === bare)
  return kept ? `Re: ${kept.subject}` : wordsIn(language, config).subject
}

function wordsIn(language: string, { words }: EmailConfig): { readonly subject: string; readonly footer: string } {
  return words[language] ?? words['en'] ?? { subject: 'Madoguchi', footer: '' }
}

/** A carrier's old address, with dots where none may stand, is quoted and never corrected. */
function quoted(address: string): string {
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at)
  return /^[^\s.@"]+(?:\.[^\s.@"]+)*$/.test(local) ? address : `"${local}"${address.slice(at)}`
}

function fitting(references: readonly string[]): string[] {
  const [first, ...rest] = references
  const kept: string[] = []
  for (const id of rest.toReversed()) if (kept.join(' ').length + id.length < LONGEST_REFERENCES) kept.unshift(id)
  return first === undefined ? [] : [first, ...kept]
}

function htmlOf(texts: readonly string[], footer: string, language: string): string {
  const paragraphs = texts.flatMap((text) => text.split(/\n{2,}/)).map((text) => `<p>${marked(text)}</p>`)
  const below = footer ? `<p style="color:#555">${marked(footer)}</p>` : ''
  return `<!doctype html><html lang="${marked(language)}"><body style="font:16px/1.6 sans-serif">${paragraphs.join('')}${below}</body></html>`
}

function marked(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`).replaceAll('\n', '<br>')
}
