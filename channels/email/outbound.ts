// Sends a mail. The Message-ID is the same for every try: who gets one twice sees one.
import MailComposer from 'nodemailer/lib/mail-composer'
import type { SendIO, SendResult } from '../contract.ts'
import { compose } from './compose.ts'
import { failureOf } from './failure.ts'
import type { EmailPayload } from './render.ts'
import { NotSent, smtp } from './smtp.ts'
import type { EmailConfig } from './wire.ts'

export async function send(payload: EmailPayload, config: EmailConfig, io: SendIO): Promise<SendResult> {
  const { mail, envelope, messageId } = compose(payload, config, io.now())
  try {
    const raw = await new MailComposer(mail).compile().build()
    await smtp(config.smtpUrl, { envelope: { ...envelope, size: raw.length, use8BitMime: false }, raw }, io.signal)
    return { status: 'sent', refs: payload.lines.map((line) => ({ line, id: messageId })) }
  } catch (error) {
    return error instanceof NotSent ? failureOf(error.cause, error.handedOver) : { status: 'failed', certain: true, reason: 'Mail: the mail cannot be written' }
  }
}
