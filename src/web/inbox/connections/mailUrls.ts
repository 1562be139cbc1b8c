// A mailbox as people know it, a password and the names of two servers, in the form in which the desk keeps it.

/** `imap` empty: the mailbox is not read. */
export interface Mailbox { readonly address: string; readonly user: string; readonly password: string; readonly smtp: string; readonly imap: string }

/** By the domain of the address: what most providers publish. */
const KNOWN: Readonly<Record<string, readonly [smtp: string, imap: string]>> = {
  'gmail.com': ['smtp.gmail.com', 'imap.gmail.com'],
  'fastmail.com': ['smtp.fastmail.com', 'imap.fastmail.com'],
  'icloud.com': ['smtp.mail.me.com:587', 'imap.mail.me.com'],
  'yahoo.co.jp': ['smtp.mail.yahoo.co.jp', 'imap.mail.yahoo.co.jp'],
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).trim().toLowerCase()

/** Null where nothing is known. */
export function serversFor(address: string): { readonly smtp: string; readonly imap: string } | null {
  const known = KNOWN[domainOf(address)]
  return known ? { smtp: known[0], imap: known[1] } : null
}

/** Port 465 and 993 unless another stands there; 587, 25 and 143 begin in the clear and go over to TLS. */
const urlOf = (protocol: 'smtp' | 'imap', user: string, password: string, server: string) => {
  const host = server.trim().replace(/^\w+:\/\//, '')
  const plain = /:(25|587|1025|143)$/.test(host)
  const credentials = password === '' ? '' : `${encodeURIComponent(user)}:${encodeURIComponent(password)}@`
  return `${protocol}${plain ? '' : 's'}://${credentials}${host}`
}

export function settingsOf({ address, user, password, smtp, imap }: Mailbox): Record<string, string> {
  const name = user.trim() || address.trim()
  return {
    EMAIL_ADDRESS: address.trim(),
    EMAIL_SMTP_URL: urlOf('smtp', name, password, smtp),
    EMAIL_IMAP_URL: imap.trim() === '' ? '' : urlOf('imap', name, password, imap),
  }
}
