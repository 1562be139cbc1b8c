// What one turn says, as one mail.
import type { OutboundFile, OutboundMessage, Recipient } from '../contract.ts'
import { split } from '../text.ts'
import { capabilities } from './capabilities.ts'

/** `route` is what `parse` gave. The same `retryKey` is the same Message-ID. */
export interface EmailPayload {
  readonly to: string
  readonly thread: string
  readonly retryKey: string
  readonly automatic: boolean
  readonly language: string
  readonly route?: string
  /** Under what a counsellor wrote. */
  readonly signed?: string
  /** `lines` are the ids of the log's lines that `texts`, one by one, are. */
  readonly lines: readonly string[]
  readonly texts: readonly string[]
  readonly files: readonly MailFile[]
}

export type MailFile = Pick<OutboundFile, 'id' | 'name' | 'type'> & { readonly line: string }

export function render(messages: readonly OutboundMessage[], to: Recipient): EmailPayload[] {
  const shown = messages.filter(({ text, file }) => !file && text.trim() !== '').flatMap(({ id, text }) => split(text, capabilities.textLength).map((part) => ({ id, part })))
  const last = messages.at(-1)
  const files = messages.flatMap(({ id: line, file }) => (file ? [{ line, id: file.id, name: file.name, type: file.type }] : []))
  if (!last || shown.length + files.length === 0) return []
  return [{
    to: to.person, thread: to.thread, retryKey: to.retryKey, automatic: last.author === 'bot', language: last.language,
    ...(to.route !== undefined && { route: to.route }), ...(last.author === 'counsellor' && last.authorName && { signed: last.authorName }),
    lines: shown.map(({ id }) => id), texts: shown.map(({ part }) => part), files,
  }]
}
