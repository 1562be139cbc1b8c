// Mails as programs write them, for tests: bytes as characters, lines that end as they must.
export interface MailDraft {
  readonly from?: string
  readonly to?: string
  readonly subject?: string
  readonly text?: string
  readonly id?: string
  /** More header lines, first. */
  readonly headers?: readonly string[]
  /** Body lines with their own header lines instead of `text`. */
  readonly body?: readonly string[]
}

let count = 0

export const BORDER = 'mx.soudan.example'
/** What our own server writes above a mail whose sender it has proven. */
export const proven = (domain: string) => `Authentication-Results: ${BORDER}; dmarc=pass (p=NONE) header.from=${domain}`

export function mailText({ from = 'Thiri <thiri@phone.example>', to = 'desk@soudan.example', subject = 'Hello', text = 'Hello', id, headers = [], body }: MailDraft): string {
  const rest = body ?? ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64', '', Buffer.from(text.replaceAll('\n', '\r\n')).toString('base64').replace(/.{76}/g, '$&\r\n')]
  return [
    ...headers, `From: ${from}`, `To: ${to}`, `Subject: ${encoded(subject)}`, `Message-ID: ${id ?? `<m${++count}.${process.pid}@phone.example>`}`,
    'Date: Sat, 21 Nov 2026 12:00:00 +0900', 'MIME-Version: 1.0', ...rest, '',
  ].join('\r\n')
}

function encoded(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
}
