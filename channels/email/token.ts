// By what an answer finds its conversation: signed addresses in Reply-To, and Message-IDs of our own.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { domainOf } from './address.ts'
import type { EmailConfig } from './wire.ts'

/** The mail server of nobody takes more before the `@` (RFC 5321). */
const LONGEST_LOCAL = 64
const MAC_CHARACTERS = 16
/** The conversation that is not a thread of its own has no name. */
const MAIN = '0'

type Keys = Pick<EmailConfig, 'address' | 'secret'>

/** The name of the conversation that one mail begins. */
export function threadOf(messageId: string, person: string): string {
  return `u${createHash('sha256').update(`${person}\n${messageId}`).digest('hex').slice(0, 15)}`
}

/** Null where our own address leaves no room for it. */
export function replyAddress(person: string, thread: string, { address, secret }: Keys): string | null {
  const local = `${address.slice(0, address.lastIndexOf('@'))}+c_${thread || MAIN}.${mac('reply', person, thread, secret)}`
  return local.length > LONGEST_LOCAL ? null : `${local}@${domainOf(address)}`
}

/** The thread that one of these addresses names, if it was given to this person. */
export function threadInAddress(addresses: readonly string[], person: string, { address, secret }: Keys): string | null {
  const [ours, domain] = [address.slice(0, address.lastIndexOf('@')).toLowerCase(), domainOf(address)]
  for (const one of addresses) {
    const [, local, name = '', given = ''] = /^(.+)\+c_([0-9a-z]{1,20})\.([0-9a-f]{16})@/.exec(one.toLowerCase()) ?? []
    if (local !== ours || domainOf(one) !== domain) continue
    const thread = name === MAIN ? '' : name
    if (isEqual(given, mac('reply', person, thread, secret))) return thread
  }
  return null
}

/** The same for every try of the same delivery: who gets a mail twice sees it once. */
export function messageIdOf(retryKey: string, person: string, thread: string, { address, secret }: Keys): string {
  return `<${retryKey.replaceAll('-', '')}.${thread || MAIN}.${mac('id', person, thread, secret)}@${domainOf(address)}>`
}

/** Looks like one of ours; who it was given to is another question. */
export function isOurId(id: string, { address }: Keys): boolean {
  return OUR_ID.test(id) && id.toLowerCase().endsWith(`@${domainOf(address)}>`)
}

const OUR_ID = /^<[0-9a-f]{32}\.[0-9a-z]{1,20}\.[0-9a-f]{16}@/i

/** The thread in which a mail with this Message-ID was sent to this person; null where it was not. */
export function threadInId(id: string, person: string, keys: Keys): string | null {
  if (!isOurId(id, keys)) return null
  const [, name = '', given = ''] = id.toLowerCase().split(/[.@]/)
  const thread = name === MAIN ? '' : name
  return isEqual(given, mac('id', person, thread, keys.secret)) ? thread : null
}

function mac(use: 'reply' | 'id', person: string, thread: string, secret: string): string {
  return createHmac('sha256', secret).update(`${use}\n${person.toLowerCase()}\n${thread}`).digest('hex').slice(0, MAC_CHARACTERS)
}

function isEqual(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
