// Public contact points: who can be called, in which language, at what hours.
import { z } from 'zod'
import { LANGUAGES } from './languages.ts'
import type { Language } from './languages.ts'

const date = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
const time = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/)
const Span = z.strictObject({ days: z.string().regex(/^(daily|[a-z]{3}(-[a-z]{3})?(,[a-z]{3})*)$/), from: time, to: time })
/** `varies`: by place or language, and no source says how. */
const Hours = z.union([z.literal('always'), z.literal('varies'), z.array(Span).min(1)])

export const Contact = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  names: z.record(z.enum(LANGUAGES), z.string().min(1)),
  number: z.string().min(1),
  ipNumber: z.string().optional(),
  fee: z.enum(['free', 'charged']),
  speaks: z.partialRecord(z.enum(LANGUAGES), Hours),
  /** Whoever picks up speaks Japanese, and brings an interpreter in afterwards. */
  answeredInJapanese: z.literal(true).optional(),
  closed: z.array(z.enum(['holidays', 'year-end'])).optional(),
  status: z.enum(['V1', 'V2', 'U']),
  /** The last day on which it may be shown. */
  validTo: date.optional(),
  note: z.string().optional(),
  source: z.string().min(1),
  sourceDate: date,
  checkedOn: date,
})
export type Contact = z.infer<typeof Contact>
export type Hours = z.infer<typeof Hours>

/** `labour-dial-vi` is the Vietnamese line, for its own readers only. Who speaks neither the reader's language nor Japanese is no help. */
export function isForReader(contact: Contact, language: Language): boolean {
  const suffix = contact.id.split('-').at(-1) ?? ''
  if (LANGUAGES.some((one) => one === suffix) && suffix !== language && suffix !== 'ja') return false
  return contact.speaks[language] !== undefined || contact.speaks.ja !== undefined
}

/** The hours for a reader of `language`; their own language's, else those of the Japanese line. */
export function hoursFor(contact: Contact, language: Language): Hours | null {
  return contact.speaks[language] ?? contact.speaks.ja ?? Object.values(contact.speaks)[0] ?? null
}

/** Whether the reader needs the sentence to say in Japanese. */
export function speaksFor(contact: Contact, language: Language): boolean {
  return contact.speaks[language] !== undefined
}

/** Whether a date that may be a year or a month only is over on a day: it lasts until its last day. */
export const isBefore = (until: string, day: string): boolean => until < day.slice(0, until.length)
