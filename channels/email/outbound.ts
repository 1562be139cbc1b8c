// Sends a mail. The Message-ID is the same for every try: who gets one twice sees one.
import MailComposer from 'nodemailer/lib/mail-composer'
import type { SendIO, SendResult } from '../contract.ts'
import { compose } from './compose.ts'
import { failureOf } from './failure.ts'
import type { EmailPayload } from './render.ts'
import { NotSent, smtp } from './smtp.ts'
import type { EmailConfig } from './wire.ts'

export async function send(payload: EmailPayload, config: EmailConfig, io: SendIO): Promise<SendResult> {
  const attachments = await Promise.all(payload.files.map(async ({ id, name, type }) => ({ filename: name, contentType: type, content: await io.open?.(id) ?? null })))
  if (attachments.some(({ content }) => content === null)) return { status: 'failed', certain: true, reason: 'Mail: a file of it is gone' }
  const { mail, envelope, messageId } = compose(payload, config, io.now())
  try {
    const raw = await new MailComposer({ ...mail, attachments: attachments.flatMap(({ content, ...rest }) => (content ? [{ ...rest, content: Buffer.from(content) }] : [])) }).compile().build()
    await smtp(config.smtpUrl, { envelope: { ...envelope, size: raw.length, use8BitMime: false }, raw }, io.signal)
    return { status: 'sent', refs: [...payload.lines, ...payload.files.map(({ line }) => line)].map((line) => ({ line, id: messageId })) }
  } catch (error) {
    return error instanceof NotSent ? failureOf(error.cause, error.handedOver) : { status: 'failed', certain: true, reason: 'Mail: the mail cannot be written' }
  }
}
