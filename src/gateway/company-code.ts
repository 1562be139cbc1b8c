// The code of a company in what somebody wrote: in the text of an entry link, or as it stands on a flyer. Pure.
import type { InboundEvent } from '../../channels/contract.ts'
import { entryCodeIn } from '../../channels/entry.ts'
import { codesMeant } from '../companies/code.ts'
import type { Flow, Session } from '../engine/flow.ts'
import { topicOfCode } from '../knowledge/article-code.ts'

/** By code that the desk made: what it opens now; null: the greeting. */
export type KnownCodes = ReadonlyMap<string, string | null>

const NONE: KnownCodes = new Map()

/** What of an event may be a code: to be looked up. */
export function codesNamed(event: InboundEvent): string[] {
  const text = event.type === 'message' && event.content.type === 'text' ? event.content.text : ''
  return [...(event.code === undefined ? [] : [event.code]), ...codesMeant(entryCodeIn(text) ?? bare(text))]
}

/** Of the link an app opened; what only says from which article they come is no company's. */
export function companyCodeOf({ code }: InboundEvent): string | undefined {
  return code === undefined || topicOfCode(code) !== null ? undefined : code
}

/** The code; null where the text is none. Unknown ones only in the text of a link: any other word could be one. */
export function companyCodeIn(text: string, known: KnownCodes = NONE): string | null {
  const linked = entryCodeIn(text)
  return codesMeant(linked ?? bare(text)).find((one) => known.has(one)) ?? linked
}

/** The text is a code that the desk made and says nothing else. */
export function isKnownCode(text: string, known: KnownCodes = NONE): boolean {
  return entryCodeIn(text) === null && companyCodeIn(text, known) !== null
}

/** What is typed now is their company. */
export function asksForCompany({ nodes }: Flow, session: Session | null): boolean {
  const node = nodes[session?.node ?? '']
  return node?.type === 'ask' && nodes[node.otherwise]?.type === 'employer'
}

/** A word without a digit is a word. */
const bare = (text: string) => (/\d/.test(text.normalize('NFKC')) ? text : '')
