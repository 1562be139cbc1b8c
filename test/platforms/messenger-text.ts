// How Meta counts and what it takes as an address, and how a refusal names the parameter that is wrong.
import { z } from 'zod'

/** Meta says "characters" and not which. UTF-16 units are the strictest reading: what passes here passes under any other. */
export const chars = (least: number, most = Infinity) => z.string().superRefine((text, context) => {
  if (text.length < least) context.addIssue({ code: 'custom', message: 'may not be empty' })
  if (text.length > most) context.addIssue({ code: 'custom', message: `must be at most ${most} characters long` })
  // Ours, not Meta's: half a surrogate pair means that somebody cut a text in the middle of a character.
  if (!text.isWellFormed()) context.addIssue({ code: 'custom', message: 'ends in half a character' })
})

export const webUrl = z.string().refine(
  (address) => /^https?:\/\/[\x21-\x7e]+$/.test(address) && URL.canParse(address),
  { error: 'must be an encoded http or https address' },
)

/** Ids of people, Pages, apps and attachments. As numbers they would not survive JSON. */
export const graphId = z.string().regex(/^\d{1,20}$/, { error: 'must be an id: digits, in a string' })

export const sized = <Item extends z.ZodType>(item: Item, least: number, most: number) => {
  const error = least === most ? `must have exactly ${least}` : `must have ${least} to ${most}`
  return z.array(item).min(least, { error }).max(most, { error })
}

export const oneOf = (names: readonly string[]) => ({ error: `must be one of {${names.join(', ')}}` })

/** `message[quick_replies][0][title]` */
export function paramName(path: readonly PropertyKey[]): string {
  const [first = 'body', ...rest] = path.map(String)
  return first + rest.map((part) => `[${part}]`).join('')
}
