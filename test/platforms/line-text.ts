// How LINE counts and what it takes as an address: the string rules that every message object shares.
import { z } from 'zod'

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Message texts are counted in UTF-16 units. */
export const units = (least: number, most: number) => counted(least, most, (text) => text.length)

/** Labels, display texts and template texts are counted in grapheme clusters. */
export const graphemes = (least: number, most: number) => counted(least, most, (text) => [...segmenter.segment(text)].length)

function counted(least: number, most: number, count: (text: string) => number) {
  return z.string().superRefine((text, context) => {
    const length = count(text)
    if (length < least) context.addIssue({ code: 'custom', message: 'May not be empty' })
    if (length > most) context.addIssue({ code: 'custom', message: `Length must be between ${least} and ${most}` })
    // Ours, not LINE's: half a surrogate pair means that somebody cut a text in the middle of a character.
    if (!text.isWellFormed()) context.addIssue({ code: 'custom', message: 'Half a character' })
  })
}

/** Media: HTTPS, at most 2,000 characters, percent-encoded. */
export const mediaUrl = units(1, 2000).refine(
  (address) => /^https:\/\/[\x21-\x7e]+$/.test(address) && URL.canParse(address),
  { error: 'Must be an encoded https address' },
)

export const linkUri = units(1, 1000).refine(
  (address) => /^(?:https?|line|tel):[\x21-\x7e]+$/.test(address) && URL.canParse(address),
  { error: 'Must be an encoded http, https, line or tel address' },
)

export const sized = <Item extends z.ZodType>(item: Item, least: number, most: number) => {
  const error = least === most ? `Size must be ${least}` : `Size must be between ${least} and ${most}`
  return z.array(item).min(least, { error }).max(most, { error })
}

export const oneOf = (types: readonly string[]) => ({ error: `Must be one of the following values: [${types.join(', ')}]` })
