// The settings of a mail account, and what providers wrap a mail in when they push it.
import { z } from 'zod'

/** `subject` names nothing that is somebody's secret; `footer` says how to answer the guide. */
const Words = z.object({ subject: z.string().min(1), footer: z.string().min(1) })

export const EmailConfig = z.object({
  /** Workers write to it. Mail for `name+anything@` must arrive at the same mailbox. */
  address: z.email().transform((address) => address.slice(0, address.lastIndexOf('@')) + address.slice(address.lastIndexOf('@')).toLowerCase()),
  /** `smtps://user:password@host:port`, or `smtp://` with STARTTLS where the server offers it. */
  smtpUrl: z.url({ protocol: /^smtps?$/ }),
  imapUrl: z.url({ protocol: /^imaps?$/ }).nullable(),
  inboundKey: z.string().min(1).nullable(),
  authservId: z.string().min(1).nullable(),
  /** Signs the addresses and Message-IDs by which an answer finds its conversation. */
  secret: z.string().min(16),
  /** By language. */
  words: z.record(z.string(), Words),
})
export type EmailConfig = z.infer<typeof EmailConfig>

/** Bytes of a mail that is taken in: with attachments of 25 MB, encoded for the way. */
export const LARGEST_MAIL = 40_000_000
/** A form around it may escape some letters. */
export const LARGEST_WEBHOOK = 45_000_000

/** A mail as it arrived. `recipients` are the addresses it was delivered to, where the provider says so. */
export interface RawMail { readonly raw: Uint8Array; readonly recipients: readonly string[] }
