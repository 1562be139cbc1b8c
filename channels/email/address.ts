// Addresses as mails write them, and in the one form in which the desk compares them.
import addressparser from 'nodemailer/lib/addressparser'
import { words } from './header.ts'

/** Nobody honestly writes to more. */
const MOST = 200
const LONGEST = 20_000

export interface Address { readonly name: string; readonly address: string }

/** Of a header field, a character for each byte. Japanese carriers once gave out addresses that no standard allows (`a..b.@`): those too. */
export function addressesIn(raw: string): Address[] {
  const read = addressparser(raw.slice(0, LONGEST), { flatten: true })
  return read.slice(0, MOST).flatMap(({ name, address }) => {
    const canonical = canonicalAddress(address ?? '')
    return canonical === null ? [] : [{ name: words(name ?? ''), address: canonical }]
  })
}

/** The domain in lower case; the part before it as it is, for it may mean something. Null where it is no address. */
export function canonicalAddress(text: string): string | null {
  const [, local, domain] = /^\s*<?\s*("?[^\s@<>"(),:;[\]\\]+"?)@([\p{L}\p{N}.-]+|\[[\d.:a-f]+\])\s*>?\s*$/iu.exec(text.normalize('NFC')) ?? []
  if (local === undefined || domain === undefined || local.length > 64 || domain.length > 255) return null
  return `${local.replaceAll('"', '')}@${domain.toLowerCase()}`
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}

/** Every `<...@...>` of In-Reply-To, References and the like, in order, each once. */
export function messageIdsIn(raw: string): string[] {
  return [...new Set(raw.slice(0, LONGEST).match(/<[^<>\s]{1,300}@[^<>\s]{1,255}>/g) ?? [])]
}
